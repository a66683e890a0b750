"""Tables about the same students (reading and math of one year), decided and attacked as one (ADR 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from publication.disclosure.attack import audit
from publication.disclosure.rules import Breach, Cell, Clearance, Key, Partition, Ruleset
from publication.disclosure.suppression import protect
from publication.disclosure.table import Link

Counts = tuple[Sequence[Cell], Sequence[Partition]]


class _Joined(NamedTuple):
    cells: list[Cell]
    partitions: list[Partition]
    links: list[Link]


def protect_alike(tables: Sequence[Counts], ruleset: Ruleset) -> list[dict[Key, Clearance]]:
    """Clear tables about the same students together: a cell hidden in one is hidden in all.

    Otherwise the n that one measure withholds could be read beside the other.
    """
    joined = _join(tables)
    cleared = protect(joined.cells, joined.partitions, ruleset, links=joined.links)
    return [
        {cell.key: cleared[_place(number, cell.key)] for cell in cells}
        for number, (cells, _partitions) in enumerate(tables)
    ]


def audit_alike(
    tables: Sequence[Counts], clearances: Sequence[Mapping[Key, Clearance]], ruleset: Ruleset
) -> list[Breach]:
    """Attack tables about the same students with what all of them tell; empty is the gate's permission."""
    joined = _join(tables)
    cleared = {
        _place(number, key): clearance
        for number, decided in enumerate(clearances)
        for key, clearance in decided.items()
    }
    found = audit(joined.cells, cleared, joined.partitions, ruleset, links=joined.links)
    return [replace(breach, key=breach.key[1:]) for breach in found]


def _join(tables: Sequence[Counts]) -> _Joined:
    """Write all tables as one, whose cells for the same place have the same n."""
    joined = _Joined([], [], [])
    first: dict[Key, Key] = {}
    for number, (cells, partitions) in enumerate(tables):
        for cell in cells:
            key = _place(number, cell.key)
            joined.cells.append(replace(cell, key=key))
            if cell.is_counted and first.setdefault(cell.key, key) != key:
                joined.links.append((first[cell.key], key))
        joined.partitions.extend(
            Partition(
                _place(number, part.total), tuple(_place(number, key) for key in part.members), part.complete
            )
            for part in partitions
        )
    return joined


def _place(number: int, key: Key) -> Key:
    return (f"table {number + 1}", *key)
