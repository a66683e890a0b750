"""The closed word lists of the KPI room; each word carries the label people read."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """One word of a closed list: the value is stored, the label is read by people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Word:
        """Make the member equal to its stored value and remember its label."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return (stored value, label) pairs in declared order, as form and model fields want them."""
        return [(word.value, word.label) for word in cls]


class ObservationState(Word):
    """What kind of fact an observation is; a missing number always says why it is missing."""

    FINAL = "final", "Final"
    PROVISIONAL = "provisional", "Provisional"
    REVISED = "revised", "Revised"
    MISSING = "missing", "Missing"
    NOT_COLLECTED = "not_collected", "Not collected"
    NOT_APPLICABLE = "not_applicable", "Does not apply"
    NOT_RELEASED = "not_released", "Not released yet"
    SUPPRESSED_PRIMARY = "suppressed_primary", "Not shown (privacy)"
    SUPPRESSED_COMPLEMENTARY = "suppressed_complementary", "Not shown (privacy)"
    TOP_CODED = "top_coded", "Shown as a bound (very high)"
    BOTTOM_CODED = "bottom_coded", "Shown as a bound (very low)"

    @property
    def has_value(self) -> bool:
        """Whether an exact value belongs to this state."""
        return self in {self.FINAL, self.PROVISIONAL, self.REVISED}

    @property
    def is_suppressed(self) -> bool:
        """Whether privacy hides everything about the observation."""
        return self in {self.SUPPRESSED_PRIMARY, self.SUPPRESSED_COMPLEMENTARY}

    @property
    def is_coded(self) -> bool:
        """Whether only a bound of the value is known."""
        return self in {self.TOP_CODED, self.BOTTOM_CODED}


class Direction(Word):
    """Which way is good."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    BAND = "band", "Inside a range is best"
    NEUTRAL = "neutral", "Neither way is better"

    @property
    def sign(self) -> int:
        """Return +1 when higher is better, -1 when lower is better, else 0 (d of the status rule)."""
        return {"higher": 1, "lower": -1}.get(self.value, 0)


class EvidenceType(Word):
    """The kind of evidence a KPI brings (policy 105, clause P7)."""

    PERFORMANCE = "performance", "Performance"
    PERCEPTION = "perception", "Perception and satisfaction"
    PROCESS = "process", "Process"
    INPUT = "input", "Input and finance"


class Role(Word):
    """Whether a KPI carries a target or is only followed."""

    GOAL_MEASURE = "goal_measure", "Goal measure"
    MONITORED_INDICATOR = "monitored_indicator", "Monitored, no target"


class UnitOfMeasure(Word):
    """What the number counts."""

    PERCENT = "percent", "Percent"
    PERCENTAGE_POINT_GAP = "percentage_point_gap", "Percentage-point gap"
    COUNT = "count", "Count"
    RATIO = "ratio", "Ratio"
    MEAN_SCORE = "mean_score", "Mean score"
    CURRENCY = "currency", "Dollars"
    INDEX = "index", "Index"
    DISTRIBUTION = "distribution", "Distribution"
    CATEGORY = "category", "Rating"


class PeriodType(Word):
    """What stretch or point of time an observation measures."""

    SCHOOL_YEAR = "school_year", "School year"
    FISCAL_YEAR = "fiscal_year", "Fiscal year"
    SEASON = "season", "Season"
    COHORT_YEAR = "cohort_year", "Graduating class"
    SURVEY_YEAR = "survey_year", "Survey year"
    POINT_IN_TIME = "point_in_time", "Point in time"


class Frequency(Word):
    """How often a KPI is collected."""

    ANNUAL = "annual", "Every year"
    SEASONAL = "seasonal", "Fall, winter and spring"
    QUARTERLY = "quarterly", "Every quarter"
    MONTHLY = "monthly", "Every month"
    BIENNIAL = "biennial", "Every two years"
    TRIENNIAL = "triennial", "Every three years"


class Status(Word):
    """Where the latest result stands against the target path (domain brief 6.4)."""

    NOT_RELEASED = "not_released", "Not rated yet: not released"
    SUPPRESSED = "suppressed", "Not shown (privacy)"
    NO_TARGET = "no_target", "Not rated yet: no target set"
    SERIES_BREAK = "series_break", "Not rated yet: new test or definition"
    BASELINE_ONLY = "baseline_only", "Not rated yet: first value"
    NO_PATH = "no_path", "Not rated: the path starts from a result that is not shown"
    MET = "met", "Target met"
    ON_TRACK = "on_track", "On track"
    NEAR = "near", "Just behind"
    OFF_TRACK = "off_track", "Off track"

    @property
    def is_rated(self) -> bool:
        """Whether the status judges a value against a target."""
        return self in {self.MET, self.ON_TRACK, self.NEAR, self.OFF_TRACK}


class Reason(Word):
    """Why a status is what it is, where the numbers beside it do not say so; the public reads other words."""

    NO_RESULT = "no_result", "No result has been released yet."
    NOT_RELEASED = "not_released", "Not released yet."
    MISSING = "missing", "The result is missing."
    NOT_COLLECTED = "not_collected", "This was not collected for the period."
    NOT_APPLICABLE = "not_applicable", "This does not apply here."
    NOT_SHOWN = "not_shown", "Not shown, to protect student privacy."
    NO_TARGET = "no_target", "No target set. The Board follows this without one."
    RATING = "rating", "A rating in words is not measured against a path."
    EARLIER_TEST = "earlier_test", "The target was set on an earlier test or definition."
    FIRST_VALUE = "first_value", "This is the value the target starts from."
    START_NOT_SHOWN = (
        "start_not_shown",
        "The result the target starts from is not shown, so there is no path to measure against.",
    )
    FROM_BOUND = "from_bound", "Rated from the published bound."
    BOUND_UNDECIDED = "bound_undecided", "Only a bound is shown, and it does not decide the status."


class ChangeKind(Word):
    """What the step from an earlier result to a later one says."""

    BETTER = "better", "Better"
    WORSE = "worse", "Worse"
    HIGHER = "higher", "Higher"
    LOWER = "lower", "Lower"
    NO_CLEAR_CHANGE = "no_clear_change", "No clear change"
    NOT_COMPARABLE = "not_comparable", "Cannot be compared"


class Signal(Word):
    """Why one point of an XmR chart stands out (domain brief 5.4, first rule that applies)."""

    OUTSIDE_HIGH = "outside_high", "Above the upper limit"
    OUTSIDE_LOW = "outside_low", "Below the lower limit"
    TREND_UP = "trend_up", "Seven points rising"
    TREND_DOWN = "trend_down", "Seven points falling"
    TWO_OF_THREE_HIGH = "two_of_three_high", "Two of three near the upper limit"
    TWO_OF_THREE_LOW = "two_of_three_low", "Two of three near the lower limit"
    SHIFT_HIGH = "shift_high", "Seven points above the mean"
    SHIFT_LOW = "shift_low", "Seven points below the mean"

    @property
    def is_up(self) -> bool:
        """Whether the signal points to larger numbers."""
        return self.value.endswith(("high", "up"))


class Variation(Word):
    """What the latest point says about change beyond the usual wobble."""

    IMPROVING = "improving", "Special cause, improving"
    CONCERNING = "concerning", "Special cause, concerning"
    NEUTRAL_HIGH = "neutral_high", "Special cause, high"
    NEUTRAL_LOW = "neutral_low", "Special cause, low"
    COMMON_CAUSE = "common_cause", "Usual movement"
    INSUFFICIENT = "insufficient", "Not enough points"


class Assurance(Word):
    """Whether the usual range of a KPI can be relied on to reach its target."""

    CONSISTENTLY_PASS = "consistently_pass", "Usually reaches the target"
    CONSISTENTLY_FAIL = "consistently_fail", "Usually misses the target"
    HIT_OR_MISS = "hit_or_miss", "Sometimes reaches the target"
    NONE = "none", "Not judged"


class LimitsKind(Word):
    """How far the limits of an XmR chart can be trusted."""

    NONE = "none", "Not enough points"
    TRIAL = "trial", "Trial limits"
    LOCKED = "locked", "Locked limits"
