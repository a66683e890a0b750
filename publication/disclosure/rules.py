"""The rules of disclosure control: what a cell is, what clears it, what is coded (domain brief 7.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

Key = tuple[str, ...]
HUNDRED = Decimal(100)


class DisclosureError(RuntimeError):
    """The attack could not be carried out, for instance because the figures contradict each other."""


class State(StrEnum):
    """What may be published about a cell; which kind of suppression it was stays inside."""

    OPEN = "open"
    TOP_CODED = "top_coded"
    BOTTOM_CODED = "bottom_coded"
    SUPPRESSED_PRIMARY = "suppressed_primary"
    SUPPRESSED_COMPLEMENTARY = "suppressed_complementary"
    EMPTY = "empty"

    @property
    def is_suppressed(self) -> bool:
        """Whether nothing at all is published about the cell."""
        return self in {State.SUPPRESSED_PRIMARY, State.SUPPRESSED_COMPLEMENTARY}

    @property
    def is_coded(self) -> bool:
        """Whether a bound is published in place of the value."""
        return self in {State.TOP_CODED, State.BOTTOM_CODED}


@dataclass(frozen=True)
class Cell:
    """One number of a table: its key (unit, group), its students n, and how many of them count (numerator).

    A mean or an index has no numerator: only n protects it. `is_counted` is False for what counts no
    people (dollars, buildings). A cell about people whose n is unknown is never shown.
    """

    key: Key
    n: int | None
    numerator: Decimal | int | None = None
    is_counted: bool = True

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        if self.n is not None and self.n < 0:
            raise ValueError(f"{self.key}: n cannot be below zero.")
        if self.numerator is not None and (self.n is None or not 0 <= self.numerator <= self.n):
            raise ValueError(f"{self.key}: a numerator needs an n and lies between 0 and n.")


@dataclass(frozen=True)
class Partition:
    """A whole and its parts; where the list is not complete, an unpublished remainder stands for the rest."""

    total: Key
    members: tuple[Key, ...]
    complete: bool = True


@dataclass(frozen=True)
class Clearance:
    """What may be published about a cell; `bound` is the percent of a top or bottom code."""

    state: State
    bound: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, order=True)
class Breach:
    """What an attacker could find out: an interval of n, numerator or complement that is too narrow."""

    key: Key
    quantity: str
    low: float
    high: float
    needed: float


@dataclass(frozen=True)
class Ruleset:
    """The settings of disclosure control; `code_bands` gives (n from, percent), largest n first."""

    version: str = "2026.1"
    n_min: int = 10
    min_interval: int = 5
    code_bands: tuple[tuple[int, Decimal], ...] = (
        (300, Decimal(1)),
        (100, Decimal(2)),
        (40, Decimal(5)),
        (20, Decimal(10)),
        (0, Decimal(20)),
    )
    guards_complement: bool = True

    def margin(self, n: int) -> Decimal:
        """Return how many percent from 0 or 100 a value among n students must stay to be shown exactly."""
        return next(percent for start, percent in self.code_bands if n >= start)

    def code(self, n: int, numerator: Decimal | int) -> State:
        """Return whether a count of n is top coded, bottom coded or open (R5)."""
        percent = HUNDRED * numerator / n
        if percent >= HUNDRED - self.margin(n):
            return State.TOP_CODED
        return State.BOTTOM_CODED if percent <= self.margin(n) else State.OPEN

    def bound(self, n: int, state: State) -> Decimal:
        """Return the published percent of a coded cell."""
        return HUNDRED - self.margin(n) if state is State.TOP_CODED else self.margin(n)

    def code_interval(self, n: int, state: State) -> tuple[int, int]:
        """Return the whole numerators that the published code allows."""
        part = self.margin(n) * n / HUNDRED
        if state is State.TOP_CODED:
            return int((n - part).to_integral_value(ROUND_CEILING)), n
        return 0, int(part.to_integral_value(ROUND_FLOOR))

    def clear(self, cell: Cell) -> Clearance:
        """Judge a cell by itself (R1 and R5), before anything published beside it."""
        if not cell.is_counted:
            return Clearance(State.OPEN, reason="Counts no people.")
        if cell.n is None:
            return Clearance(State.SUPPRESSED_PRIMARY, reason="The number of students is not known.")
        if cell.n == 0:
            return Clearance(State.EMPTY, reason="No students.")
        if cell.n < self.n_min:
            return Clearance(State.SUPPRESSED_PRIMARY, reason=f"Fewer than {self.n_min} students.")
        if cell.numerator is None:
            return Clearance(State.OPEN)
        state = self.code(cell.n, cell.numerator)
        if state is State.OPEN:
            return Clearance(State.OPEN)
        side = "high" if state is State.TOP_CODED else "low"
        return Clearance(state, self.bound(cell.n, state), f"So {side} that the exact value would tell.")


def numerator_of(percent: Decimal, n: int) -> int:
    """Return the count a published percent reveals (R6): the whole number of students nearest to it."""
    return min(max(int((percent * n / HUNDRED).to_integral_value()), 0), n)


def fingerprint(cells: Iterable[Cell], partitions: Iterable[Partition], ruleset: Ruleset) -> str:
    """Return a hash of everything clearances depend on; equal hashes mean equal clearances."""
    parts = [repr(ruleset), *sorted(map(repr, cells)), *sorted(map(repr, partitions))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
