"""The words of a recipe resolved to this district's rows, and the rules its measures set for values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.domain import UnitLevel
from district.models import OrgUnit, ReportingId, StudentGroup
from imports.domain import Recipe, RecipeError
from imports.targets import Note, PeriodUnread, ReadPeriod, Words
from kpi.domain import (
    Lifecycle,
    ObservationState,
    Period,
    PeriodError,
    PeriodType,
    UnitOfMeasure,
    parse_school_year,
    school_year,
)
from kpi.importing.judging import judge
from kpi.models import Indicator, IndicatorVersion, Series

NOTATIONS = {
    "school_year": _("2023-24, 23-24 or SY2023-24"),
    "spring_year": _("2024, the year in which the school year ends"),
}
# What a number may be, and what a word or an empty cell may mean.
OF_NUMBERS = [state.value for state in ObservationState if state.has_value]
OF_WORDS = [
    *(state.value for state in ObservationState if not state.has_value and not state.is_coded),
    *("ignore", "refuse"),
]
MEANINGS = {
    "missing": _("Missing: there should be a value"),
    "not_collected": _("Not collected, or not enough answers"),
    "not_applicable": _("Does not apply: no students"),
    "not_released": _("Not released yet"),
    "suppressed_primary": _("Withheld for privacy"),
    "suppressed_complementary": _("Withheld to protect another value"),
    "ignore": _("Nothing: leave the value out"),
    "refuse": _("A mistake: refuse the value"),
}
FILE_YEAR = re.compile(r"(?<!\d)(\d{4}[-_ ]\d{2}(?:\d{2})?|\d{2}-\d{2})(?!\d)")
FILE_YEAR_RUN_TOGETHER = re.compile(r"SY(\d\d)(\d\d)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Followed:
    """A measure of the recipe that this district follows."""

    series: int
    unit_of_measure: UnitOfMeasure
    period_type: PeriodType
    lowest: Decimal | None
    highest: Decimal | None
    is_sample: bool


@dataclass(frozen=True)
class NewUnit:
    """A unit that the file names and the district does not know yet."""

    number: int
    value: str
    name: str


class ObservationVocabulary:
    """Looks words up once; a recipe that does not fit this district is refused with sentences."""

    def __init__(self, recipe: Recipe) -> None:
        """Read indicators, units and groups; four queries whatever the size of the file."""
        self.recipe = recipe
        self.problems: list[str] = []
        self.followed = self._follow()
        self.units = self._units()
        groups = list(StudentGroup.objects.values_list("code", "name", "pk"))
        self.groups = {name.casefold(): pk for _code, name, pk in groups}
        self.groups |= {code: pk for code, _name, pk in groups}
        self.new_units: dict[str, NewUnit] = {}
        self._look_at_groups()
        self._look_at_period()
        if self.problems:
            raise RecipeError(list(dict.fromkeys(self.problems)))

    def measure(self, number: int) -> int | None:
        """Return the series a measure's values go to."""
        followed = self.followed[number]
        return followed.series if followed else None

    def number_of(self, series: int) -> int:
        """Return the measure whose values go to a series; the first, where several do."""
        return next(number for number, each in enumerate(self.followed) if each and each.series == series)

    def unit(self, key: str, name: str) -> int | None:
        """Return a unit's key, below zero for one that the load will create."""
        if key in self.units:
            return self.units[key]
        if self.recipe.unit.unknown != "create":
            return None
        number = -len(self.new_units) - 1
        self.new_units[key] = NewUnit(number, key, name or key)
        self.units[key] = number
        return number

    def group(self, code: str) -> int | None:
        return self.groups.get(code)

    def period(self, text: str, notation: str) -> ReadPeriod:
        """Read a period in the recipe's notation; what may have been meant becomes a suggestion."""
        try:
            period = _period(text.strip(), notation)
        except PeriodError as error:
            guess = error.suggestion
            raise PeriodUnread(
                str(error), guess.code if guess else "", guess.label if guess else ""
            ) from None
        read = ReadPeriod(period.code, period.sort, period.label)
        stored = [
            self.period_of(number, read).code for number, measure in enumerate(self.followed) if measure
        ]
        today = timezone.localdate()
        if all(Period.parse(code).first_day > today for code in stored):
            raise PeriodUnread(f"There can be no results of {period.label} yet. Check the year.")
        return read

    def period_of(self, number: int, period: ReadPeriod) -> ReadPeriod:
        """Return the period as the measure counts it: the file's school year, or the class of that year."""
        followed = self.followed[number]
        read = Period.parse(period.code)
        if followed is None or read.type == followed.period_type or read.type != PeriodType.SCHOOL_YEAR:
            return period
        match followed.period_type:
            case PeriodType.COHORT_YEAR:
                read = replace(
                    read, type=PeriodType.COHORT_YEAR, cohort_years=self.recipe.measures[number].cohort_years
                )
            case PeriodType.FISCAL_YEAR | PeriodType.SURVEY_YEAR:
                read = replace(read, type=followed.period_type)
            case _:
                return period
        return ReadPeriod(read.code, read.sort, read.label)

    def examine(self, number: int, values: Mapping[str, Any]) -> list[Note]:
        """Judge a chunk of one measure's values."""
        followed = self.followed[number]
        assert followed is not None  # noqa: S101 -- only followed measures are read
        return judge(
            values,
            followed.unit_of_measure,
            self.recipe.measures[number].decimals,
            followed.lowest,
            followed.highest,
        )

    def _follow(self) -> list[Followed | None]:
        codes = {measure.indicator for measure in self.recipe.measures}
        known = {
            indicator.code: indicator
            for indicator in Indicator.objects.filter(code__in=codes, versions__number=1).prefetch_related(
                "versions", "series"
            )
        }
        self.problems += [
            f"The recipe feeds the measure “{measure.indicator}”, which is not kept here."
            for measure in self.recipe.measures
            if not measure.is_optional and measure.indicator not in known
        ]
        followed = [
            _followed(known[measure.indicator], measure.series) if measure.indicator in known else None
            for measure in self.recipe.measures
        ]
        self.problems += [
            f"The measure “{measure.indicator}” has no series {measure.series or 'to put results into'}."
            for measure, found in zip(self.recipe.measures, followed, strict=True)
            if measure.indicator in known and found is None
        ]
        for cells in [measure.cells for measure in self.recipe.measures]:
            self._look_at_states({cells.state}, OF_NUMBERS, "a state of a number")
            self._look_at_states({cells.blank, *cells.words.values()}, OF_WORDS, "what a word may mean")
        if not any(followed) and not self.problems:
            self.problems.append("None of the recipe's measures is kept here.")
        return followed

    def _units(self) -> dict[str, int]:
        rule = self.recipe.unit
        if rule.level not in list(UnitLevel):
            self.problems.append(
                f"“{rule.level}” is no level of a unit. Write one of {', '.join(UnitLevel)}."
            )
        if not rule.constant:
            return dict(ReportingId.objects.filter(scheme=rule.scheme).values_list("value", "unit_id"))
        found = dict(OrgUnit.objects.filter(slug=rule.constant).values_list("slug", "pk"))
        if not found:
            self.problems.append(f"The recipe names the unit “{rule.constant}”, which is not kept here.")
        return found

    def _look_at_states(self, stated: set[str], allowed: list[str], what: str) -> None:
        self.problems += [
            f"“{word}” is not {what}. Write one of {', '.join(allowed)}."
            for word in sorted(stated - set(allowed))
        ]

    def _look_at_groups(self) -> None:
        rule = self.recipe.group
        named = {rule.constant} if rule.constant else set()
        if rule.unknown == "refuse":  # else the rows of a group that is not kept are left out
            named |= set(rule.map.values())
        self.problems += [
            f"The recipe names the student group “{code}”, which is not kept here."
            for code in sorted(named - set(self.groups))
        ]

    def _look_at_period(self) -> None:
        rule = self.recipe.period
        if rule.notation not in NOTATIONS:
            self.problems.append(
                f"“{rule.notation}” is no notation of a year. Write one of {', '.join(NOTATIONS)}."
            )
        if rule.constant:
            try:
                _period(rule.constant, "code")
            except PeriodError as error:
                self.problems.append(f"The recipe's period cannot be read. {error}")


def words_of_a_recipe(measures: Sequence[tuple[str, str]]) -> Words:
    """Return the words that a recipe may use, as people say them."""
    return Words(
        measures=measures,
        groups=list(StudentGroup.objects.values_list("code", "name")),
        levels=[(level.value, level.words) for level in UnitLevel],
        notations=list(NOTATIONS.items()),
        states=[(state, ObservationState(state).label) for state in OF_NUMBERS],
        meanings=[(state, MEANINGS[state]) for state in OF_WORDS],
    )


def definition_in_force(indicator: Indicator) -> IndicatorVersion:
    """Return the version whose rules a value must fit: the active one, else the newest."""
    versions = sorted(indicator.versions.all(), key=lambda version: -version.number)
    return next((version for version in versions if version.state == Lifecycle.ACTIVE), versions[0])


def _followed(indicator: Indicator, number: int | None) -> Followed | None:
    series: list[Series] = list(indicator.series.all())
    version = definition_in_force(indicator)
    if number is not None:
        chosen = next((each for each in series if each.number == number), None)
    else:
        in_force = next((each for each in series if each.pk == version.series_id), None)
        chosen = in_force or max(series, key=lambda each: each.number, default=None)
    if chosen is None:
        return None
    return Followed(
        chosen.pk,
        UnitOfMeasure(version.unit_of_measure),
        PeriodType(version.period_type),
        version.lowest_value,
        version.highest_value,
        indicator.is_sample,
    )


def _period(text: str, notation: str) -> Period:
    if notation == "code":
        return Period.parse(text)
    if notation == "answer":  # a person writes the code, or the year as anybody would
        try:
            return Period.parse(text)
        except PeriodError:
            return parse_school_year(text)
    if notation == "file_name":
        text = FILE_YEAR_RUN_TOGETHER.sub(r"\1-\2", text)
        found = FILE_YEAR.search(text)
        return parse_school_year(found[1].replace("_", "-").replace(" ", "-") if found else text)
    if notation == "spring_year":
        if not re.fullmatch(r"\d{4}", text, re.ASCII):
            _refuse_date(text)
            raise PeriodError(f"“{text}” is not a year. Write it like 2024.")
        return school_year(int(text))
    return parse_school_year(text)


def _refuse_date(text: str) -> None:
    """Ask about a year that a spreadsheet turned into a date; let other texts pass."""
    try:
        parse_school_year(text)
    except PeriodError as error:
        if error.suggestion:
            raise
