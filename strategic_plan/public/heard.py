"""Who was heard, as far as it is marked public; who recorded it and the evidence files stay inside."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from strategic_plan.models import StakeholderInput

FEWEST = 10  # fewer people are not counted in public

Rows = list[dict[str, Any]]


@dataclass
class Heard:
    """Public input by what it speaks to; the keys are primary keys."""

    whole: Rows = field(default_factory=list)
    goals: dict[int, Rows] = field(default_factory=lambda: defaultdict(list))
    strategies: dict[int, Rows] = field(default_factory=lambda: defaultdict(list))


def public_input(plan: int, as_of: dt.date) -> Heard:
    """What was heard for a plan, latest first; what speaks to no goal or strategy is about the whole plan."""
    found = Heard()
    rows = StakeholderInput.objects.filter(plan=plan, is_public=True, held_from__lte=as_of)
    for each in rows.prefetch_related("goal_links", "strategy_links"):
        told = _told(each)
        goals = [link.goal_id for link in each.goal_links.all()]
        strategies = [link.strategy_id for link in each.strategy_links.all()]
        for key in goals:
            found.goals[key].append(told)
        for key in strategies:
            found.strategies[key].append(told)
        if not goals and not strategies:
            found.whole.append(told)
    return found


def _told(each: StakeholderInput) -> dict[str, Any]:
    return {
        "title": each.title,
        "audiences": list(each.audiences),
        "method": each.method,
        "from": each.held_from.isoformat(),
        "to": each.held_to.isoformat() if each.held_to else "",
        "how_many": each.how_many if each.how_many and each.how_many >= FEWEST else None,
        "heard": each.heard,
        "changed": each.changed,
        "is_sample": each.is_sample,
    }
