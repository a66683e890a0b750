"""Loading the measures of the demonstration: definition, results, target, both agreements."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from district.models import OrgUnit, Person, StudentGroup
from kpi.actions import record_agreement
from kpi.domain import Agreement, Period, PeriodType
from kpi.models import Indicator, IndicatorVersion, Observation, Series, VersionGoal
from lakeville_planning.demonstration.figures import counts
from lakeville_planning.demonstration.measures import MEASURES, Measure
from lakeville_planning.demonstration.measures.spec import Published, Stated
from strategic_plan.models import CoreGoal, Plan

AGREED_ON = dt.date(2026, 8, 11)
MEETING = "Sample: regular meeting, August 11, 2026"
MOTION = "Sample data: the Board agreed to the definition, the target and the tolerance."
NUMBERS = {"lowest_value", "highest_value", "band_low", "band_high"}
SIX_PLACES = Decimal("0.000001")


def load_measures(*, plan: Plan, people: Mapping[str, Person]) -> None:
    """Load every measure; results first, because a target starts from one of them."""
    goals = {goal.number: goal for goal in plan.goals.all()}
    units = {unit.slug: unit for unit in OrgUnit.objects.all()}
    groups = {group.code: group for group in StudentGroup.objects.all()}
    steward = people["Demo Data Steward"]
    made = [(measure, *_load_indicator(measure, order)) for order, measure in enumerate(MEASURES, start=1)]
    rows = [
        row
        for measure, _indicator, series in made
        for row in _observations(measure, series, units, groups, steward)
    ]
    Observation.objects.bulk_create(rows, batch_size=2000)
    values = {(row.series_id, row.unit_id, row.group_id, row.period): row.value for row in rows}
    whole = (units["district"].pk, groups["all"].pk)
    for measure, indicator, series in made:
        start = series[measure.target_series]
        version = _load_version(
            measure, indicator, start, values.get((start.pk, *whole, measure.baseline)), goals, steward
        )
        _agree(version, people)


def _load_indicator(measure: Measure, order: int) -> tuple[Indicator, dict[int, Series]]:
    indicator = Indicator.objects.create(
        code=measure.code,
        slug=measure.slug,
        order=order,
        is_sample=bool(measure.spread or measure.stated),
    )
    series = Series.objects.bulk_create(
        Series(indicator=indicator, number=number, label=label, break_reason=reason)
        for number, (label, reason) in enumerate(measure.series, start=1)
    )
    return indicator, {each.number: each for each in series}


def _load_version(
    measure: Measure,
    indicator: Indicator,
    series: Series,
    baseline: Decimal | None,
    goals: Mapping[int, CoreGoal],
    by: Person,
) -> IndicatorVersion:
    fields: dict[str, Any] = {
        name: Decimal(value) if name in NUMBERS and value is not None else value
        for name, value in measure.fields.items()
    }
    if measure.baseline:
        fields |= {"baseline_period": measure.baseline, "baseline_value": baseline}
    if measure.final:
        fields |= {"final_period": measure.final[0], "final_value": Decimal(measure.final[1])}
    if measure.tolerance:
        fields["tolerance"] = Decimal(measure.tolerance)
    if measure.group_floor:
        fields["group_floor"] = Decimal(measure.group_floor)
    version = IndicatorVersion.objects.create(
        indicator=indicator,
        number=1,
        series=series,
        main_goal=goals[measure.goal],
        is_sample=True,
        proposed_by=by,
        **fields,
    )
    VersionGoal.objects.bulk_create(
        VersionGoal(version=version, goal=goals[number]) for number in (measure.goal, *measure.more_goals)
    )
    return version


def _agree(version: IndicatorVersion, people: Mapping[str, Person]) -> None:
    """Record both agreements by the same action that people use."""
    day = min(AGREED_ON, timezone.localdate())
    record_agreement(
        version=version, party=Agreement.SUPERINTENDENT, agreed_on=day, by=people["Demo Superintendent"]
    )
    record_agreement(
        version=version,
        party=Agreement.BOARD,
        agreed_on=day,
        meeting=MEETING,
        motion=MOTION,
        by=people["Demo Board Clerk"],
    )


def _observations(
    measure: Measure,
    series: Mapping[int, Series],
    units: Mapping[str, OrgUnit],
    groups: Mapping[str, StudentGroup],
    by: Person,
) -> Iterator[Observation]:
    for published in measure.published:
        yield _row(
            published.period,
            series=series[published.series],
            unit=units[published.unit],
            group=groups["all"],
            recorded_by=by,
            is_sample=False,
            citation=published.citation,
            released_on=published.released_on,
            **_numbers(published),
        )
    for stated in measure.stated:
        yield _row(
            stated.period,
            series=series[stated.series],
            unit=units[stated.unit],
            group=groups["all"],
            recorded_by=by,
            is_sample=True,
            released_on=_released_on(stated.period, stated.state, measure),
            comment=stated.comment,
            category=stated.category,
            **_numbers(stated) | {"state": stated.state},
        )
    if measure.spread is None:
        return
    for count in counts(measure.code, measure.spread):
        yield _row(
            count.period,
            series=series[measure.spread.series.get(count.period, 1)],
            unit=units[count.unit],
            group=groups[count.group],
            recorded_by=by,
            is_sample=True,
            released_on=_released_on(count.period, "final", measure),
            state="provisional" if count.period in measure.spread.provisional else "final",
            n=count.n,
            numerator=Decimal(count.numerator),
            denominator=Decimal(count.n),
            value=_percent(count.numerator, count.n),
        )


def _row(period: str, **fields: Any) -> Observation:
    return Observation(period=period, period_sort=Period.parse(period).sort, **fields)


def _numbers(figure: Published | Stated) -> dict[str, Any]:
    numbers: dict[str, Any] = {"state": "final", "n": figure.n}
    if figure.numerator is not None and figure.n is not None:
        numbers |= {
            "numerator": Decimal(figure.numerator),
            "denominator": Decimal(figure.n),
            "value": _percent(figure.numerator, figure.n),
        }
    elif figure.value:
        numbers["value"] = Decimal(figure.value)
    return numbers


def _percent(numerator: int, n: int) -> Decimal:
    return (Decimal(100) * numerator / n).quantize(SIX_PLACES)


def _released_on(code: str, state: str, measure: Measure) -> dt.date | None:
    """The day on which made-up results would usually have come out."""
    if state in {"not_released", "not_collected", "missing"}:
        return None
    period = Period.parse(code)
    match period.type:
        case PeriodType.COHORT_YEAR:
            return dt.date(period.year + 1, 3, 12)
        case PeriodType.FISCAL_YEAR:
            return dt.date(period.year, 12, 8)
        case PeriodType.SURVEY_YEAR:
            return dt.date(period.year, 6, 15)
    return dt.date(period.year + measure.years_late, 8, 28)
