"""Change and uncertainty: did a result really move (domain brief 5.6, 6.6 and 6.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from kpi.domain.words import ChangeKind, Direction, UnitOfMeasure

Z_95 = Decimal("1.96")
ONE = Decimal(1)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Interval:
    """A low and a high end."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Reading:
    """One published value with the number of students behind it (n), where that is known."""

    value: Decimal | None
    n: int | None = None
    series: str = ""


@dataclass(frozen=True)
class Change:
    """What a step says; `is_tested` tells whether the two-proportion check decided it."""

    kind: ChangeKind
    difference: Decimal | None = None
    z: Decimal | None = None
    is_tested: bool = False


@dataclass(frozen=True)
class Gap:
    """Reference rate minus group rate, in percentage points, always with both rates."""

    points: Decimal
    reference: Decimal
    group: Decimal


def wilson_interval(proportion: Decimal, n: int) -> Interval:
    """Return the Wilson 95% interval of a proportion (0 to 1) among n students."""
    if n <= 0 or not 0 <= proportion <= 1:
        raise ValueError("A proportion lies between 0 and 1 and needs at least one student.")
    z2 = Z_95 * Z_95
    scale = ONE + z2 / n
    centre = (proportion + z2 / (2 * n)) / scale
    half = Z_95 * (proportion * (ONE - proportion) / n + z2 / (4 * n * n)).sqrt() / scale
    return Interval(max(centre - half, Decimal(0)), min(centre + half, ONE))


def two_proportion_z(first: Decimal, first_n: int, second: Decimal, second_n: int) -> Decimal:
    """Return z of first minus second with the pooled proportion; 0 when nobody differs at all."""
    pooled = (first * first_n + second * second_n) / (first_n + second_n)
    spread = pooled * (ONE - pooled) * (ONE / first_n + ONE / second_n)
    return (first - second) / spread.sqrt() if spread > 0 else Decimal(0)


def change(
    earlier: Reading,
    later: Reading,
    *,
    direction: Direction,
    unit: UnitOfMeasure,
    decimals: int,
    band: Interval | None = None,
) -> Change:
    """Say whether a result moved: percents with n by the two-proportion check, all else at shown decimals."""
    if earlier.value is None or later.value is None or earlier.series != later.series:
        return Change(ChangeKind.NOT_COMPARABLE)
    difference = later.value - earlier.value
    z: Decimal | None = None
    if unit is UnitOfMeasure.PERCENT and earlier.n and later.n and _are_percents(earlier, later):
        z = two_proportion_z(later.value / HUNDRED, later.n, earlier.value / HUNDRED, earlier.n)
        has_moved = abs(z) >= Z_95
    else:
        has_moved = _rounded(later.value, decimals) != _rounded(earlier.value, decimals)
    kind = _kind(earlier.value, later.value, direction, band) if has_moved else ChangeKind.NO_CLEAR_CHANGE
    return Change(kind, difference, z, is_tested=z is not None)


def _are_percents(*readings: Reading) -> bool:
    return all(reading.value is not None and 0 <= reading.value <= HUNDRED for reading in readings)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(ONE.scaleb(-decimals), rounding=ROUND_HALF_UP)


def _kind(earlier: Decimal, later: Decimal, direction: Direction, band: Interval | None) -> ChangeKind:
    if direction is Direction.BAND and band is not None:
        before, after = _outside(earlier, band), _outside(later, band)
        if before != after:
            return ChangeKind.BETTER if after < before else ChangeKind.WORSE
    if direction.sign == 0:
        return ChangeKind.HIGHER if later > earlier else ChangeKind.LOWER
    return ChangeKind.BETTER if direction.sign * (later - earlier) > 0 else ChangeKind.WORSE


def _outside(value: Decimal, band: Interval) -> Decimal:
    return max(band.low - value, value - band.high, Decimal(0))


def typical_movement(values: Sequence[Decimal | None]) -> Decimal | None:
    """Return MR-bar, the mean step between neighbouring results; none across a missing one."""
    steps = [
        abs(later - earlier)
        for earlier, later in pairwise(values)
        if earlier is not None and later is not None
    ]
    return sum(steps, Decimal(0)) / len(steps) if steps else None


def gap(reference: Decimal, group: Decimal) -> Gap:
    """Return how far a group's rate lies below the reference rate; negative when it lies above."""
    return Gap(reference - group, reference, group)
