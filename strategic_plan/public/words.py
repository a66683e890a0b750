"""Compiles the plan in force into a release: the words the Board decided, never the live rows (ADR 8).

The words come from the ``content`` of the latest version of the plan (its shape is in
:mod:`strategic_plan.content`), so an amendment that is still being written stays inside. Three kinds of item:

- ``("plan", "")``: the frame, ``levels`` (what the district calls goals, strategies and initiatives, each as
  ``{"one", "many"}``), when the Board adopted and amended it, ``components`` and the goals in short;
- ``("goal", number)``: one goal with its strategies, the levels, the latest notes, who was heard, and the
  goals beside it;
- ``("strategy", address)``: one strategy with its initiatives, who was heard, and the strategies beside it.

Work on the way (initiatives, notes) and what was heard are not part of a version: they are read live where
they are marked public. A release of before lacks what later ones hold; ``strategic_plan.plan_page`` has the
defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from publication.compiling import Draft
from publication.domain import Item
from strategic_plan.models import PlanVersion
from strategic_plan.public.heard import public_input
from strategic_plan.public.work import Work, latest_notes, public_work, standings

Row = dict[str, Any]
STRATEGY = ("slug", "name", "theory_of_action", "leader", "is_sample")
NO_PLAN: dict[str, Any] = {"name": "", "components": [], "goals": []}


def compile_plan(draft: Draft) -> Iterable[Item]:
    """Return the plan, its goals and its strategies; without a plan in force, an empty plan."""
    version = PlanVersion.objects.in_force()
    if version is None:
        yield Item("plan", "", NO_PLAN)
        return
    content = version.content
    goals = content["goals"]
    heard = public_input(version.plan_id, draft.as_of)
    work = public_work((each["key"] for goal in goals for each in goal["strategies"]), draft.as_of)
    addresses = _addresses(goals)
    yield Item("plan", "", _plan(version) | {"heard": heard.whole})
    shared = {
        "first_year": content["first_year"],
        "last_year": content["last_year"],
        "levels": _levels(content),
    }
    for goal, beside in _with_neighbours(goals, _short):
        told = {"notes": _notes(goal, work), "heard": heard.goals.get(goal["key"], [])}
        yield Item("goal", str(goal["number"]), _goal(goal, work, addresses) | shared | beside | told)
        for each, siblings in _with_neighbours(goal["strategies"], lambda row: _named(row, addresses)):
            told_here = {
                "goal": _short(goal),
                "levels": shared["levels"],
                "initiatives": work.get(each["key"], []),
                "heard": heard.strategies.get(each["key"], []),
            }
            yield Item("strategy", addresses[each["key"]], _strategy(each) | siblings | told_here)


def _addresses(goals: list[Row]) -> dict[int, str]:
    """The public address of each strategy; two of one name are told apart by their goal."""
    addresses: dict[int, str] = {}
    for goal in goals:
        for each in goal["strategies"]:
            taken = set(addresses.values())
            slug = each["slug"]
            addresses[each["key"]] = f"{slug}-goal-{goal['number']}" if slug in taken else slug
    return addresses


def _with_neighbours(rows: list[Row], short: Callable[[Row], Row]) -> Iterator[tuple[Row, Row]]:
    for position, row in enumerate(rows):
        following = rows[position + 1] if position + 1 < len(rows) else None
        yield (
            row,
            {
                "previous": short(rows[position - 1]) if position else None,
                "next": short(following) if following else None,
            },
        )


def _plan(version: PlanVersion) -> dict[str, Any]:
    content, plan = version.content, version.plan
    return {
        "name": content["name"],
        "first_year": content["first_year"],
        "last_year": content["last_year"],
        "adopted_on": plan.adopted_on.isoformat() if plan.adopted_on else "",
        "version": version.number,
        "versions": [_decision(each) for each in plan.versions.order_by("number")],
        "source": content["source"],
        "is_sample": content["is_sample"],
        "levels": _levels(content),
        "components": [
            {field: each[field] for field in ("kind", "title", "text", "is_sample")}
            for each in content["components"]
        ],
        "goals": [_short(goal) | {"aim": goal["aim"], "leader": goal["leader"]} for goal in content["goals"]],
    }


def _decision(version: PlanVersion) -> Row:
    """A motion of the Board, without the names of those who moved it."""
    return {
        "number": version.number,
        "kind": version.kind,
        "on": version.dated_on.isoformat(),
        "reason": version.reason,
        "motion": version.motion,
        "votes_for": version.votes_for,
        "votes_against": version.votes_against,
        "is_sample": version.is_sample,
    }


def _levels(content: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {level: {"one": one, "many": many} for level, (one, many) in content["levels"].items()}


def _short(goal: Row) -> Row:
    return {"number": goal["number"], "name": goal["name"]}


def _named(strategy: Row, addresses: dict[int, str]) -> Row:
    return {"key": addresses[strategy["key"]], "name": strategy["name"]}


def _goal(goal: Row, work: Work, addresses: dict[int, str]) -> Row:
    return _short(goal) | {
        "aim": goal["aim"],
        "leader": goal["leader"],
        "is_sample": goal["is_sample"],
        "strategies": [
            _strategy(each)
            | {"key": addresses[each["key"]], "standings": standings(work.get(each["key"], []))}
            for each in goal["strategies"]
        ],
    }


def _strategy(each: Row) -> Row:
    return {field: each[field] for field in STRATEGY}


def _notes(goal: Row, work: Work) -> list[Row]:
    return latest_notes(row for each in goal["strategies"] for row in work.get(each["key"], []))
