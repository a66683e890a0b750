"""Reading stakeholder input: the list, and what nobody was heard about."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from strategic_plan.alignment import goal_word
from strategic_plan.models import CoreGoal, Plan, StakeholderInput

ON_A_PAGE = 50


def input_rows(plan: Plan, asked: Mapping[str, Any], *, page: Any = 1) -> Page[StakeholderInput]:
    """What was heard for a plan, latest first, as far as it matches what was asked."""
    rows = StakeholderInput.objects.filter(plan=plan).prefetch_related("goals", "strategies")
    if asked.get("goal"):
        rows = rows.filter(goal_links__goal=asked["goal"])
    if asked.get("audience"):
        rows = rows.filter(audiences__contains=[asked["audience"]])
    if asked.get("method"):
        rows = rows.filter(method=asked["method"])
    if asked.get("changed"):
        rows = rows.filter(changed="") if asked["changed"] == "not-yet" else rows.exclude(changed="")
    return Paginator(rows, ON_A_PAGE).get_page(page)


def input_detail(plan: int, pk: int) -> QuerySet[StakeholderInput]:
    """One input with what it speaks to."""
    rows = StakeholderInput.objects.select_related("plan", "recorded_by")
    return rows.filter(plan=plan, pk=pk).prefetch_related("goals", "strategies__goal")


def unheard_goals(plan: Plan) -> list[CoreGoal]:
    """The core goals of a plan that no input speaks to, neither itself nor through a strategy."""
    goals = plan.goals.filter(input_links=None, strategies__input_links=None)
    return list(goals.distinct())


def gap_sentences(plan: Plan) -> list[str]:
    """The same in words, with the district's own name for a goal."""
    word = goal_word(plan)
    return [f"No stakeholder input is recorded for {word} {goal.number}." for goal in unheard_goals(plan)]
