"""The database refuses nonsense: one test trips each named constraint of the plan's room."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from district.models import Person
from strategic_plan.models import (
    CoreGoal,
    EvidenceFile,
    InputGoal,
    InputStrategy,
    Plan,
    PlanComponent,
    StakeholderInput,
    Strategy,
)
from tests.strategic_plan.improvement.test_constraints import TRIPS as IMPROVEMENT

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
    "plan_one_adopted": twice(another_plan(state="adopted", adopted_on=dt.date(2026, 6, 9))),
    "plan_years_in_order": another_plan(last_year=2025),
    "plan_adoption_is_dated": another_plan(state="adopted"),
    "plan_state_known": another_plan(state="adoptd"),
    "plan_one_mission_one_vision": twice(component()),
    "plan_component_kind_known": component(kind="slogan"),
    "plan_goal_number_once": twice(goal),
    "plan_component_place_once": twice(component(kind="core_value", order=1)),
    "plan_strategy_place_once": lambda plan: two_strategies_at_one_place(plan),
    "plan_input_audiences_known": heard(audiences=[]),
    "plan_input_method_known": heard(method="guess"),
    "plan_input_days_in_order": heard(held_to=dt.date(2025, 1, 1)),
    "plan_input_heard_someone": heard(how_many=0),
    "plan_input_goal_once": lambda plan: twice_linked(plan, "goal"),
    "plan_input_strategy_once": lambda plan: twice_linked(plan, "strategy"),
    "plan_evidence_kind_known": lambda _plan: evidence(kind="exe"),
    "plan_evidence_is_not_empty": lambda _plan: evidence(size=0),
    "plan_evidence_withdrawn_says_who_and_why": lambda _plan: evidence(withdrawn_at=NOW),
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
    assert named == set(TRIPS) | set(IMPROVEMENT)
