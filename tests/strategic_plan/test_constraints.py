"""The database refuses nonsense: one test trips each named constraint of the plan's room."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from district.models import Person
from strategic_plan.models import (
    Amendment,
    CoreGoal,
    EvidenceFile,
    Initiative,
    InputGoal,
    InputStrategy,
    Milestone,
    Plan,
    PlanComponent,
    PlanVersion,
    StakeholderInput,
    StatusNote,
    Strategy,
)
from tests.plans import in_force
from tests.promises import known_words
from tests.strategic_plan.improvement.test_constraints import TRIPS as IMPROVEMENT

DAY, WEEK = dt.date(2026, 5, 5), dt.timedelta(weeks=1)
NOW = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)


def twice(make):
    def both(plan):
        make(plan)
        make(plan)

    return both


def another_plan(**fields):
    return lambda _plan: Plan.objects.create(**{"name": "x", "first_year": 2026, **fields})


def component(**fields):
    return lambda plan: PlanComponent.objects.create(plan=plan, **{"kind": "mission", **fields})


def goal(plan):
    CoreGoal.objects.create(plan=plan, number=1, name="x", aim="x")


def two_strategies_at_one_place(plan):
    goal = CoreGoal.objects.create(plan=plan, number=1, name="x", aim="x")
    for slug in ("x", "y"):
        Strategy.objects.create(goal=goal, slug=slug, name=slug, order=1)


def both_in_force(plan):
    in_force(plan, DAY)
    other = Plan.objects.create(name="Other", first_year=2027)
    version()(other)
    for kind in ("mission", "vision"):
        PlanComponent.objects.create(plan=other, kind=kind, text="x")
    Plan.objects.filter(pk=other.pk).update(state="adopted", adopted_on=DAY)


def version(**fields):
    words = {
        "number": 1, "kind": "adopted", "dated_on": DAY, "meeting_kind": "regular", "motion": "To adopt.",
        "moved_by": "Seat 1", "seconded_by": "Seat 2", "votes_for": 6, "content": {}, "sha256": "0",
    }  # fmt: skip
    return lambda plan: PlanVersion.objects.create(plan=plan, **{**words, **fields})


def amendment(**fields):
    return lambda plan: Amendment.objects.create(
        plan=plan, **{"reason": "x", "opened_by": someone(), **fields}
    )


def someone():
    found = Person.objects.filter(email="someone@example.org").first()
    return found or Person.objects.create_user("someone@example.org", password=None, name="someone")


def strategy(plan):
    goal, _made = CoreGoal.objects.get_or_create(plan=plan, number=1, defaults={"name": "x", "aim": "x"})
    return Strategy.objects.create(goal=goal, slug="x", name="x")


def initiative(**fields):
    def make(plan):
        words = {"name": "x", "starts_on": DAY, "due_on": DAY + WEEK, **fields}
        return Initiative.objects.create(strategy=strategy(plan), owner=someone(), **words)

    return make


def same_milestone(plan):
    row = initiative()(plan)
    for _time in (1, 2):
        Milestone.objects.create(initiative=row, name="x", due_on=DAY)


def note(**fields):
    return lambda plan: StatusNote.objects.create(
        initiative=initiative()(plan), dated_on=DAY, written_by=someone(), **fields
    )


def heard(**fields):
    return lambda plan: one_input(plan, **fields)


def one_input(plan, **fields):
    by = Person.objects.create_user("someone@example.org", password=None, name="someone")
    words = {"audiences": ["families"], "method": "survey", "held_from": dt.date(2026, 2, 3), "heard": "x"}
    return StakeholderInput.objects.create(plan=plan, title="x", recorded_by=by, **{**words, **fields})


def twice_linked(plan, kind):
    goal = CoreGoal.objects.create(plan=plan, number=1, name="x", aim="x")
    row = one_input(plan)
    for _time in (1, 2):
        if kind == "goal":
            InputGoal.objects.create(input=row, goal=goal)
        else:
            strategy = Strategy.objects.get_or_create(goal=goal, slug="x", name="x")[0]
            InputStrategy.objects.create(input=row, strategy=strategy)


def evidence(**fields):
    by = Person.objects.create_user("someone@example.org", password=None, name="someone")
    EvidenceFile.objects.create(
        **{"title": "x", "name": "x.pdf", "kind": "pdf", "size": 1, "uploaded_by": by, **fields}
    )


TRIPS: dict[str, Any] = {
    "plan_one_in_force": both_in_force,
    "plan_years_in_order": another_plan(last_year=2025),
    "plan_adoption_is_dated": lambda plan: in_force(plan, DAY) and Plan.objects.update(adopted_on=None),
    "plan_archived_with_day_and_reason": another_plan(state="archived"),
    "plan_levels_are_named": another_plan(goal_name=""),
    "plan_does_not_follow_itself": lambda plan: Plan.objects.update(follows=plan),
    "plan_strategy_address_once": twice(lambda plan: strategy(plan)),
    "plan_initiative_due_after_start": initiative(due_on=DAY - WEEK),
    "plan_initiative_finished_after_start": initiative(finished_on=DAY - WEEK),
    "plan_initiative_finished_or_stopped": initiative(finished_on=DAY, stopped_on=DAY, closing_note="x"),
    "plan_initiative_stopped_with_reason": initiative(stopped_on=DAY),
    "plan_milestone_named_once": same_milestone,
    "plan_status_note_says_something": note(text=""),
    "plan_version_number_once": twice(version()),
    "plan_version_adopted_first": version(number=2),
    "plan_version_amended_with_reason": version(number=2, kind="amended"),
    "plan_version_motion_carried": version(votes_for=3, votes_against=3),
    "plan_version_motion_is_said": version(motion=""),
    "plan_version_seconded_by_another": version(seconded_by=" SEAT 1 "),
    "plan_one_open_amendment": lambda plan: twice(amendment())(in_force(plan, DAY)),
    "plan_amendment_has_reason": lambda plan: amendment(reason="")(in_force(plan, DAY)),
    "plan_amendment_closed_with_outcome": lambda plan: amendment(closed_at=NOW)(in_force(plan, DAY)),
    "plan_one_mission_one_vision": twice(component()),
    "plan_goal_number_once": twice(goal),
    "plan_component_place_once": twice(component(kind="core_value", order=1)),
    "plan_strategy_place_once": lambda plan: two_strategies_at_one_place(plan),
    "plan_input_audiences_known": heard(audiences=[]),
    "plan_input_days_in_order": heard(held_to=dt.date(2025, 1, 1)),
    "plan_input_heard_someone": heard(how_many=0),
    "plan_input_goal_once": lambda plan: twice_linked(plan, "goal"),
    "plan_input_strategy_once": lambda plan: twice_linked(plan, "strategy"),
    "plan_evidence_is_not_empty": lambda _plan: evidence(size=0),
    "plan_evidence_withdrawn_says_who_and_why": lambda _plan: evidence(withdrawn_at=NOW, delete_after=NOW),
    "plan_evidence_withdrawn_is_deleted_some_day": lambda _plan: evidence(withdrawn_at=NOW),
    "plan_evidence_deleted_after_withdrawal": lambda _plan: evidence(is_deleted=True),
}


def trip(name, plan):
    TRIPS[name](plan)
    connection.check_constraints()  # those that wait for the end of a transaction, too


@pytest.mark.django_db
@pytest.mark.parametrize("name", TRIPS)
def test_the_database_refuses(name):
    plan = Plan.objects.create(name="Plan", first_year=2026)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        trip(name, plan)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_every_named_constraint_is_tripped():
    named = {
        constraint.name
        for model in apps.get_app_config("strategic_plan").get_models()
        if not model.__name__.endswith("Event")
        for constraint in model._meta.constraints
    }
    assert named - set(known_words()) == set(TRIPS) | set(IMPROVEMENT)
