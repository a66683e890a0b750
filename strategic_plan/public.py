"""Compiles the plan in force into a release: the words the Board decided, never the live rows (ADR 8).

The words come from the ``content`` of the latest version of the plan (its shape is in
:mod:`strategic_plan.content`), so an amendment that is still being written stays inside. Two kinds of item:

- ``("plan", "")``: the frame, ``levels`` (what the district calls goals, strategies and initiatives, each as
  ``{"one", "many"}``), when the Board adopted and amended it, ``components`` and the goals in short;
- ``("goal", number)``: one goal with its strategies, the levels, and the goals beside it.

Work on the way (initiatives, notes) is not part of a version: it is read live where it is marked public.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publication.compiling import Draft
from publication.domain import Item
from strategic_plan.domain import VersionKind
from strategic_plan.models import PlanVersion

NO_PLAN: dict[str, Any] = {"name": "", "components": [], "goals": []}


def compile_plan(_draft: Draft) -> Iterable[Item]:
    """Return the plan and one item per core goal; without a plan in force, an empty plan."""
    version = PlanVersion.objects.in_force()
    if version is None:
        yield Item("plan", "", NO_PLAN)
        return
    content = version.content
    goals = content["goals"]
    yield Item("plan", "", _plan(version))
    shared = {
        "first_year": content["first_year"],
        "last_year": content["last_year"],
        "levels": _levels(content),
    }
    for position, goal in enumerate(goals):
        neighbours = {
            "previous": _short(goals[position - 1]) if position else None,
            "next": _short(goals[position + 1]) if position + 1 < len(goals) else None,
        }
        yield Item("goal", str(goal["number"]), _goal(goal) | shared | neighbours)


def _plan(version: PlanVersion) -> dict[str, Any]:
    content, plan = version.content, version.plan
    return {
        "name": content["name"],
        "first_year": content["first_year"],
        "last_year": content["last_year"],
        "adopted_on": plan.adopted_on.isoformat() if plan.adopted_on else "",
        "version": version.number,
        "amendments": [
            {"on": each.dated_on.isoformat(), "reason": each.reason}
            for each in plan.versions.filter(kind=VersionKind.AMENDED).order_by("number")
        ],
        "source": content["source"],
        "is_sample": content["is_sample"],
        "levels": _levels(content),
        "components": [
            {field: each[field] for field in ("kind", "title", "text", "is_sample")}
            for each in content["components"]
        ],
        "goals": [_short(goal) | {"aim": goal["aim"], "leader": goal["leader"]} for goal in content["goals"]],
    }


def _levels(content: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {level: {"one": one, "many": many} for level, (one, many) in content["levels"].items()}


def _short(goal: dict[str, Any]) -> dict[str, Any]:
    return {"number": goal["number"], "name": goal["name"]}


def _goal(goal: dict[str, Any]) -> dict[str, Any]:
    fields = ("slug", "name", "theory_of_action", "leader", "is_sample")
    return _short(goal) | {
        "aim": goal["aim"],
        "leader": goal["leader"],
        "is_sample": goal["is_sample"],
        "strategies": [{field: each[field] for field in fields} for each in goal["strategies"]],
    }
