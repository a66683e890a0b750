"""Targets and status: where a result stands against what was agreed (domain brief 6.3 to 6.5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kpi.domain.periods import Period
from kpi.domain.words import Direction, ObservationState, Reason, Status

HUNDRED = Decimal(100)


class TargetError(ValueError):
    """A target that contradicts itself."""


@dataclass(frozen=True)
class Target:
    """A baseline, a final value, and the path between them, on one comparable series."""

    baseline: Decimal
    baseline_period: Period
    final: Decimal
    final_period: Period
    direction: Direction
    tolerance: Decimal
    yearly: tuple[tuple[int, Decimal], ...] = ()
    series: str = ""

    def __post_init__(self) -> None:
        """Refuse a path that cannot be drawn."""
        if self.direction.sign == 0:
            raise TargetError("A target path needs a measure where higher or lower is better.")
        if self.final_period.year <= self.baseline_period.year:
            raise TargetError("The final target must come after the baseline.")
        if self.tolerance < 0:
            raise TargetError("The tolerance is an amount and cannot be below zero.")
        years = [year for year, _ in self.yearly]
        if len(set(years)) != len(years):
            raise TargetError("A year can have only one yearly target.")
        if any(not self.baseline_period.year < year <= self.final_period.year for year in years):
            raise TargetError("Yearly targets lie after the baseline and not after the final year.")
        if dict(self.yearly).get(self.final_period.year, self.final) != self.final:
            raise TargetError("The yearly target of the last year must equal the final target.")

    def path(self, year: int) -> Decimal:
        """Return T(t): a yearly target where one is stated, else the straight line between stated points."""
        stated = {self.baseline_period.year: self.baseline, self.final_period.year: self.final}
        stated |= dict(self.yearly)
        if year in stated:
            return stated[year]
        if year < self.baseline_period.year:
            return self.baseline
        if year > self.final_period.year:
            return self.final
        before = max(known for known in stated if known < year)
        after = min(known for known in stated if known > year)
        return stated[before] + (stated[after] - stated[before]) * (year - before) / (after - before)


@dataclass(frozen=True)
class FinalTarget:
    """A target whose first value may not be told: no path leads to it, so it is reached or it is not."""

    final: Decimal
    final_period: Period
    baseline_period: Period
    direction: Direction
    tolerance: Decimal
    series: str = ""


@dataclass(frozen=True)
class BandTarget:
    """A range to stay inside; it has no path."""

    low: Decimal
    high: Decimal
    tolerance: Decimal
    baseline_period: Period
    series: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty range."""
        if self.high < self.low:
            raise TargetError("The upper end of the range lies below its lower end.")
        if self.tolerance < 0:
            raise TargetError("The tolerance is an amount and cannot be below zero.")


@dataclass(frozen=True)
class Result:
    """The latest result as status needs it; a coded result has a low and high bound in place of a value."""

    period: Period
    state: ObservationState
    value: Decimal | None = None
    series: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Standing:
    """Status with the numbers that explain it; amounts are in the KPI's unit, None where none exists."""

    status: Status
    path_value: Decimal | None = None
    gap_to_path: Decimal | None = None
    required_per_year: Decimal | None = None
    to_go: Decimal | None = None
    reason: Reason | None = None


AnyTarget = Target | FinalTarget | BandTarget


def standing(result: Result | None, target: AnyTarget | None) -> Standing:
    """Rate a result, in the order of domain brief 6.4; equality counts in favour, values are unrounded."""
    if result is None:
        return Standing(Status.NOT_RELEASED, reason=Reason.NO_RESULT)
    if (unrated := _unrated(result, target)) is not None:
        return unrated
    assert target is not None  # noqa: S101 -- _unrated answers when there is no target
    if result.value is not None:
        return _rated(result.value, result.period, target)
    ends = [_rated(end, result.period, target) for end in (result.low, result.high) if end is not None]
    if len(ends) == 2 and ends[0].status is ends[1].status:
        return Standing(ends[0].status, path_value=ends[0].path_value, reason=Reason.FROM_BOUND)
    return Standing(Status.SUPPRESSED, reason=Reason.BOUND_UNDECIDED)


def _unrated(result: Result, target: AnyTarget | None) -> Standing | None:
    """Answer the five statuses that judge nothing, in their order; None when the result can be rated."""
    if result.state.is_suppressed:
        # The order of 6.4 puts not_released first; a suppressed result is released, so the two never compete.
        return Standing(Status.SUPPRESSED, reason=Reason.NOT_SHOWN)
    if not result.state.is_coded and (result.value is None or not result.state.has_value):
        return Standing(Status.NOT_RELEASED, reason=_why_missing(result.state))
    if target is None:
        return Standing(Status.NO_TARGET, reason=Reason.NO_TARGET)
    if target.series != result.series:
        return Standing(Status.SERIES_BREAK, reason=Reason.EARLIER_TEST)
    if result.period.sort <= target.baseline_period.sort:
        return Standing(Status.BASELINE_ONLY, reason=Reason.FIRST_VALUE)
    return None


def _why_missing(state: ObservationState) -> Reason:
    return {
        ObservationState.MISSING: Reason.MISSING,
        ObservationState.NOT_COLLECTED: Reason.NOT_COLLECTED,
        ObservationState.NOT_APPLICABLE: Reason.NOT_APPLICABLE,
    }.get(state, Reason.NOT_RELEASED)


def _rated(value: Decimal, period: Period, target: AnyTarget) -> Standing:
    if isinstance(target, BandTarget):
        return _rated_in_band(value, target)
    if isinstance(target, FinalTarget):
        return _rated_without_path(value, period, target)
    sign = target.direction.sign
    path = target.path(period.year)
    if sign * value >= sign * target.final:
        status = Status.MET
    elif sign * value >= sign * path:
        status = Status.ON_TRACK
    elif sign * (path - value) <= target.tolerance:
        status = Status.NEAR
    else:
        status = Status.OFF_TRACK
    return Standing(
        status,
        path_value=path,
        gap_to_path=value - path,
        required_per_year=required_per_year(value, period.year, target),
        to_go=_to_go(value, target),
    )


def _rated_without_path(value: Decimal, period: Period, target: FinalTarget) -> Standing:
    to_go = _to_go(value, target)
    return Standing(
        Status.NO_PATH if to_go else Status.MET,
        required_per_year=required_per_year(value, period.year, target),
        to_go=to_go,
        reason=Reason.START_NOT_SHOWN if to_go else None,
    )


def _to_go(value: Decimal, target: Target | FinalTarget) -> Decimal:
    return max(target.direction.sign * (target.final - value), Decimal(0))


def _rated_in_band(value: Decimal, band: BandTarget) -> Standing:
    outside = max(band.low - value, value - band.high, Decimal(0))
    if outside == 0:
        return Standing(Status.MET, to_go=outside)
    return Standing(Status.NEAR if outside <= band.tolerance else Status.OFF_TRACK, to_go=outside)


def required_per_year(value: Decimal, year: int, target: Target | FinalTarget) -> Decimal | None:
    """Return the change a year still needed to reach the final target; None once met or out of years."""
    sign = target.direction.sign
    if sign * value >= sign * target.final or year >= target.final_period.year:
        return None
    return (target.final - value) / (target.final_period.year - year)


def progress(latest: Decimal, target: Target) -> Decimal | None:
    """Return the percent of the targeted change achieved (PTCA); None when it was met at baseline."""
    sign = target.direction.sign
    if sign * target.baseline >= sign * target.final:
        return None
    return HUNDRED * (latest - target.baseline) / (target.final - target.baseline)


def suggested_tolerance(baseline: Decimal, final: Decimal) -> Decimal:
    """Return the tolerance to propose: 1 point or a tenth of the targeted change, whichever is more."""
    return max(Decimal(1), abs(final - baseline) / 10)
