"""What follows from public results alone: status, change, streak, usual movement (domain brief 7.2 R7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kpi import domain
from kpi.domain import (
    AnyTarget,
    BandTarget,
    ChangeKind,
    Direction,
    FinalTarget,
    Interval,
    Lifecycle,
    ObservationState,
    Period,
    Reading,
    Reason,
    Role,
    Status,
    Target,
    UnitOfMeasure,
)
from kpi.models import IndicatorVersion
from kpi.public.clearance import Result, Results
from publication.disclosure import PublicState

STEPS = {"biennial": 2, "triennial": 3}
CLEAR_MOVES = {ChangeKind.BETTER, ChangeKind.WORSE, ChangeKind.HIGHER, ChangeKind.LOWER}


@dataclass(frozen=True)
class Subject:
    """One measure with everything its public payload is computed from."""

    version: IndicatorVersion
    results: Results
    target: AnyTarget | None

    @property
    def unit(self) -> UnitOfMeasure:
        """What the number counts."""
        return UnitOfMeasure(self.version.unit_of_measure)

    @property
    def direction(self) -> Direction:
        """Which way is good."""
        return Direction(self.version.direction)

    @property
    def band(self) -> Interval | None:
        """The range that is best, where there is one."""
        low, high = self.version.band_low, self.version.band_high
        return Interval(low, high) if low is not None and high is not None else None

    @property
    def step(self) -> int:
        """Years between two results."""
        return STEPS.get(self.version.frequency, 1)


def agreed_target(version: IndicatorVersion) -> Target | BandTarget | None:
    """Return the target both sides agreed; None for what is only followed, or retired."""
    if version.state == Lifecycle.RETIRED:
        return None
    if version.role != Role.GOAL_MEASURE or version.series is None:
        return None
    series, tolerance = str(version.series.number), version.tolerance or Decimal(0)
    baseline = Period.parse(version.baseline_period) if version.baseline_period else None
    if version.direction == Direction.BAND:
        if version.band_low is None or version.band_high is None or baseline is None:
            return None
        return BandTarget(version.band_low, version.band_high, tolerance, baseline, series)
    if version.final_value is None or version.baseline_value is None or baseline is None:
        return None
    if Direction(version.direction).sign == 0:
        return None
    yearly = tuple((row.period_sort // 10, row.value) for row in version.yearly_targets.all())
    return Target(
        version.baseline_value,
        baseline,
        version.final_value,
        Period.parse(version.final_period),
        Direction(version.direction),
        tolerance,
        yearly,
        series,
    )


WITHHELD = {PublicState.NOT_SHOWN, PublicState.AT_LEAST, PublicState.AT_MOST}


def public_target(version: IndicatorVersion, results: Results, district: str) -> AnyTarget | None:
    """Return the agreed target as the public may know it.

    Its first value is a result. Where that result is withheld, so is the value, and with it the path and
    every yearly step, from which it could be worked out.
    """
    target = agreed_target(version)
    if not isinstance(target, Target):
        return target
    starts = [row for row in results.of(district) if row.period == target.baseline_period]
    if not any(row.state in WITHHELD for row in starts):
        return target
    return FinalTarget(
        target.final,
        target.final_period,
        target.baseline_period,
        target.direction,
        target.tolerance,
        target.series,
    )


def latest_of(rows: Sequence[Result]) -> Result | None:
    """Return the latest result about which something was decided, hidden ones included."""
    return next((row for row in reversed(rows) if row.is_told or row.state == "not_shown"), None)


def alike(rows: Sequence[Result], latest: Result) -> list[Result]:
    """Return the results that can stand in one line with the latest: same series and kind of period."""
    kind = (latest.period.type, latest.period.season, latest.period.cohort_years)
    return [
        row
        for row in rows
        if row.series == latest.series
        and (row.period.type, row.period.season, row.period.cohort_years) == kind
        and row.period.sort <= latest.period.sort
    ]


def standing(subject: Subject, latest: Result | None) -> domain.Standing:
    """Rate the latest public result of the whole district."""
    if latest is None:
        return domain.standing(None, subject.target)
    if latest.category:
        return domain.Standing(Status.NO_TARGET, reason=Reason.RATING)
    state = {
        "not_shown": ObservationState.SUPPRESSED_PRIMARY,
        "at_least": ObservationState.TOP_CODED,
        "at_most": ObservationState.BOTTOM_CODED,
    }.get(latest.state, ObservationState.FINAL)
    result = domain.Result(
        latest.period, state, latest.value, str(latest.series), low=latest.low, high=latest.high
    )
    return domain.standing(result, subject.target)


def reading(row: Result) -> Reading:
    """Return what the change rule needs of a result; a bound is no value."""
    return Reading(row.value, row.n, str(row.series))


def change(subject: Subject, earlier: Result | None, later: Result | None) -> dict[str, Any] | None:
    """Return how far and in which sense a result moved; None where there is nothing to compare."""
    if earlier is None or later is None or earlier.value is None or later.value is None:
        return None
    found = domain.change(
        reading(earlier),
        reading(later),
        direction=subject.direction,
        unit=subject.unit,
        decimals=subject.version.decimals,
        band=subject.band,
    )
    if found.difference is None:
        return None
    return {
        "kind": found.kind.value,
        "difference": rounded(found.difference, subject.version.decimals),
        "since": period(earlier.period),
        "is_previous": earlier.period == later.period.previous(years=subject.step),
        "is_tested": found.is_tested,
    }


def before(rows: Sequence[Result], latest: Result | None) -> Result | None:
    """Return the nearest earlier result that can be compared and is shown."""
    if latest is None:
        return None
    return next((row for row in reversed(alike(rows, latest)[:-1]) if row.value is not None), None)


def streak(subject: Subject, rows: Sequence[Result], latest: Result) -> dict[str, Any] | None:
    """Return how many clear moves in a row end at the latest result, all of one kind."""
    line = alike(rows, latest)
    kinds: list[str] = []
    for later, earlier in zip(reversed(line), reversed(line[:-1]), strict=False):
        step = change(subject, earlier, later)
        if step is None or not step["is_previous"] or ChangeKind(step["kind"]) not in CLEAR_MOVES:
            break
        if kinds and step["kind"] != kinds[0]:
            break
        kinds.append(step["kind"])
    return {"kind": kinds[0], "times": len(kinds)} if kinds else None


def typical_movement(subject: Subject, rows: Sequence[Result], latest: Result) -> Decimal | None:
    """Return the mean step from one year to the next; none across a missing year."""
    line = {row.period.year: row.value for row in alike(rows, latest)}
    if not line:
        return None
    years = range(min(line), max(line) + 1, subject.step)
    return domain.typical_movement([line.get(year) for year in years])


def rounded(value: Decimal | None, decimals: int) -> str | None:
    """Return a number as it is shown, ready for a payload."""
    if value is None:
        return None
    shown = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return str(abs(shown) if shown == 0 else shown)


def period(of: Period) -> dict[str, Any]:
    """Return a period as a payload tells it."""
    return {"code": of.code, "label": of.label, "year": of.year}
