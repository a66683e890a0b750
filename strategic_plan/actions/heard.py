"""Writes of stakeholder input: who was heard, and what it changed."""

from collections.abc import Iterable
from typing import Any

from district.actions.editing import one_change
from strategic_plan.models import CoreGoal, StakeholderInput, Strategy


def save_input(
    *,
    row: StakeholderInput,
    goals: Iterable[CoreGoal],
    strategies: Iterable[Strategy],
    by: Any,
    reason: str = "",
) -> StakeholderInput:
    """Add or change one time that people were heard, with the goals and strategies it speaks to.

    Raises Refused for an archived plan.
    """
    with one_change(by=by, reason=reason):
        row.save()  # a trigger looks at the plan, holds it, and refuses for an archived one
        row.goals.set(goals)
        row.strategies.set(strategies)
    return row
