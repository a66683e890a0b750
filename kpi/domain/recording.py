"""What a result must look like before it is recorded (domain brief 6.2 and 11)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from kpi.domain.completeness import categories_of, period_problem
from kpi.domain.values import Counts, check_value, value_of
from kpi.domain.words import ObservationState, UnitOfMeasure

LARGEST = Decimal(10) ** 12
STORED = Decimal("0.000001")
HUNDRED = Decimal(100)


class Measured(Protocol):
    """The fields of a definition that a result must fit."""

    @property
    def unit_of_measure(self) -> str: ...
    @property
    def period_type(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    @property
    def lowest_value(self) -> Decimal | None: ...
    @property
    def highest_value(self) -> Decimal | None: ...
    @property
    def categories(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """One result as a person states it, before it becomes a revision."""

    period: str
    state: ObservationState
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    n: int | None = None
    bound: Decimal | None = None
    is_bound_strict: bool = False
    category: str = ""


def value_from_counts(entry: Entry, measured: Measured) -> Decimal | None:
    """Return the value as stored: the stated one, or where none is stated the one its counts give."""
    unit = UnitOfMeasure(measured.unit_of_measure)
    value = entry.value
    if value is None and entry.state.has_value and entry.numerator is not None and entry.denominator:
        value = value_of(Counts(entry.numerator, entry.denominator), unit)
    return None if value is None or not value.is_finite() else value.quantize(STORED)


def problems_of(entry: Entry, measured: Measured) -> dict[str, str]:
    """Return what is wrong with a result, as a sentence for each field; empty when it may be recorded."""
    problems: dict[str, str] = {}
    if sentence := period_problem(entry.period, measured.period_type):
        problems["period"] = sentence
    for field in ("value", "numerator", "denominator", "bound"):
        number = getattr(entry, field)
        if number is not None and not (number.is_finite() and abs(number) < LARGEST):
            problems[field] = "Write a number under one trillion."
    if problems.keys() & {"value", "numerator", "denominator", "bound"}:
        return problems
    return problems | _state_problems(entry, measured) | _value_problems(entry, measured)


def _state_problems(entry: Entry, measured: Measured) -> dict[str, str]:
    label = entry.state.label.lower()
    problems: dict[str, str] = {}
    has_number = value_from_counts(entry, measured) is not None
    is_rating = measured.unit_of_measure == UnitOfMeasure.CATEGORY
    if entry.state.has_value and is_rating:
        if entry.category not in categories_of(measured.categories):
            problems["category"] = f"Choose one of: {', '.join(categories_of(measured.categories))}."
        if entry.value is not None:
            problems["value"] = "A rating is a word. Leave the value empty."
    elif entry.state.has_value:
        if not has_number:
            problems["value"] = f"A result that is {label} needs a value, or numerator and denominator."
        if entry.category:
            problems["category"] = "Only a rating has a word. Leave it empty."
    elif entry.value is not None or entry.category:
        problems["value"] = f"A result that is “{entry.state.label}” has no exact value. Leave it empty."
    if entry.state.is_coded and entry.bound is None:
        problems["bound"] = "Give the known limit, for example 95 for “95 or more”."
    if not entry.state.is_coded and entry.bound is not None:
        problems["bound"] = "Only a result shown as a bound has a limit. Leave it empty."
    return problems


def _value_problems(entry: Entry, measured: Measured) -> dict[str, str]:
    problems: dict[str, str] = {}
    low, high = limits_of(measured)
    for field in ("value", "bound"):
        number = getattr(entry, field)
        if number is not None and not low <= number <= high:
            problems[field] = (
                f"Expected {_words(low, high)}, found {_plain(number)}. Check the decimal point."
            )
    for field in ("numerator", "denominator"):
        number = getattr(entry, field)
        if number is not None and number < 0:
            problems[field] = "A count cannot be below zero."
    value = value_from_counts(entry, measured)
    if value is not None and not problems:
        unit = UnitOfMeasure(measured.unit_of_measure)
        check = check_value(value, entry.numerator, entry.denominator, unit, measured.decimals)
        if not check.is_ok:
            problems["value"] = check.sentence
    return problems


def limits_of(measured: Measured) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest value a measure can have; a percent lies between 0 and 100."""
    is_percent = measured.unit_of_measure == UnitOfMeasure.PERCENT
    low, high = measured.lowest_value, measured.highest_value
    if low is None:
        low = Decimal(0) if is_percent else -LARGEST
    if high is None:
        high = HUNDRED if is_percent else LARGEST
    return low, high


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _words(low: Decimal, high: Decimal) -> str:
    if high == LARGEST:
        return f"{_plain(low)} or more"
    if low == -LARGEST:
        return f"{_plain(high)} or less"
    return f"{_plain(low)} to {_plain(high)}"
