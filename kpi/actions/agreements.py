"""Recording who agreed to a version, and retiring it (policy 105, clause P1; ADR 4)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from district.actions import Overtaken, Refused
from district.history import change
from district.models import Person
from kpi.actions.definitions import hold_indicator
from kpi.domain import (
    Agreement,
    Lifecycle,
    LifecycleError,
    LifecycleEvent,
    next_state,
)
from kpi.models import IndicatorVersion, RecordedAgreement
from kpi.queries import missing_of, text_mark

AGREES = {
    Agreement.BOARD: LifecycleEvent.BOARD_AGREES,
    Agreement.SUPERINTENDENT: LifecycleEvent.SUPERINTENDENT_AGREES,
}


def record_agreement(
    *,
    version: IndicatorVersion,
    party: Agreement,
    agreed_on: dt.date,
    meeting: str = "",
    motion: str = "",
    by: Person,
    seen: str = "",
) -> IndicatorVersion:
    """Record one side's agreement; with both the version is active and the one before it is replaced.

    ``seen`` is the mark of the text that was read: when it has changed since, nothing is recorded.
    """
    with transaction.atomic(), change(by=by, reason=f"{party.label} agreed on {agreed_on}"):
        hold_indicator(version.indicator_id)
        present: IndicatorVersion = IndicatorVersion.objects.get(pk=version.pk)
        if seen and seen != text_mark(present):
            raise Overtaken(present)
        state = _state_after(present, party, agreed_on, meeting)
        RecordedAgreement.objects.create(
            version=present, party=party, agreed_on=agreed_on, meeting=meeting, motion=motion, recorded_by=by
        )
        if state is Lifecycle.ACTIVE:
            _activate(present)
        else:
            IndicatorVersion.objects.filter(pk=present.pk).update(state=state)
    return IndicatorVersion.objects.get(pk=version.pk)


def retire_version(*, version: IndicatorVersion, reason: str, by: Person) -> IndicatorVersion:
    """Take the active version out of force; its results stay public, with the reason."""
    if not reason.strip():
        raise Refused("Say why the measure is retired.")
    with transaction.atomic(), change(by=by, reason=reason):
        hold_indicator(version.indicator_id)
        present: IndicatorVersion = IndicatorVersion.objects.get(pk=version.pk)
        state = _next(present, LifecycleEvent.RETIRED)
        IndicatorVersion.objects.filter(pk=present.pk).update(
            state=state, retired_on=timezone.localdate(), retired_reason=reason.strip()
        )
    return IndicatorVersion.objects.get(pk=version.pk)


def _state_after(version: IndicatorVersion, party: Agreement, agreed_on: dt.date, meeting: str) -> Lifecycle:
    state = _next(version, AGREES[party])
    if missing := missing_of(version):
        raise Refused("Agreement can be recorded when the definition is complete. " + " ".join(missing))
    if agreed_on > timezone.localdate():
        raise Refused("The day of the agreement lies in the future.")
    if party is Agreement.BOARD and not meeting:
        raise Refused("Name the Board meeting at which it was agreed.")
    return state


def _next(version: IndicatorVersion, event: LifecycleEvent) -> Lifecycle:
    try:
        return next_state(Lifecycle(version.state), event)
    except LifecycleError as error:
        raise Refused(str(error)) from error


def _activate(version: IndicatorVersion) -> None:
    superseded = next_state(Lifecycle.ACTIVE, LifecycleEvent.SUPERSEDED)
    IndicatorVersion.objects.filter(indicator=version.indicator_id, state=Lifecycle.ACTIVE).update(
        state=superseded
    )
    agreed = max(version.agreements.values_list("agreed_on", flat=True))
    IndicatorVersion.objects.filter(pk=version.pk).update(state=Lifecycle.ACTIVE, activated_on=agreed)
