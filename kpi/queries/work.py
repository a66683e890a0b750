"""What waits for a person among the measures."""

from typing import Any

from django.urls import reverse

from district.work import Work, WorkItem
from kpi.domain import Agreement, Lifecycle, agreements_missing
from kpi.models import IndicatorVersion
from kpi.models.fields import OPEN_STATES
from kpi.permissions import can_propose_version, can_record_agreement
from kpi.queries.measures import missing_of


def work_for(person: Any) -> Work:
    """Agreements a person has to record, proposals to finish, and proposals that wait for others."""
    parties = [party for party in Agreement if can_record_agreement(person, party)]
    is_proposer = can_propose_version(person)
    if not parties and not is_proposer:
        return Work()
    to_do: list[WorkItem] = []
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
