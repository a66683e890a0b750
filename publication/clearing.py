"""The bridge to disclosure control: clear a table once, remember the decision, log what is withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

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
)
from publication.domain import digest
from publication.models import ClearanceCache

Clearances = dict[Key, Clearance]
RULESET = Ruleset()


@dataclass(frozen=True)
class Table:
    """All cells of one measure and period that are published together, and which parts make which whole.

    `name` is unique in a release ("graduation-4yr 2016"); keys are (unit slug, group code). `values` are the
    figures to be shown. `n_min` may raise the least number of people, never lower it.
    """

    name: str
    cells: tuple[Cell, ...]
    partitions: tuple[Partition, ...]
    values: Mapping[Key, Decimal | None] = field(default_factory=dict)
    n_min: int = RULESET.n_min

    @property
    def ruleset(self) -> Ruleset:
        """The rules in force, with this table's own least number of people."""
        return replace(RULESET, n_min=max(self.n_min, RULESET.n_min))

    @property
    def fingerprint(self) -> str:
        """A hash of everything that clearances depend on."""
        return fingerprint(self.cells, self.partitions, self.ruleset)


def clear(table: Table) -> tuple[Clearances, dict[Key, PublicValue]]:
    """Decide what may be shown of a table and return it in its public form; equal counts decide once."""
    mark = table.fingerprint
    known = ClearanceCache.objects.filter(pk=mark).values_list("clearances", flat=True).first()
    if known is None:
        clearances = protect(table.cells, table.partitions, table.ruleset)
        ClearanceCache.objects.bulk_create(
            [ClearanceCache(pk=mark, clearances=clearances_json(clearances))], ignore_conflicts=True
        )
    else:
        clearances = clearances_from(known)
    return clearances, project(table.cells, clearances, table.values)


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
    )
