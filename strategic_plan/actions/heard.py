"""Writes of stakeholder input: who was heard, and what it changed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from district.actions import Refused
from district.history import change
from strategic_plan.domain import ARCHIVED_IS_FINAL, PlanState, work_is_open
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
    if not work_is_open(PlanState(row.plan.state)):
        raise Refused(ARCHIVED_IS_FINAL)
    with transaction.atomic(), change(by=by, reason=reason):
        row.save()
        row.goals.set(goals)
        row.strategies.set(strategies)
    return row
