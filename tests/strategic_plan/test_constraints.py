"""The database refuses nonsense: one test trips each named constraint of the plan's room."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from strategic_plan.models import CoreGoal, Plan, PlanComponent


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


TRIPS: dict[str, Any] = {
    "plan_one_adopted": twice(another_plan(state="adopted", adopted_on=dt.date(2026, 6, 9))),
    "plan_years_in_order": another_plan(last_year=2025),
    "plan_adoption_is_dated": another_plan(state="adopted"),
    "plan_state_known": another_plan(state="adoptd"),
    "plan_one_mission_one_vision": twice(component()),
    "plan_component_kind_known": component(kind="slogan"),
    "plan_goal_number_once": twice(goal),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", TRIPS)
def test_the_database_refuses(name):
    plan = Plan.objects.create(name="Plan", first_year=2026)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        TRIPS[name](plan)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_every_named_constraint_is_tripped():
    named = {
        constraint.name
        for model in apps.get_app_config("strategic_plan").get_models()
        if not model.__name__.endswith("Event")
        for constraint in model._meta.constraints
    }
    assert named == set(TRIPS)
