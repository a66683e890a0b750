"""Starting the next plan: what the author ticks is copied, each row with a link to what it came from."""

from collections.abc import Collection, Mapping
from typing import Any

from district.actions import Refused
from district.actions.editing import one_change
from strategic_plan.domain import NotAllowed, PlanState, PlanStep, after
from strategic_plan.models import (
    CoreGoal,
    GoalTag,
    Initiative,
    Milestone,
    Plan,
    PlanComponent,
    Strategy,
    StrategyTag,
)


def start_next_plan(
    *, plan: Plan, name: str, first_year: int, carry: Collection[str], by: Any, reason: str = ""
) -> Plan:
    """Begin a draft that follows a plan; ``carry`` holds keys such as ``goal:3`` of what it takes along."""
    with one_change(by=by, reason=reason or f"Carried forward from {plan.name}"):
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        try:
            after(PlanStep.START_NEXT, PlanState(plan.state), amendment_open=plan.has_open_amendment)
        except NotAllowed as refusal:
            raise Refused(str(refusal)) from refusal
        if first_year <= plan.first_year:
            raise Refused("The next plan begins in a later year.")
        levels = {
            f"{level}_name{number}": getattr(plan, f"{level}_name{number}")
            for level in ("goal", "strategy", "initiative")
            for number in ("", "_plural")
        }
        following: Plan = Plan.objects.create(
            name=name, first_year=first_year, follows=plan, is_sample=plan.is_sample, **levels
        )
        _carry(plan, following, frozenset(carry))
    return following


def _carry(plan: Plan, following: Plan, carry: frozenset[str]) -> None:
    places: dict[str, int] = {}
    for part in PlanComponent.objects.filter(plan=plan).order_by("order", "pk"):
        if f"component:{part.pk}" in carry:
            places[part.kind] = places.get(part.kind, 0) + 1
            _copy(part, plan=following, order=places[part.kind])
    goals = [goal for goal in CoreGoal.objects.filter(plan=plan) if f"goal:{goal.pk}" in carry]
    of_goal = {goal.pk: _copy(goal, plan=following, number=n) for n, goal in enumerate(goals, start=1)}
    of_strategy: dict[int, Strategy] = {}
    strategies = Strategy.objects.filter(goal__plan=plan).select_related("goal").order_by("order", "name")
    for order, strategy in enumerate(strategies, start=1):
        if f"strategy:{strategy.pk}" not in carry:
            continue
        if strategy.goal_id not in of_goal:
            raise Refused(f"“{strategy.name}” belongs to “{strategy.goal.name}”. Tick that too, or neither.")
        of_strategy[strategy.pk] = _copy(strategy, goal=of_goal[strategy.goal_id], order=order)
    _carry_tags(GoalTag, "goal", of_goal)
    _carry_tags(StrategyTag, "strategy", of_strategy)
    for initiative in Initiative.objects.open().filter(strategy__goal__plan=plan).select_related("strategy"):
        if f"initiative:{initiative.pk}" not in carry:
            continue
        if initiative.strategy_id not in of_strategy:
            raise Refused(
                f"“{initiative.name}” belongs to “{initiative.strategy.name}”. Tick that too, or neither."
            )
        copied = _copy(initiative, strategy=of_strategy[initiative.strategy_id])
        for milestone in Milestone.objects.filter(initiative=initiative, done_on=None):
            Milestone.objects.create(initiative=copied, name=milestone.name, due_on=milestone.due_on)


def _carry_tags(tags: Any, name: str, of: Mapping[int, Any]) -> None:
    """What was tagged with a category stays tagged with it."""
    for tag in tags.objects.filter(**{f"{name}__in": of}):
        tags.objects.create(**{name: of[getattr(tag, f"{name}_id")], "category_id": tag.category_id})


def _copy(row: Any, **placed: Any) -> Any:
    model = type(row)
    kept = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if field.name not in {"id", "carried_from", *placed}
    }
    return model.objects.create(**kept, **placed, carried_from_id=row.pk)
