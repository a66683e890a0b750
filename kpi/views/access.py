"""What every measure page needs: the measure or 404, the right or 403, and its tabs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from district.models import Person
from district.permissions import can_see_history
from kpi.domain import Agreement, Lifecycle, agreements_missing
from kpi.models import Indicator, IndicatorVersion
from kpi.permissions import (
    can_propose_version,
    can_record_agreement,
    can_record_value,
    can_retire_version,
    can_see_values,
)
from kpi.queries import MeasureRow, measure_detail

TABS = (
    ("indicator_definition", "Definition"),
    ("indicator_targets", "Targets"),
    ("indicator_values", "Values"),
    ("indicator_versions", "Versions"),
    ("indicator_history", "History"),
)


def require(*, is_allowed: bool) -> None:
    """Stop with 403 where a person may not do this."""
    if not is_allowed:
        raise PermissionDenied


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def measure_or_404(slug: str) -> MeasureRow:
    """The measure with its versions, or 404."""
    try:
        return measure_detail(slug)
    except Indicator.DoesNotExist as error:
        raise Http404("No such measure.") from error


def proposed_or_404(measure: MeasureRow) -> IndicatorVersion:
    """The version that may be edited or agreed to, or 404."""
    if measure.proposed is None:
        raise Http404("No version is proposed.")
    return measure.proposed


def edited_or_404(request: HttpRequest, measure: MeasureRow) -> IndicatorVersion:
    """The proposal to edit; for words sent after it came into force, that version, so that none are lost."""
    return measure.shown if request.method == "POST" and not measure.proposed else proposed_or_404(measure)


def measure_context(request: HttpRequest, measure: MeasureRow, tab: str) -> dict[str, Any]:
    """The measure, its tabs, and which buttons this person sees."""
    person = request.user
    hidden = set()
    if not can_see_values(person):
        hidden.add("indicator_values")
    if not can_see_history(person):
        hidden.add("indicator_history")
    return {
        "measure": measure,
        "indicator": measure.indicator,
        "tabs": [
            (label, reverse(f"kpi_staff:{name}", args=[measure.indicator.slug]), name == tab)
            for name, label in TABS
            if name not in hidden
        ],
        "can_propose": can_propose_version(person) and measure.proposed is None,
        "can_edit": can_propose_version(person) and measure.proposed is not None,
        "can_retire": can_retire_version(person) and measure.active is not None,
        "can_record": can_record_value(person),
        "can_begin_series": can_propose_version(person),
    }


def open_agreements(request: HttpRequest, version: IndicatorVersion) -> list[Agreement]:
    """The agreements that this person may record and the version still waits for."""
    awaited = agreements_missing(Lifecycle(version.state))
    return [party for party in Agreement if party in awaited and can_record_agreement(request.user, party)]
