"""The words for the keys of values: their measure, unit, student group and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from district.models import OrgUnit, StudentGroup
from imports.targets import Changed
from kpi.domain import ObservationState, Period
from kpi.importing.sentences import plain
from kpi.importing.vocabulary import definition_in_force
from kpi.models import Indicator, IndicatorVersion, Observation, Series, StagedUnit
from ui.words import number as figure


class Names:
    """The words for the keys of some values; the same few queries for any number of them."""

    def __init__(self, rows: Sequence[Any], *, new: Mapping[int, str] | None = None) -> None:
        """Look up what the rows name by key; a unit below zero is new, by default a staged one."""
        series = Series.objects.filter(pk__in={row.series_id for row in rows}).select_related("indicator")
        self.indicators: dict[int, Indicator] = {
            each.pk: each.indicator for each in series.prefetch_related("indicator__versions")
        }
        self.units = OrgUnit.objects.in_bulk({row.unit_id for row in rows if row.unit_id > 0})
        self.groups = StudentGroup.objects.in_bulk({row.group_id for row in rows})
        self.new = _staged_units(rows) if new is None else new

    def of(self, row: Any) -> tuple[str, str, str, str]:
        """Return measure, unit, student group and period of a value."""
        unit = self.new[row.unit_id] if row.unit_id < 0 else self.units[row.unit_id].name
        group = self.groups[row.group_id].name
        return self._definition(row).name, unit, group, Period.parse(row.period).label

    def _definition(self, row: Any) -> IndicatorVersion:
        """Return the definition whose words and decimals the value is said with."""
        return definition_in_force(self.indicators[row.series_id])

    def changed(self, row: Any, number: int, *, before: Any = None, after: Any) -> Changed:
        """Return a value with every name, as it is and as it would be."""
        decimals = self._definition(row).decimals
        now, then = said(before, decimals), said(after, decimals)
        if before is not None and now == then:
            now, then = exactly(before), exactly(after)
        what, unit, group, period = self.of(row)
        return Changed(number, what, unit, group, period, now, then, url=self._address(row, before))

    def _address(self, row: Any, before: Any) -> str:
        """Return where the value stands: its revisions, or those of its unit and group until it is there."""
        slug = self.indicators[row.series_id].slug
        stands = next((each for each in (row, before) if isinstance(each, Observation)), None)
        if stands is not None:
            return reverse("kpi_staff:observation_revisions", args=[slug, stands.pk])
        asked = {"group": self.groups[row.group_id].code}
        if row.unit_id > 0:
            asked["unit"] = self.units[row.unit_id].slug
        return f"{reverse('kpi_staff:indicator_values', args=[slug])}?{urlencode(asked)}"


def _staged_units(rows: Sequence[Any]) -> dict[int, str]:
    batches = {row.batch_id for row in rows if row.unit_id < 0}
    return dict(StagedUnit.objects.filter(batch_id__in=batches).values_list("number", "name"))


def said(row: Any, decimals: int) -> str:
    """Return a value as people say it: a number, a bound, a rating, or the word for why there is none."""
    if row is None:
        return ""
    if getattr(row, "is_retraction", False):
        return "taken back"
    state = ObservationState(row.state)
    if state.is_coded:
        signs = (">", "≥") if state is ObservationState.TOP_CODED else ("<", "≤")
        return f"{signs[0] if row.is_bound_strict else signs[1]} {plain(row.bound)}"
    if row.category:
        return str(row.category)
    return figure(row.value, decimals, trim=True) if state.has_value else state.label


def exactly(row: Any) -> str:
    """Return a value with every decimal, its counts and its state, where what people say is the same."""
    counts = f"{plain(row.numerator)} of {plain(row.denominator)}, n {plain(row.n and Decimal(row.n))}"
    number = plain(row.value) if row.value is not None else said(row, 0)
    return f"{number} ({counts}), {ObservationState(row.state).label}"
