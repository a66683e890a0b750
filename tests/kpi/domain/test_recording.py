from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from kpi.domain import Entry, ObservationState, problems_of, value_from_counts

FINAL = ObservationState.FINAL


@dataclass(frozen=True)
class Measured:
    unit_of_measure: str = "percent"
    period_type: str = "school_year"
    decimals: int = 1
    lowest_value: Decimal | None = None
    highest_value: Decimal | None = None
    categories: str = ""


RATE = Measured()
RATING = Measured(unit_of_measure="category", categories="Weak|Neutral|Strong")


def entry(state=FINAL, period="SY2025-26", **stated):
    numbers: dict[str, Any] = {
        name: Decimal(str(value)) if name in {"value", "numerator", "denominator", "bound"} else value
        for name, value in stated.items()
    }
    return Entry(period, state, **numbers)


def test_a_value_that_fits_its_counts_is_accepted():
    assert problems_of(entry(value="81.9", numerator=819, denominator=1000), RATE) == {}


def test_a_value_that_contradicts_its_counts_is_refused():
    problems = problems_of(entry(value="83", numerator=819, denominator=1000), RATE)
    assert problems == {"value": "The value is 83, but 819 of 1000 gives 81.9."}


def test_counts_alone_give_the_value_in_full_precision():
    assert value_from_counts(entry(numerator=1, denominator=3), RATE) == Decimal("33.333333")


def test_a_percent_stays_between_0_and_100():
    problems = problems_of(entry(value=834), RATE)
    assert problems == {"value": "Expected 0 to 100, found 834. Check the decimal point."}


def test_stated_bounds_win_over_those_of_the_unit():
    wide = Measured(lowest_value=Decimal(-5), highest_value=Decimal(250))
    assert problems_of(entry(value=130), wide) == {}
    assert problems_of(entry(value=251), wide)["value"] == (
        "Expected -5 to 250, found 251. Check the decimal point."
    )


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1E+12"])
def test_numbers_without_end_are_refused_in_words(number):
    assert problems_of(entry(value=number), RATE) == {"value": "Write a number under one trillion."}


def test_a_period_of_another_kind_is_refused():
    problems = problems_of(entry(value=1, period="FY2026"), RATE)
    assert problems == {"period": "FY2026 is not the kind of period this measure uses: school year."}


def test_a_missing_result_has_no_value():
    assert problems_of(entry(ObservationState.MISSING), RATE) == {}
    assert problems_of(entry(ObservationState.MISSING, value=3), RATE) == {
        "value": "A result that is “Missing” has no exact value. Leave it empty."
    }


def test_a_final_result_needs_a_value():
    assert problems_of(entry(), RATE) == {
        "value": "A result that is final needs a value, or numerator and denominator."
    }


def test_a_coded_result_has_a_bound_and_nothing_else_has():
    assert problems_of(entry(ObservationState.TOP_CODED, bound=95), RATE) == {}
    assert list(problems_of(entry(ObservationState.TOP_CODED), RATE)) == ["bound"]
    assert list(problems_of(entry(value=3, bound=95), RATE)) == ["bound"]


def test_a_rating_is_one_of_its_words():
    assert problems_of(entry(category="Strong"), RATING) == {}
    assert problems_of(entry(category="Good"), RATING) == {
        "category": "Choose one of: Weak, Neutral, Strong."
    }


def test_counts_are_never_negative():
    assert problems_of(entry(value=1, numerator=-1, denominator=100), RATE) == {
        "numerator": "A count cannot be below zero."
    }
