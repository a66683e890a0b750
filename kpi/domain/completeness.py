"""What a definition still lacks before both sides can agree to it (domain brief 6.1, fields with *)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from kpi.domain.periods import Period, PeriodError
from kpi.domain.targets import Target, TargetError
from kpi.domain.words import Direction, PeriodType, Role, UnitOfMeasure

NEEDS_DENOMINATOR = frozenset(
    {UnitOfMeasure.PERCENT, UnitOfMeasure.PERCENTAGE_POINT_GAP, UnitOfMeasure.RATIO}
)
LEAST_MIN_N = 10

FIELDS_NEEDED = (
    ("name", "Give the measure a name."),
    ("question", "Write the plain question it answers."),
    ("main_goal_id", "Choose the core goal it serves."),
    ("definition", "Write the definition."),
    ("unit_of_measure", "Choose the unit."),
    ("direction", "Say which way is better."),
    ("frequency", "Say how often it is collected."),
    ("period_type", "Choose the kind of period."),
    ("source", "Name the source and who provides it."),
    ("owner_role", "Name the role that owns it."),
    ("coding_policy", "Say how very high and very low values are shown."),
    ("series_id", "Choose the series that baseline and targets belong to."),
)


class Definition(Protocol):
    """The fields of an indicator version that decide whether it is complete."""

    @property
    def unit_of_measure(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def period_type(self) -> str: ...
    @property
    def numerator_words(self) -> str: ...
    @property
    def denominator_words(self) -> str: ...
    @property
    def formula(self) -> str: ...
    @property
    def categories(self) -> str: ...
    @property
    def min_n(self) -> int: ...
    @property
    def baseline_period(self) -> str: ...
    @property
    def baseline_value(self) -> Decimal | None: ...
    @property
    def final_period(self) -> str: ...
    @property
    def final_value(self) -> Decimal | None: ...
    @property
    def tolerance(self) -> Decimal | None: ...
    @property
    def band_low(self) -> Decimal | None: ...
    @property
    def band_high(self) -> Decimal | None: ...


def missing_for_activation(version: Definition, yearly: Sequence[tuple[int, Decimal]] = ()) -> list[str]:
    """Return a sentence for each thing still to do; `yearly` holds (year, value) of stated targets."""
    missing = [sentence for name, sentence in FIELDS_NEEDED if not getattr(version, name)]
    missing += _about_the_number(version)
    if version.min_n < LEAST_MIN_N:
        missing.append(f"The smallest group shown must have at least {LEAST_MIN_N} people.")
    if version.role == Role.GOAL_MEASURE:
        missing += _about_the_target(version, yearly)
    elif version.final_value is not None or yearly:
        missing.append("A monitored measure has no target. Remove the targets or make it a goal measure.")
    return missing


def categories_of(words: str) -> list[str]:
    """Return the ordered words of a rating, written with | between them."""
    return [word.strip() for word in words.split("|") if word.strip()]


def scheme_codes(words: str) -> list[str]:
    """Return the codes of the group schemes a definition allows, written with commas between them."""
    return [code for part in words.replace(";", ",").split(",") if (code := part.strip())]


def target_of(version: Definition, yearly: Sequence[tuple[int, Decimal]] = ()) -> Target | None:
    """Return the target path of a definition, None where it has none; raise when it contradicts itself."""
    if version.baseline_value is None or version.final_value is None:
        return None
    return Target(
        baseline=version.baseline_value,
        baseline_period=Period.parse(version.baseline_period),
        final=version.final_value,
        final_period=Period.parse(version.final_period),
        direction=Direction(version.direction),
        tolerance=version.tolerance if version.tolerance is not None else Decimal(0),
        yearly=tuple(yearly),
    )


def path_points(target: Target) -> list[tuple[Period, Decimal, bool]]:
    """Return each year of a path as (period, target, whether it was stated)."""
    first, last = target.baseline_period, target.final_period
    between = [first.previous(years=-step) for step in range(1, last.year - first.year)]
    stated = {first.year, last.year, *dict(target.yearly)}
    return [(period, target.path(period.year), period.year in stated) for period in (first, *between, last)]


def period_problem(code: str, period_type: str) -> str:
    """Return what is wrong with a period of a measure, or nothing."""
    try:
        period = Period.parse(code)
    except PeriodError as error:
        return str(error)
    if period.type != period_type:
        wanted = PeriodType(period_type).label.lower()
        return f"{period.label} is not the kind of period this measure uses: {wanted}."
    return ""


def _about_the_number(version: Definition) -> list[str]:
    if version.unit_of_measure == UnitOfMeasure.CATEGORY:
        is_listed = len(categories_of(version.categories)) >= 2
        return [] if is_listed else ["List the words of the rating in order, with | between them."]
    if version.unit_of_measure not in NEEDS_DENOMINATOR or version.formula:
        return []
    missing = []
    if not version.numerator_words:
        missing.append("Say what the numerator counts, or give the formula.")
    if not version.denominator_words:
        missing.append("Say what the denominator counts, or give the formula.")
    return missing


def _about_the_target(version: Definition, yearly: Sequence[tuple[int, Decimal]]) -> list[str]:
    if version.unit_of_measure == UnitOfMeasure.CATEGORY:
        return ["A rating is a word and cannot reach a number. Make it a monitored measure."]
    missing = []
    if version.direction == Direction.NEUTRAL:
        missing.append("A goal measure needs a better direction. Choose one or make it a monitored measure.")
    if version.baseline_value is None or not version.baseline_period:
        missing.append("Give the baseline: its value and its period.")
    if version.tolerance is None:
        missing.append("Give the tolerance: how far behind the path still counts as just behind.")
    if version.direction == Direction.BAND:
        if version.band_low is None or version.band_high is None:
            missing.append("Give both ends of the range.")
    elif version.final_value is None:
        missing.append("Give the final target: its value and its period.")
    periods = [code for code in (version.baseline_period, version.final_period) if code]
    missing += [problem for code in periods if (problem := period_problem(code, version.period_type))]
    return missing or _contradictions(version, yearly)


def _contradictions(version: Definition, yearly: Sequence[tuple[int, Decimal]]) -> list[str]:
    if version.direction == Direction.BAND:
        return []
    try:
        target_of(version, yearly)
    except TargetError as error:
        return [str(error)]
    return []
