"""The words of a plan as one value: what the Board adopts, what a version keeps, what the public reads.

A version's ``content`` looks like this; ``key`` is the primary key of the row that held the words::

    {"name": "Strategic Roadmap", "first_year": 2023, "last_year": None, "source": "…", "is_sample": False,
     "levels": {"goal": ["Core goal", "Core goals"], "strategy": ["Strategy", "Strategies"],
                "initiative": ["Initiative", "Initiatives"]},
     "components": [{"key": 1, "kind": "mission", "title": "", "text": "…", "order": 0,
                     "is_sample": False}, …],
     "goals": [{"key": 1, "number": 1, "name": "…", "aim": "…", "leader": "…", "is_sample": False,
                "strategies": [{"key": 1, "slug": "…", "name": "…", "theory_of_action": "…", "leader": "…",
                                "order": 0, "is_sample": True}, …]}, …]}
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from strategic_plan.domain import adoption_blocks
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy

FRAME = ("name", "first_year", "last_year", "source", "is_sample")
LEVELS = ("goal", "strategy", "initiative")
COMPONENT = ("kind", "title", "text", "order", "is_sample")
GOAL = ("number", "name", "aim", "leader", "is_sample")
STRATEGY = ("slug", "name", "theory_of_action", "leader", "order", "is_sample")


def content_of(plan: Plan) -> dict[str, Any]:
    """The words of a plan as they are in its rows now; three queries."""
    strategies: dict[int, list[dict[str, Any]]] = {}
    for strategy in Strategy.objects.filter(goal__plan=plan).order_by("order", "name", "pk"):
        strategies.setdefault(strategy.goal_id, []).append(_words(strategy, STRATEGY))
    goals = CoreGoal.objects.filter(plan=plan).order_by("number")
    return {
        **{field: getattr(plan, field) for field in FRAME},
        "levels": {
            level: [getattr(plan, f"{level}_name"), getattr(plan, f"{level}_name_plural")] for level in LEVELS
        },
        "components": [
            _words(each, COMPONENT)
            for each in PlanComponent.objects.filter(plan=plan).order_by("order", "pk")
        ],
        "goals": [_words(goal, GOAL) | {"strategies": strategies.get(goal.pk, [])} for goal in goals],
    }


def fingerprint(content: dict[str, Any]) -> str:
    """The SHA-256 of a content, whatever order its fields were stored in."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def blocks(content: dict[str, Any]) -> list[str]:
    """What a plan with these words lacks before the Board can adopt it, in sentences."""
    return adoption_blocks(
        [(each["kind"], each["text"]) for each in content["components"]],
        goals=len(content["goals"]),
        goal_word=content["levels"]["goal"][0],
    )


def _words(row: Any, fields: Iterable[str]) -> dict[str, Any]:
    return {"key": row.pk, **{field: getattr(row, field) for field in fields}}
