"""What waits for a person among the measures."""

import datetime as dt
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from district.work import Work, WorkItem
from kpi.domain import Agreement, Lifecycle, agreements_missing, expected_in
from kpi.models import IndicatorVersion, Observation
from kpi.models.fields import OPEN_STATES
from kpi.permissions import can_propose_version, can_record_agreement, can_record_value
from kpi.queries.measures import missing_of


def work_for(person: Any) -> Work:
    """Results to record, agreements to record, proposals to finish, and proposals that wait for others."""
    parties = [party for party in Agreement if can_record_agreement(person, party)]
    is_proposer = can_propose_version(person)
    to_do: list[WorkItem] = _values_due() if can_record_value(person) else []
    if not parties and not is_proposer:
        return Work(to_do=tuple(to_do))
    waiting: list[WorkItem] = []
    for version in _open_versions():
        missing = missing_of(version)
        awaited = agreements_missing(Lifecycle(version.state)) if not missing else frozenset()
        own = [party for party in Agreement if party in parties and party in awaited]
        others = [party for party in Agreement if party in awaited and party not in parties]
        to_do += [_agree(version, party) for party in own]
        if missing and is_proposer:
            to_do.append(_finish(version, len(missing)))
        if others and is_proposer:
            waiting.append(_wait(version, others))
    return Work(to_do=tuple(to_do), waiting=tuple(waiting))


def _open_versions() -> list[IndicatorVersion]:
    return list(
        IndicatorVersion.objects.filter(state__in=OPEN_STATES)
        .select_related("indicator")
        .prefetch_related("yearly_targets")
        .order_by("proposed_at")
    )


def _values_due() -> list[WorkItem]:
    """Results whose month has come, of measures in force that have none recorded since it began."""
    active = IndicatorVersion.objects.filter(state=Lifecycle.ACTIVE).exclude(next_result="")
    months = {
        version: month
        for version in active.select_related("indicator").order_by("name")
        if (month := expected_in(version.next_result)) and month[0] <= timezone.localdate()
    }
    recorded = dict(
        Observation.objects.filter(series__in={version.series_id for version in months})
        .order_by()
        .values_list("series")
        .annotate(Max("recorded_at"))
    )
    return [
        _record(version, last)
        for version, (first, last) in months.items()
        if not (at := recorded.get(version.series_id)) or timezone.localdate(at) < first
    ]


def _record(version: IndicatorVersion, last_day: dt.date) -> WorkItem:
    text = f"Record “{version.name}”: the result is expected in {version.next_result}."
    url = reverse("kpi_staff:indicator_values", args=[version.indicator.slug])
    return WorkItem(text, url, "Record", last_day)


def _finish(version: IndicatorVersion, count: int) -> WorkItem:
    things = "1 thing is missing" if count == 1 else f"{count} things are missing"
    text = f"Finish version {version.number} of “{version.name}”: {things}."
    return WorkItem(text, _page(version), "Finish")


def _agree(version: IndicatorVersion, party: Agreement) -> WorkItem:
    whose = "the Board’s" if party is Agreement.BOARD else "your"
    text = f"Record {whose} agreement to “{version.name}”, version {version.number}."
    url = reverse("kpi_staff:agreement_record", args=[version.indicator.slug, party.value])
    return WorkItem(text, url, "Read and record")


def _wait(version: IndicatorVersion, parties: list[Agreement]) -> WorkItem:
    names = " and ".join(
        "the Board" if party is Agreement.BOARD else "the superintendent" for party in parties
    )
    text = f"“{version.name}”, version {version.number}, waits for agreement by {names}."
    return WorkItem(text, _page(version))


def _page(version: IndicatorVersion) -> str:
    return reverse("kpi_staff:indicator_definition", args=[version.indicator.slug])
