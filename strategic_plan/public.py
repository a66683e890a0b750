"""Compiles the adopted plan into a release: its words, core goals and strategies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publication.compiling import Draft
from publication.domain import Item
from strategic_plan.domain import PlanState
from strategic_plan.models import CoreGoal, Plan


def compile_plan(_draft: Draft) -> Iterable[Item]:
    """Return the plan and one item per core goal; without an adopted plan, an empty plan."""
    plan = (
        Plan.objects.filter(state=PlanState.ADOPTED)
        .prefetch_related("components", "goals__strategies")
        .first()
    )
    goals = list(plan.goals.all()) if plan else []
    yield Item("plan", "", _plan(plan, goals))
    for position, goal in enumerate(goals):
        neighbours = {
            "previous": _short(goals[position - 1]) if position else None,
            "next": _short(goals[position + 1]) if position + 1 < len(goals) else None,
        }
        years = {"first_year": plan.first_year, "last_year": plan.last_year} if plan else {}
        yield Item("goal", str(goal.number), _goal(goal) | years | neighbours)


def _plan(plan: Plan | None, goals: list[CoreGoal]) -> dict[str, Any]:
    if plan is None:
        return {"name": "", "components": [], "goals": []}
    return {
        "name": plan.name,
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "adopted_on": plan.adopted_on.isoformat() if plan.adopted_on else "",
        "source": plan.source,
        "is_sample": plan.is_sample,
        "components": [
            {"kind": each.kind, "title": each.title, "text": each.text, "is_sample": each.is_sample}
            for each in plan.components.all()
        ],
        "goals": [_short(goal) | {"aim": goal.aim, "leader": goal.leader} for goal in goals],
    }


def _short(goal: CoreGoal) -> dict[str, Any]:
    return {"number": goal.number, "name": goal.name}


def _goal(goal: CoreGoal) -> dict[str, Any]:
    return _short(goal) | {
        "aim": goal.aim,
        "leader": goal.leader,
        "is_sample": goal.is_sample,
        "strategies": [
            {
                "slug": each.slug,
                "name": each.name,
                "theory_of_action": each.theory_of_action,
                "leader": each.leader,
                "is_sample": each.is_sample,
            }
            for each in goal.strategies.all()
        ],
    }
