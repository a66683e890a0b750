"""The bridge to disclosure control: clear a table once, remember the decision, log what is withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from publication import code
from publication.disclosure import (
    Cell,
    Clearance,
    Key,
    Partition,
    PublicValue,
    Ruleset,
    State,
    fingerprint,
    project,
    protect,
    protect_alike,
)
from publication.domain import digest
from publication.models import ClearanceCache

Clearances = dict[Key, Clearance]
RULESET = Ruleset()


@dataclass(frozen=True)
class Table:
    """All cells of one measure and period that are published together, and which parts make which whole.

    `name` is unique in a release ("graduation-4yr 2016"); keys are (unit slug, group code). `values` are the
    figures to be shown. `n_min` may raise the least number of people, never lower it. `alike` names the
    tables about the same people that were cleared with it; see `together`.
    """

    name: str
    cells: tuple[Cell, ...]
    partitions: tuple[Partition, ...]
    values: Mapping[Key, Decimal | None] = field(default_factory=dict)
    n_min: int = RULESET.n_min
    alike: tuple[str, ...] = ()

    @property
    def ruleset(self) -> Ruleset:
        """The rules in force, with this table's own least number of people."""
        return replace(RULESET, n_min=max(self.n_min, RULESET.n_min))

    @property
    def fingerprint(self) -> str:
        """A hash of everything that clearances depend on, the code that decides them included."""
        return digest(fingerprint(self.cells, self.partitions, self.ruleset), code.disclosure_version())


def together(tables: Sequence[Table]) -> list[Table]:
    """Return tables about the same people in a fixed order, to be cleared by the strictest of their rules."""
    names = {table.name for table in tables}
    n_min = max(table.n_min for table in tables)
    joined = [replace(table, n_min=n_min, alike=tuple(sorted(names - {table.name}))) for table in tables]
    return sorted(joined, key=lambda table: (table.fingerprint, table.name))


def marks(tables: Sequence[Table]) -> list[str]:
    """Return, for each of some tables cleared together, a hash of everything its clearances depend on."""
    prints = [table.fingerprint for table in tables]
    return prints if len(prints) == 1 else [digest(own, *sorted(prints)) for own in prints]


def clear(table: Table) -> tuple[Clearances, dict[Key, PublicValue]]:
    """Decide what may be shown of a table and return it in its public form; equal counts decide once."""
    return clear_alike([table])[table.name]


def clear_alike(tables: Sequence[Table]) -> dict[str, tuple[Clearances, dict[Key, PublicValue]]]:
    """Decide the same for tables about the same people, by name: what is hidden in one is hidden in all."""
    own = dict(zip((table.name for table in tables), marks(tables), strict=True))
    known = dict(ClearanceCache.objects.filter(pk__in=own.values()).values_list("pk", "clearances"))
    if known.keys() >= set(own.values()):
        decided = {name: clearances_from(known[mark]) for name, mark in own.items()}
    else:
        decided = dict(zip(own, _decide(tables), strict=True))
        ClearanceCache.objects.bulk_create(
            [
                ClearanceCache(pk=mark, clearances=clearances_json(decided[name]))
                for name, mark in own.items()
            ],
            ignore_conflicts=True,
        )
    return {
        table.name: (decided[table.name], project(table.cells, decided[table.name], table.values))
        for table in tables
    }


def _decide(tables: Sequence[Table]) -> list[Clearances]:
    if len(tables) == 1:
        [table] = tables
        return [protect(table.cells, table.partitions, table.ruleset)]
    return protect_alike([(table.cells, table.partitions) for table in tables], tables[0].ruleset)


def withheld_counts(clearances: Clearances) -> dict[str, int]:
    """Count cells that are not shown exactly, by why."""
    return dict(
        Counter(
            str(clearance.state)
            for clearance in clearances.values()
            if clearance.state.is_suppressed or clearance.state.is_coded
        )
    )


def withheld_rows(clearances: Clearances) -> list[list[Any]]:
    """List cells that are not shown exactly: key, state, reason; never a value."""
    return [
        [list(key), str(clearance.state), clearance.reason]
        for key, clearance in sorted(clearances.items())
        if clearance.state.is_suppressed or clearance.state.is_coded
    ]


def clearances_json(clearances: Clearances) -> list[list[Any]]:
    """Write clearances as plain JSON, in key order."""
    return [
        [
            list(key),
            str(clearance.state),
            None if clearance.bound is None else str(clearance.bound),
            clearance.reason,
        ]
        for key, clearance in sorted(clearances.items())
    ]


def clearances_from(rows: list[list[Any]]) -> Clearances:
    """Read what `clearances_json` wrote."""
    return {
        tuple(key): Clearance(State(state), None if bound is None else Decimal(bound), reason)
        for key, state, bound, reason in rows
    }


def clearances_hash(rows: list[list[Any]]) -> str:
    """Return a hash of written clearances."""
    return digest(rows)


def table_json(table: Table) -> dict[str, Any]:
    """Write the counts of a table as plain JSON, for the gate."""
    return {
        "n_min": table.n_min,
        "alike": list(table.alike),
        "cells": [
            [
                list(cell.key),
                cell.n,
                None if cell.numerator is None else str(cell.numerator),
                cell.is_counted,
            ]
            for cell in table.cells
        ],
        "partitions": [
            [list(part.total), [list(member) for member in part.members], part.complete]
            for part in table.partitions
        ],
    }


def table_from(name: str, written: dict[str, Any]) -> Table:
    """Read what `table_json` wrote; the shown values are not kept."""
    return Table(
        name,
        tuple(
            Cell(tuple(key), n, None if numerator is None else Decimal(numerator), is_counted)
            for key, n, numerator, is_counted in written["cells"]
        ),
        tuple(
            Partition(tuple(total), tuple(tuple(member) for member in members), complete)
            for total, members, complete in written["partitions"]
        ),
        n_min=written["n_min"],
        alike=tuple(written["alike"]),
    )
