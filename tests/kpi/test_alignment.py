"""What measures tie to the plan."""

import pytest

from kpi.queries import alignment_of
from strategic_plan.models import Plan
from tests.kpi.public.samples import PATH, make_measure, make_sample, observe, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(district_units, all_students, steward):
    return make_sample(district_units, steward)


def found(sample):
    plan = Plan.objects.in_force().get()
    numbers = {goal.pk: goal.number for goal in plan.goals.all()}
    alignment = alignment_of(plan)
    ties = {numbers[pk]: [(tie.text, tie.status) for tie in ties] for pk, ties in alignment.goals.items()}
    return ties, [gap.text for gap in alignment.gaps]


def test_active_measures_stand_under_their_goals_with_the_status_last_published(sample):
    measure = make_measure(sample, "attendance", goal=2, **PATH)
    observe(sample, measure, "SY2025-26", "89")
    make_measure(sample, "draft", goal=3, agree=False)
    publish(sample)
    make_measure(sample, "later", goal=2, evidence_type="perception")
    ties, _gaps = found(sample)
    assert ties == {2: [("Attendance", "on_track"), ("Later", "not_released")]}


def test_without_a_release_no_status_is_said(sample):
    make_measure(sample, "attendance", goal=1)
    assert found(sample)[0] == {1: [("Attendance", "not_released")]}


def test_goals_without_measures_or_with_one_kind_are_gaps(sample):
    make_measure(sample, "attendance", goal=1)
    make_measure(sample, "reading", goal=2)
    make_measure(sample, "survey", goal=2, evidence_type="perception")
    assert found(sample)[1] == [
        "Goal 1 has one kind of evidence only: performance. The planning policy asks for a variety.",
        "Goal 3 has no active measure.",
        "Goal 4 has no active measure.",
        "Goal 5 has no active measure.",
    ]


def test_the_number_of_queries_does_not_grow_with_the_measures(sample, django_assert_max_num_queries):
    for number in range(3):
        make_measure(sample, f"measure-{number}")
    plan = Plan.objects.in_force().get()
    with django_assert_max_num_queries(12) as few:
        alignment_of(plan)
    for number in range(3, 12):
        make_measure(sample, f"measure-{number}")
    with django_assert_max_num_queries(12) as many:
        alignment_of(plan)
    assert len(few) == len(many)
