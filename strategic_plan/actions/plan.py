"""Writes of the plan: its frame, its words, its goals and strategies."""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from district.history import change
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy

Row = TypeVar("Row", bound=Model)


def save_plan(*, plan: Plan, by: Any, reason: str = "") -> Plan:
    """Add or change a plan: name, years, state."""
    return _save(plan, by, reason)


def save_component(*, component: PlanComponent, by: Any, reason: str = "") -> PlanComponent:
    """Add or change a text of the plan, such as its mission."""
    return _save(component, by, reason)


def save_goal(*, goal: CoreGoal, by: Any, reason: str = "") -> CoreGoal:
    """Add or change a core goal."""
    return _save(goal, by, reason)


def save_strategy(*, strategy: Strategy, by: Any, reason: str = "") -> Strategy:
    """Add or change a strategy of a core goal."""
    return _save(strategy, by, reason)


def _save(row: Row, by: Any, reason: str) -> Row:
    with transaction.atomic(), change(by=by, reason=reason):
        row.save()
    return row
