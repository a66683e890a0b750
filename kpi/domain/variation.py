"""XmR charts: limits and signals of a series of results (domain brief 5.3 to 5.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kpi.domain.change import typical_movement
from kpi.domain.words import Assurance, Direction, LimitsKind, Signal, Variation

PROCESS_FACTOR = Decimal("2.66")  # 3 / 1.128
RANGE_FACTOR = Decimal("3.267")
TRIAL_POINTS, LOCKED_POINTS = 5, 12
RUN = 7

Points = Sequence[Decimal | None]


@dataclass(frozen=True)
class Limits:
    """Natural process limits, unclipped, in the KPI's unit."""

    mean: Decimal
    movement: Decimal
    lower: Decimal
    upper: Decimal
    near_lower: Decimal
    near_upper: Decimal
    range_upper: Decimal


def limits_kind(points: Points) -> LimitsKind:
    """Classify by the count of comparable points: under 5 none, 5 to 11 trial, 12 and more locked."""
    count = sum(point is not None for point in points)
    if count < TRIAL_POINTS:
        return LimitsKind.NONE
    return LimitsKind.TRIAL if count < LOCKED_POINTS else LimitsKind.LOCKED


def baseline_points(points: Points) -> Points:
    """Return the points limits are computed from: all of them, until the twelfth locks the baseline."""
    counted = 0
    for index, point in enumerate(points):
        counted += point is not None
        if counted == LOCKED_POINTS:
            return points[: index + 1]
    return points


def limits(points: Points, *, is_screened: bool = False) -> Limits | None:
    """Return XmR limits; screening drops moving ranges of 3.267 times their mean or more, once."""
    known = [point for point in points if point is not None]
    movement = typical_movement(points)
    if movement is None:
        return None
    if is_screened:
        steps = _moving_ranges(points)
        kept = [step for step in steps if step < RANGE_FACTOR * movement]
        movement = sum(kept, Decimal(0)) / len(kept) if kept else movement
    mean = sum(known, Decimal(0)) / len(known)
    width = PROCESS_FACTOR * movement
    near = width * 2 / 3
    return Limits(
        mean, movement, mean - width, mean + width, mean - near, mean + near, RANGE_FACTOR * movement
    )


def _moving_ranges(points: Points) -> list[Decimal]:
    pairs = pairwise(points)
    return [abs(later - earlier) for earlier, later in pairs if earlier is not None and later is not None]


def signals(points: Points, chart: Limits) -> list[Signal | None]:
    """Flag each point with the first rule that applies: outside, trend, two of three, shift."""
    found: list[Signal | None] = [None] * len(points)
    for rule in (_shifts, _two_of_three, _trends, _outsides):  # the strongest rule writes last
        for index, signal in rule(points, chart).items():
            found[index] = signal
    return found


def _windows(points: Points, size: int) -> list[tuple[int, list[Decimal]]]:
    """Return every run of `size` neighbouring points without a gap, with its first index."""
    runs = []
    for start in range(len(points) - size + 1):
        run = [point for point in points[start : start + size] if point is not None]
        if len(run) == size:
            runs.append((start, run))
    return runs


def _outsides(points: Points, chart: Limits) -> dict[int, Signal]:
    flags: dict[int, Signal] = {}
    for index, point in enumerate(points):
        if point is not None and point > chart.upper:
            flags[index] = Signal.OUTSIDE_HIGH
        elif point is not None and point < chart.lower:
            flags[index] = Signal.OUTSIDE_LOW
    return flags


def _trends(points: Points, chart: Limits) -> dict[int, Signal]:
    flags: dict[int, Signal] = {}
    for start, run in _windows(points, RUN):
        steps = [later - earlier for earlier, later in pairwise(run)]
        for signal, is_so in (
            (Signal.TREND_UP, all(step > 0 for step in steps)),
            (Signal.TREND_DOWN, all(step < 0 for step in steps)),
        ):
            if is_so:
                flags |= dict.fromkeys(range(start, start + RUN), signal)
    return flags


def _two_of_three(points: Points, chart: Limits) -> dict[int, Signal]:
    flags: dict[int, Signal] = {}
    for start, run in _windows(points, 3):
        high = [start + i for i, point in enumerate(run) if chart.near_upper < point <= chart.upper]
        low = [start + i for i, point in enumerate(run) if chart.lower <= point < chart.near_lower]
        if len(high) >= 2 and all(point > chart.mean for point in run):
            flags |= dict.fromkeys(high, Signal.TWO_OF_THREE_HIGH)
        if len(low) >= 2 and all(point < chart.mean for point in run):
            flags |= dict.fromkeys(low, Signal.TWO_OF_THREE_LOW)
    return flags


def _shifts(points: Points, chart: Limits) -> dict[int, Signal]:
    flags: dict[int, Signal] = {}
    for start, run in _windows(points, RUN):
        if all(point > chart.mean for point in run):
            flags |= dict.fromkeys(range(start, start + RUN), Signal.SHIFT_HIGH)
        if all(point < chart.mean for point in run):
            flags |= dict.fromkeys(range(start, start + RUN), Signal.SHIFT_LOW)
    return flags


def variation(points: Points, direction: Direction) -> Variation:
    """Judge the latest point against the baseline limits; under 5 points nothing is judged."""
    chart = limits(baseline_points(points))
    if limits_kind(points) is LimitsKind.NONE or chart is None or points[-1] is None:
        return Variation.INSUFFICIENT
    latest = signals(points, chart)[-1]
    if latest is None:
        return Variation.COMMON_CAUSE
    if direction.sign == 0:
        return Variation.NEUTRAL_HIGH if latest.is_up else Variation.NEUTRAL_LOW
    return Variation.IMPROVING if latest.is_up == (direction.sign > 0) else Variation.CONCERNING


def assurance(chart: Limits | None, target: Decimal | None, direction: Direction) -> Assurance:
    """Say whether the usual range reaches the target always, never or sometimes; equality is sometimes."""
    if chart is None or target is None or direction.sign == 0:
        return Assurance.NONE
    best, worst = (chart.upper, chart.lower) if direction.sign > 0 else (chart.lower, chart.upper)
    if direction.sign * (target - best) > 0:
        return Assurance.CONSISTENTLY_FAIL
    if direction.sign * (target - worst) < 0:
        return Assurance.CONSISTENTLY_PASS
    return Assurance.HIT_OR_MISS
