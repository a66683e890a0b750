"""Writes of the plan: its frame, its words, its goals and strategies."""

from itertools import chain, count
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.text import slugify

from district.actions.editing import last_place, one_change
from district.editing import kind_of
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
    """Add or change a strategy of a core goal; a new one gets an address that stays when its name changes."""
    if not strategy.slug:
        strategy.slug = _free_address(strategy.name)
    return _save(strategy, by, reason)


def _save(row: Row, by: Any, reason: str) -> Row:
    """Write a row; a new one takes the last place of its list."""
    kind = kind_of(row)
    with one_change(by=by, reason=reason):
        if row.pk is None and kind.order:
            setattr(row, kind.order, last_place(kind, row))
        row.save()
    return row


def _free_address(name: str) -> str:
    base = slugify(name)[:70] or "strategy"
    taken = set(Strategy.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)
