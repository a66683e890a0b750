"""The database refuses nonsense: one test trips each named constraint of improvement."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from strategic_plan.models import (
    AssessmentItem,
    AssessmentRating,
    Category,
    CategoryMatch,
    CriteriaSet,
    Cycle,
    CycleLine,
    CycleQuestion,
    GoalTag,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessFeed,
    ProcessTag,
    StrategyTag,
)
from strategic_plan.models.assessments import Assessment

DAY = dt.date(2026, 5, 4)


def twice(make):
    def both(rows):
        make(rows)
        make(rows)

    return both


def another_set(**fields):
    return lambda _rows: CriteriaSet.objects.create(
        **{"slug": "other", "name": "x", "edition": "x", "source": "x", **fields}
    )


def another_category(**fields):
    return lambda rows: Category.objects.create(
        **{"criteria_set": rows.criteria, "number": 9, "slug": "x", "name": "x", "kind": "process", **fields}
    )


def match(**fields):
    return lambda rows: CategoryMatch.objects.create(
        **{"category": rows.category, "newer": rows.results, "source": "x", **fields}
    )


def of(name, **fields):
    """Change the row of a fixture in the database."""

    def change(rows):
        row = getattr(rows, name)
        type(row).objects.filter(pk=row.pk).update(
            **{key: value(rows) if callable(value) else value for key, value in fields.items()}
        )

    return change


def start(rows):
    Cycle.objects.filter(pk=rows.cycle.pk).update(step="do", do_started_at=timezone.now())


def after_start(make):
    def both(rows):
        start(rows)
        make(rows)

    return both


def feed(**fields):
    return lambda rows: ProcessFeed.objects.create(
        process=rows.process, **{key: value(rows) for key, value in fields.items()}
    )


def close(rows):
    Assessment.objects.filter(pk=rows.assessment.pk).update(
        closed_on=DAY.replace(year=2027), closed_by=rows.principal
    )


def close_whole_and(make):
    def both(rows):
        AssessmentRating.objects.update(band="10-25", words="x", evidence="x")
        close(rows)
        make(rows)

    return both


TRIPS: dict[str, Any] = {
    "criteria_one_set_in_use": another_set(is_in_use=True),
    "criteria_category_number_once": another_category(number=1),
    "criteria_category_slug_once": another_category(slug="workforce-focus"),
    "criteria_match_once": twice(match()),
    "criteria_match_is_not_itself": lambda rows: match(newer=rows.category)(rows),
    "criteria_match_has_source": match(source=""),
    "plan_goal_tag_once": twice(lambda rows: GoalTag.objects.create(goal=rows.goal, category=rows.category)),
    "plan_strategy_tag_once": twice(
        lambda rows: StrategyTag.objects.create(strategy=rows.strategy, category=rows.category)
    ),
    "process_tag_once": twice(
        lambda rows: ProcessTag.objects.create(process=rows.process, category=rows.category)
    ),
    "process_document_is_https": of("process", document_url="http://example.org", document_name="x"),
    "process_document_has_name": of("process", document_url="https://example.org/x"),
    "process_evaluated_within_years": of("process", evaluate_every=0),
    "process_ends_after_it_began": of("process", ended_on=dt.date(2020, 1, 1), ended_because="x"),
    "process_ends_with_reason": of("process", ended_on=DAY),
    "process_used_by_unit_once": twice(
        lambda rows: ProcessDeployment.objects.create(process=rows.process, unit=rows.school, since=DAY)
    ),
    "process_evaluation_says_what_was_learned": lambda rows: ProcessEvaluation.objects.create(
        process=rows.process, evaluated_on=DAY, how="x", learned="", recorded_by=rows.principal
    ),
    "process_feeds_one_thing": feed(goal=lambda rows: rows.goal, strategy=lambda rows: rows.strategy),
    "process_does_not_feed_itself": feed(other=lambda rows: rows.process),
    "process_feeds_once": twice(feed(goal=lambda rows: rows.goal)),
    "cycle_line_improves_something": lambda rows: CycleLine.objects.create(name="x", unit=rows.school),
    "cycle_number_once_in_line": lambda rows: Cycle.objects.create(line=rows.line, owner=rows.principal),
    "cycle_one_open_in_line": lambda rows: Cycle.objects.create(
        line=rows.line, owner=rows.principal, number=2
    ),
    "cycle_do_is_dated": of("cycle", step="do"),
    "cycle_closes_with_a_decision": after_start(of("cycle", step="closed", closed_on=DAY)),
    "cycle_days_in_order": of("cycle", ends_on=dt.date(2025, 1, 1)),
    "assessment_one_open": lambda rows: Assessment.objects.create(
        criteria_set=rows.criteria, as_of=DAY, opened_by=rows.principal
    ),
    "assessment_closed_by_someone": of("assessment", closed_by=lambda rows: rows.principal),
    "assessment_closed_after_its_day": lambda rows: close_whole_and(lambda _rows: None)(
        SimpleNamespace(**vars(rows) | {"assessment": late(rows.assessment)})
    ),
    "assessment_category_once": lambda rows: AssessmentItem.objects.create(
        assessment=rows.assessment, category=rows.category
    ),
    "assessment_factor_once": lambda rows: AssessmentRating.objects.create(
        item=rows.assessment.items.get(), factor="approach"
    ),
}
# What one row alone cannot say: triggers refuse it, and name the rule like a constraint.
RULES: dict[str, Any] = {
    "assessment_band_has_evidence": lambda _rows: AssessmentRating.objects.update(band="10-25"),
    "cycle_begins_with_plan": lambda rows: Cycle.objects.create(
        line=rows.line, owner=rows.principal, number=2, step="do", do_started_at=timezone.now()
    ),
    "cycle_do_began_once": after_start(of("cycle", do_started_at=timezone.now())),
    "cycle_predicts_before_do": lambda rows: (CycleQuestion.objects.update(prediction=" "), start(rows)),
    "cycle_prediction_is_locked": after_start(lambda _rows: CycleQuestion.objects.update(prediction="All.")),
    "cycle_result_after_do": lambda _rows: CycleQuestion.objects.update(result="Two of three."),
    "assessment_is_frozen": close_whole_and(of("assessment", as_of=DAY)),
    "assessment_is_whole_when_closed": lambda rows: (AssessmentRating.objects.update(words=" "), close(rows)),
}


def late(assessment):
    """The same assessment, about a day that has not come when it is closed."""
    Assessment.objects.filter(pk=assessment.pk).update(as_of=dt.date(2030, 1, 1))
    return assessment


@pytest.fixture
def rows(district_units, principal, goal, strategy, process, line, cycle, criteria, assessment):
    return SimpleNamespace(
        school=district_units.school_a,
        principal=principal,
        goal=goal,
        strategy=strategy,
        process=process,
        line=line,
        cycle=cycle,
        criteria=criteria,
        category=criteria.categories.get(number=1),
        results=criteria.categories.get(number=2),
        assessment=assessment,
    )


@pytest.mark.parametrize("name", [*TRIPS, *RULES])
def test_the_database_refuses(rows, name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        (TRIPS | RULES)[name](rows)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


@pytest.mark.parametrize(
    "change",
    [
        lambda _item: AssessmentRating.objects.update(words="Other words."),
        lambda _item: AssessmentRating.objects.all().delete(),
        lambda item: AssessmentRating.objects.create(item=item, factor="learning"),
        lambda item: AssessmentItem.objects.filter(pk=item.pk).update(not_assessed_because="x"),
        lambda item: item.assessment.delete(),
    ],
)
def test_no_part_of_a_closed_assessment_changes(rows, change):
    item = rows.assessment.items.get()
    close_whole_and(lambda _rows: None)(rows)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change(item)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == "assessment_is_frozen"


@pytest.mark.parametrize(
    "change",
    [
        lambda cycle: CycleQuestion.objects.create(cycle=cycle, question="Another?", prediction="Yes."),
        lambda _cycle: CycleQuestion.objects.update(question="Another?"),
        lambda _cycle: CycleQuestion.objects.all().delete(),
    ],
)
def test_no_question_is_added_changed_or_removed_after_do_began(rows, change):
    start(rows)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change(rows.cycle)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == "cycle_prediction_is_locked"
