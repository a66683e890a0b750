"""Results in words for the staff pages: number, state, source, filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kpi.domain import Limits, ObservationState, UnitOfMeasure, limits_of
from kpi.models import IndicatorVersion, Observation
from kpi.queries import ValueFilters, ValuePage, ValueRow, period_words, plain_number
from ui.cards import Chip
from ui.words import number as figure


@dataclass(frozen=True)
class ValueWords:
    """A result as a row of the values page shows it."""

    observation: Observation
    period: str
    value: str
    counts: str
    state: str
    unusual: str
    source: str
    source_url: str

    @property
    def dom_id(self) -> str:
        """The same for every revision, so that a corrected row takes the place of the one before."""
        row = self.observation
        return f"cell-{row.series_id}-{row.unit_id}-{row.group_id}-{row.period.lower()}"


@dataclass(frozen=True)
class FilterGroup:
    """One row of filter links."""

    label: str
    chips: list[Chip]


def value_words(row: ValueRow, definition: IndicatorVersion, *, is_exact: bool = False) -> ValueWords:
    """Say a result: its number, its counts, its state, where it came from; exact shows every decimal."""
    seen = row.observation
    return ValueWords(
        observation=seen,
        period=period_words(seen.period),
        value=_value(seen, definition, is_exact=is_exact),
        counts=_counts(seen),
        state="Taken back" if seen.is_retraction else ObservationState(seen.state).label,
        unusual=_unusual(row, definition),
        source=_source(seen),
        source_url=_source_url(seen),
    )


def filter_groups(found: ValuePage, filters: ValueFilters) -> list[FilterGroup]:
    """The filters as links; each keeps the others."""
    units = [(unit.slug, str(unit)) for unit in found.units]
    groups = [(group.code, str(group)) for group in found.groups]
    states = [(state.value, state.label) for state in ObservationState if state in found.states]
    return [
        _filter("School or unit", "unit", units, filters),
        _filter("Student group", "group", groups, filters),
        _filter("State", "state", states, filters),
    ]


def _filter(label: str, name: str, choices: list[tuple[str, str]], filters: ValueFilters) -> FilterGroup:
    asked = {"unit": filters.unit, "group": filters.group, "state": filters.state}
    return FilterGroup(
        label,
        [
            Chip(
                words,
                "?" + urlencode({key: value for key, value in {**asked, name: code}.items() if value}),
                "",
                is_current=asked[name] == code,
            )
            for code, words in [("", "All"), *choices]
        ],
    )


def _value(seen: Observation, definition: IndicatorVersion, *, is_exact: bool) -> str:
    if seen.is_retraction:
        return "—"
    if seen.category:
        return seen.category
    number, prefix = seen.value, ""
    if number is None and seen.bound is not None:
        number, prefix = seen.bound, _prefix(seen)
    if number is None:
        return "—"
    text = prefix + (plain_number(number) if is_exact else figure(number, definition.decimals))
    is_percent = definition.unit_of_measure == UnitOfMeasure.PERCENT
    return f"{text}%" if is_percent else f"{text} {definition.unit_word}".strip()


def _prefix(seen: Observation) -> str:
    is_top = seen.state == ObservationState.TOP_CODED
    return {(True, True): "> ", (True, False): "≥ ", (False, True): "< ", (False, False): "≤ "}[
        is_top, seen.is_bound_strict
    ]


def _counts(seen: Observation) -> str:
    if seen.numerator is not None and seen.denominator is not None:
        return f"{plain_number(seen.numerator)} of {plain_number(seen.denominator)}"
    return f"n {seen.n}" if seen.n is not None else ""


def _unusual(row: ValueRow, definition: IndicatorVersion) -> str:
    return usual_words(row.usual, definition) if row.is_unusual else ""


def usual_words(usual: Limits | None, definition: IndicatorVersion) -> str:
    """Say where a series usually lies, where a value does not."""
    if usual is None:
        return ""
    lowest, highest = limits_of(definition)
    low, high = max(usual.lower, lowest), min(usual.upper, highest)
    return f"Unusual: this series usually lies from {figure(low, 1)} to {figure(high, 1)}."


def _source(seen: Observation) -> str:
    if seen.batch_id is not None and seen.batch is not None:
        return f"{seen.batch.file.name}, row {seen.source_row}"
    return seen.citation or f"Recorded by {seen.recorded_by}"


def _source_url(seen: Observation) -> str:
    if seen.batch_id is None:
        return ""
    return reverse("imports:row", args=[seen.batch_id, seen.source_row])
