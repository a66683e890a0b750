"""Which fields of a version belong together, and what people call them."""

from typing import NamedTuple

from kpi.domain import Lifecycle

OPEN_STATES = (Lifecycle.PROPOSED, Lifecycle.AGREED_SUPERINTENDENT, Lifecycle.AGREED_BOARD)


class Named(NamedTuple):
    """A field of a version with its label and, where one helps, a hint."""

    name: str
    label: str
    hint: str = ""


class Section(NamedTuple):
    """Fields that are read and written together."""

    title: str
    fields: tuple[Named, ...]


SECTIONS = (
    Section(
        "What it is",
        (
            Named("name", "Name"),
            Named("question", "Question it answers", "In plain words, as a parent would ask it."),
            Named("main_goal", "Core goal it serves"),
            Named("role", "Role"),
            Named("evidence_type", "Kind of evidence"),
            Named("tags", "Tags", "CACR and Baldrige tags, separated by commas."),
            Named("definition", "Definition"),
            Named("rationale", "Why it matters"),
            Named("limitations", "What it does not say"),
        ),
    ),
    Section(
        "How it is counted",
        (
            Named("numerator_words", "Numerator", "What is counted."),
            Named("denominator_words", "Denominator", "Out of how many."),
            Named("formula", "Formula", "For an index or a mean."),
            Named("inclusion_rules", "Who is included and who is not"),
            Named("population", "Population and grades"),
            Named(
                "population_code",
                "Counts the same people as",
                "A short name that all measures about the very same people share, for example "
                "tested-in-reading. What one of them hides, all hide. Leave it empty if no other "
                "measure counts these people.",
            ),
            Named("people_counted", "People counted", "What n counts: students, answers, staff."),
            Named("unit_of_measure", "Unit"),
            Named("unit_word", "Word after the number", "For example days."),
            Named("decimals", "Decimals shown"),
            Named("direction", "Which way is better"),
            Named("band_low", "Range from", "Only where a range is best."),
            Named("band_high", "Range to"),
            Named("lowest_value", "Lowest possible value"),
            Named("highest_value", "Highest possible value"),
            Named("categories", "Words of the rating", "In order, with | between them."),
        ),
    ),
    Section(
        "When, and where from",
        (
            Named("frequency", "How often"),
            Named("period_type", "Kind of period"),
            Named("next_result", "Next result expected", "For example August 2027."),
            Named("release_calendar", "Collection and release dates"),
            Named("source", "Source and who provides it"),
            Named("source_url", "Web address of the source"),
            Named("collection_method", "How it is collected"),
            Named("owner_role", "Owner", "A role, never a person's name."),
            Named("contact", "Contact"),
            Named("steward_role", "Who loads it"),
            Named("validation", "How it is checked"),
        ),
    ),
    Section(
        "How it is shown",
        (
            Named(
                "disaggregations",
                "Student groups that may be shown",
                "Codes of group schemes, separated by commas. Left empty, every group may be shown.",
            ),
            Named("comparison_words", "Compared with"),
            Named("is_comparison_same_definition", "The comparison uses the same definition"),
            Named("min_n", "Smallest group shown", "At least 10, by state law."),
            Named("coding_policy", "Very high and very low values"),
            Named("revision_policy", "How results are revised"),
            Named("references", "References"),
            Named("licence", "License"),
        ),
    ),
)
TARGETS = Section(
    "Baseline and targets",
    (
        Named("series", "Series", "Targets belong to results that can be compared with the baseline."),
        Named("baseline_period", "Baseline period", "Written like SY2025-26, FY2026 or COHORT2026-4YR."),
        Named("baseline_value", "Baseline value"),
        Named("final_period", "Final period"),
        Named("final_value", "Final target"),
        Named("tolerance", "Tolerance", "How far behind the path still counts as just behind."),
        Named("group_floor", "Floor for each student group"),
    ),
)

DEFINITION_FIELDS = tuple(field.name for section in SECTIONS for field in section.fields)
TARGET_FIELDS = tuple(field.name for field in TARGETS.fields)
