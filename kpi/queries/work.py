"""What waits for a person among the measures."""

import datetime as dt
from typing import Any, NamedTuple

from django.urls import reverse

from kpi.domain import Agreement, Lifecycle, agreements_missing
from kpi.models import IndicatorVersion
from kpi.models.fields import OPEN_STATES
from kpi.permissions import can_propose_version, can_record_agreement
from kpi.queries.measures import missing_of


class Work(NamedTuple):
    """Something to do: a sentence, where to do it, and until when if a day is set."""

    sentence: str
    url: str
    due: dt.date | None = None


def work_for(person: Any) -> list[Work]:
    """Agreements a person has to record and proposals to finish, oldest first."""
    parties = [party for party in Agreement if can_record_agreement(person, party)]
    is_proposer = can_propose_version(person)
    if not parties and not is_proposer:
        return []
    versions = (
        IndicatorVersion.objects.filter(state__in=OPEN_STATES)
        .select_related("indicator")
        .prefetch_related("yearly_targets")
        .order_by("proposed_at")
    )
    work: list[Work] = []
    for version in versions:
        missing = missing_of(version)
        if missing and is_proposer:
            work.append(_finish(version, len(missing)))
        if not missing:
            waiting = agreements_missing(Lifecycle(version.state))
            work += [_agree(version, party) for party in parties if party in waiting]
    return work


def _finish(version: IndicatorVersion, count: int) -> Work:
    things = "1 thing is missing" if count == 1 else f"{count} things are missing"
    sentence = f"Finish version {version.number} of “{version.name}”: {things}."
    return Work(sentence, reverse("kpi_staff:indicator_definition", args=[version.indicator.slug]))


def _agree(version: IndicatorVersion, party: Agreement) -> Work:
    whose = "the Board’s" if party is Agreement.BOARD else "your"
    sentence = f"Record {whose} agreement to “{version.name}”, version {version.number}."
    return Work(sentence, reverse("kpi_staff:agreement_record", args=[version.indicator.slug, party.value]))
