from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from kpi.domain import missing_for_activation


@dataclass(frozen=True)
class Definition:
    name: str = "4-year graduation rate"
    question: str = "How many students graduate in four years?"
    main_goal_id: int | None = 1
    series_id: int | None = 1
    definition: str = "Students who earn a diploma."
    unit_of_measure: str = "percent"
    direction: str = "higher"
    role: str = "goal_measure"
    frequency: str = "annual"
    period_type: str = "cohort_year"
    source: str = "Minnesota Department of Education"
    owner_role: str = "Director"
    coding_policy: str = "Shown as a bound."
    numerator_words: str = "Graduates"
    denominator_words: str = "Students of the class"
    formula: str = ""
    categories: str = ""
    min_n: int = 10
    baseline_period: str = "COHORT2016-4YR"
    baseline_value: Decimal | None = Decimal("93.5")
    final_period: str = "COHORT2030-4YR"
    final_value: Decimal | None = Decimal(96)
    tolerance: Decimal | None = Decimal(1)
    band_low: Decimal | None = None
    band_high: Decimal | None = None


COMPLETE = Definition()


def test_a_complete_definition_lacks_nothing():
    assert missing_for_activation(COMPLETE) == []


@pytest.mark.parametrize(
    ("field", "empty", "sentence"),
    [
        ("name", "", "Give the measure a name."),
        ("main_goal_id", None, "Choose the core goal it serves."),
        ("definition", "", "Write the definition."),
        ("source", "", "Name the source and who provides it."),
        ("owner_role", "", "Name the role that owns it."),
        ("series_id", None, "Choose the series that baseline and targets belong to."),
        ("denominator_words", "", "Say what the denominator counts, or give the formula."),
        ("min_n", 9, "The smallest group shown must have at least 10 people."),
        ("baseline_value", None, "Give the baseline: its value and its period."),
        ("tolerance", None, "Give the tolerance: how far behind the path still counts as just behind."),
        ("final_value", None, "Give the final target: its value and its period."),
        (
            "final_period",
            "SY2029-30",
            "2029–30 is not the kind of period this measure uses: graduating class.",
        ),
        ("final_period", "COHORT2016-4YR", "The final target must come after the baseline."),
        (
            "unit_of_measure",
            "category",
            "List the words of the rating in order, with | between them.",
        ),
    ],
)
def test_each_needed_field_has_its_sentence(field, empty, sentence):
    assert missing_for_activation(replace(COMPLETE, **{field: empty}))[0] == sentence


def test_a_formula_stands_for_numerator_and_denominator():
    index = replace(COMPLETE, numerator_words="", denominator_words="", formula="Mean of four answers")
    assert missing_for_activation(index) == []


def test_a_count_needs_no_denominator():
    count = replace(COMPLETE, unit_of_measure="count", numerator_words="", denominator_words="")
    assert missing_for_activation(count) == []


def test_a_monitored_measure_needs_no_target():
    monitored = replace(
        COMPLETE, role="monitored_indicator", final_value=None, baseline_value=None, tolerance=None
    )
    assert missing_for_activation(monitored) == []


def test_a_monitored_measure_with_a_target_contradicts_itself():
    monitored = replace(COMPLETE, role="monitored_indicator")
    assert missing_for_activation(monitored) == [
        "A monitored measure has no target. Remove the targets or make it a goal measure."
    ]


def test_a_band_measure_needs_both_ends_and_no_final_target():
    band = replace(COMPLETE, direction="band", final_value=None, final_period="")
    assert missing_for_activation(band) == ["Give both ends of the range."]
    assert missing_for_activation(replace(band, band_low=Decimal(4), band_high=Decimal(6))) == []


def test_a_measure_without_a_better_way_cannot_be_a_goal_measure():
    assert missing_for_activation(replace(COMPLETE, direction="neutral")) == [
        "A goal measure needs a better direction. Choose one or make it a monitored measure."
    ]


def test_yearly_targets_must_lie_between_baseline_and_final_year():
    assert missing_for_activation(COMPLETE, [(2031, Decimal(97))]) == [
        "Yearly targets lie after the baseline and not after the final year."
    ]
