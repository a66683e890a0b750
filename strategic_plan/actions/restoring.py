"""Putting the words of a plan back to a version, row by row, each under the key it had."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import ProtectedError, QuerySet

from district.actions import Refused
from strategic_plan.content import COMPONENT, FRAME, GOAL, LEVELS, STRATEGY
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy


def put_back(plan: Plan, content: Mapping[str, Any]) -> None:
    """Give every row of a plan the words of a version; rows added since are removed, removed ones return."""
    goals = content["goals"]
    strategies = [each | {"goal_id": goal["key"]} for goal in goals for each in goal["strategies"]]
    own_strategies = Strategy.objects.filter(goal__plan=plan)
    _drop_others(own_strategies, strategies)
    _drop_others(CoreGoal.objects.filter(plan=plan), goals)
    _drop_others(PlanComponent.objects.filter(plan=plan), content["components"])
    for place, strategy in enumerate(own_strategies):
        Strategy.objects.filter(pk=strategy.pk).update(slug=f"out-of-the-way-{place}")
    _write(PlanComponent, content["components"], COMPONENT, plan_id=plan.pk)
    _write(CoreGoal, goals, GOAL, plan_id=plan.pk)
    _write(Strategy, strategies, (*STRATEGY, "goal_id"))
    for field in FRAME:
        setattr(plan, field, content[field])
    for level in LEVELS:
        one, many = content["levels"][level]
        setattr(plan, f"{level}_name", one)
        setattr(plan, f"{level}_name_plural", many)
    plan.save()


def _drop_others(rows: "QuerySet[Any]", kept: Iterable[Mapping[str, Any]]) -> None:
    try:
        rows.exclude(pk__in=[each["key"] for each in kept]).delete()
    except ProtectedError as error:
        user = next(iter(error.protected_objects))
        raise Refused(
            f"Something was added in this amendment and is in use already: {user}. "
            "Move that elsewhere, then withdraw."
        ) from error


def _write(model: Any, kept: Iterable[Mapping[str, Any]], fields: Iterable[str], **placed: int) -> None:
    for each in kept:
        words = {field: each[field] for field in fields} | placed
        if not model.objects.filter(pk=each["key"]).update(**words):
            model.objects.create(pk=each["key"], **words)
