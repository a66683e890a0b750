"""A plan, a process, a line with one cycle in Plan, and a small criteria set."""

import datetime as dt

import pytest

from strategic_plan.models import (
    Assessment,
    AssessmentItem,
    AssessmentRating,
    Category,
    CoreGoal,
    CriteriaSet,
    Cycle,
    CycleLine,
    CycleQuestion,
    Plan,
    Process,
    Strategy,
)


@pytest.fixture
def goal(db):
    plan = Plan.objects.create(name="Plan", first_year=2026)
    return CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")


@pytest.fixture
def strategy(goal):
    return Strategy.objects.create(goal=goal, slug="reading", name="Reading lessons")


@pytest.fixture
def process(district_units, principal):
    """A process of school A that nothing is known of yet."""
    return Process.objects.create(
        name="Morning calls", unit=district_units.school_a, owner=principal, began_on=dt.date(2026, 1, 5)
    )


@pytest.fixture
def line(district_units, strategy):
    return CycleLine.objects.create(name="Exit tickets", unit=district_units.school_a, strategy=strategy)


@pytest.fixture
def cycle(line, principal):
    """A cycle of school A in Plan, with one question and its prediction; ready for Do."""
    cycle = Cycle.objects.create(
        line=line,
        owner=principal,
        objective="Find out whether exit tickets show who needs help.",
        change_tested="A three-question exit ticket on Fridays.",
        measured_how="Tickets with two or more right answers, counted by the teacher.",
        starts_on=dt.date(2026, 1, 5),
        ends_on=dt.date(2026, 2, 13),
    )
    CycleQuestion.objects.create(
        cycle=cycle, question="How many pass the first time?", prediction="Two of three."
    )
    return cycle


@pytest.fixture
def criteria(db):
    """A set in use with one category of processes and one of results."""
    row = CriteriaSet.objects.create(
        slug="policy", name="Policy 105", edition="2022", source="Policy 105", is_in_use=True
    )
    Category.objects.create(
        criteria_set=row, number=1, slug="workforce-focus", name="workforce focus", kind="process"
    )
    Category.objects.create(
        criteria_set=row, number=2, slug="desired-results", name="desired results", kind="results"
    )
    return row


@pytest.fixture
def assessment(criteria, plan_editor):
    """An open assessment with one category, one factor of it judged."""
    assessment = Assessment.objects.create(
        criteria_set=criteria, as_of=dt.date(2026, 6, 1), opened_by=plan_editor
    )
    item = AssessmentItem.objects.create(assessment=assessment, category=criteria.categories.get(number=1))
    AssessmentRating.objects.create(item=item, factor="approach", words="Interviews.", band="0-5")
    return assessment
