"""Recording results. A correction is a further revision; nothing is ever overwritten (ADR 3)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Model

from district.actions import Overtaken, Refused
from district.history import change
from district.models import OrgUnit, Person, StudentGroup
from kpi.domain import Entry, Period, problems_of, value_from_counts
from kpi.models import Observation, Series
from kpi.queries.measures import definition_of

COMPARED = (
    "is_retraction",
    "state",
    "value",
    "numerator",
    "denominator",
    "n",
    "bound",
    "is_bound_strict",
    "category",
    "comment",
    "released_on",
    "citation",
)


def record_observation(
    *,
    series: Series,
    unit: OrgUnit,
    group: StudentGroup,
    entry: Entry,
    by: Person,
    reason: str = "",
    comment: str = "",
    citation: str = "",
    released_on: dt.date | None = None,
    seen: int | None = None,
) -> Observation:
    """Append a result, or a revision of it with its reason.

    ``seen`` is the revision that was looked at (0: none); when a newer one is there, nothing is recorded.
    """
    definition = definition_of(series.indicator)
    if problems := problems_of(entry, definition):
        raise Refused(problems=problems)
    numbers: dict[str, Any] = {
        "value": value_from_counts(entry, definition),
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "bound": entry.bound,
    }
    made = Observation(
        series=series,
        unit=unit,
        group=group,
        period=entry.period,
        period_sort=Period.parse(entry.period).sort,
        state=entry.state,
        n=entry.n,
        is_bound_strict=entry.is_bound_strict,
        category=entry.category,
        comment=comment,
        citation=citation,
        released_on=released_on,
        is_sample=series.indicator.is_sample,
        recorded_by=by,
        reason=reason,
        **numbers,
    )
    return _append(made, seen)


def take_back_observation(
    *, observation: Observation, by: Person, reason: str, seen: int | None = None
) -> Observation:
    """Append the revision that takes a result back; what it said stays readable in its history."""
    made = Observation(
        series=observation.series,
        unit=observation.unit,
        group=observation.group,
        period=observation.period,
        period_sort=observation.period_sort,
        state=observation.state,
        is_retraction=True,
        is_sample=observation.is_sample,
        recorded_by=by,
        reason=reason,
    )
    return _append(made, seen)


def _append(made: Observation, seen: int | None) -> Observation:
    with transaction.atomic(), change(by=made.recorded_by, reason=made.reason):
        # One correction of a series at a time, so that two people's revisions follow each other.
        Series.objects.select_for_update(no_key=True).get(pk=made.series_id)
        last = _last_revision(made)
        if seen is not None and seen != (last.revision if last else 0):
            raise Overtaken(last) if last else Refused("This result is no longer there.")
        if last is None and made.is_retraction:
            raise Refused("There is no result to take back.")
        if last is not None:
            _refuse_empty_revision(last, made)
            made.revision = last.revision + 1
            made.is_sample = last.is_sample  # a correction makes no sample of a real figure, nor the reverse
        made.save(force_insert=True)
        made.refresh_from_db(fields=["recorded_at"])
    return made


def _last_revision(made: Observation) -> Observation | None:
    last: Observation | None = (
        Observation.objects.filter(
            series=made.series_id, unit=made.unit_id, group=made.group_id, period=made.period
        )
        .order_by("-revision")
        .first()
    )
    return last


def _refuse_empty_revision(last: Observation, made: Observation) -> None:
    if not made.reason.strip():
        raise Refused(problems={"reason": "Say why the result changes."})
    if all(_plain(last, name) == _plain(made, name) for name in COMPARED):
        raise Refused(problems={"value": "Nothing differs from the result that is there."})


def _plain(row: Model, name: str) -> object:
    value = getattr(row, name)
    return str(value) if isinstance(value, str) else value
