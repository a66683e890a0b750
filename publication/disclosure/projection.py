"""The public projection: the only form in which a number leaves for public pages (R7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from publication.disclosure.rules import HUNDRED, Cell, Clearance, Key, State


class PublicState(StrEnum):
    """What the public is told about a number; it never tells which kind of suppression it was."""

    SHOWN = "shown"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NOT_SHOWN = "not_shown"
    NO_STUDENTS = "no_students"


@dataclass(frozen=True)
class PublicValue:
    """A number as published; derived outputs (change, gap, status, order) take this and nothing else.

    A coded number has a bound in place of value and numerator; one not shown has nothing at all.
    """

    state: PublicState
    value: Decimal | None = None
    n: int | None = None
    numerator: Decimal | int | None = None
    bound: Decimal | None = None

    @property
    def low(self) -> Decimal | None:
        """Return the least percent this may be, where anything is told."""
        return (
            self.value
            if self.bound is None
            else {PublicState.AT_LEAST: self.bound}.get(self.state, Decimal(0))
        )

    @property
    def high(self) -> Decimal | None:
        """Return the largest percent this may be, where anything is told."""
        return (
            self.value if self.bound is None else {PublicState.AT_MOST: self.bound}.get(self.state, HUNDRED)
        )


def public_value(cell: Cell, clearance: Clearance, value: Decimal | None) -> PublicValue:
    """Keep of a cell only what its clearance lets out."""
    match clearance.state:
        case State.OPEN:
            return PublicValue(PublicState.SHOWN, value, cell.n, cell.numerator)
        case State.TOP_CODED:
            return PublicValue(PublicState.AT_LEAST, n=cell.n, bound=clearance.bound)
        case State.BOTTOM_CODED:
            return PublicValue(PublicState.AT_MOST, n=cell.n, bound=clearance.bound)
        case State.EMPTY:
            return PublicValue(PublicState.NO_STUDENTS, n=0)
    return PublicValue(PublicState.NOT_SHOWN)


def project(
    cells: Iterable[Cell], clearances: Mapping[Key, Clearance], values: Mapping[Key, Decimal | None]
) -> dict[Key, PublicValue]:
    """Return the public form of a whole table; a cell without a clearance is not shown."""
    withheld = Clearance(State.SUPPRESSED_PRIMARY)
    return {
        cell.key: public_value(cell, clearances.get(cell.key, withheld), values.get(cell.key))
        for cell in cells
    }
