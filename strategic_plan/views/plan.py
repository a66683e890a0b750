"""The frame of a plan, its words, goals and strategies."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from district.forms import RowForm
from district.views.editing import form_page, posted
from strategic_plan import actions
from strategic_plan.forms import ComponentForm, GoalForm, PlanForm, StrategyForm
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy
from strategic_plan.permissions import can_edit_plan, can_see_plan

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan with its words, goals and strategies."""
    if not can_see_plan(request.user):
        raise PermissionDenied
    plans = Plan.objects.prefetch_related("components", "goals__strategies")
    context = {"plans": plans, "can_edit": can_edit_plan(request.user)}
    return render(request, "strategic_plan/plan_list.html", context)


@page
def plan_add(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    return _edit(request, lambda: Plan(), PlanForm, actions.save_plan, "plan")


@page
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the frame of a plan: name, years, state."""
    return _edit(request, lambda: get_object_or_404(Plan, pk=pk), PlanForm, actions.save_plan, "plan")


@page
def component_add(request: HttpRequest, plan: int) -> HttpResponse:
    """Add a text to a plan."""
    return _edit(
        request,
        lambda: PlanComponent(plan=get_object_or_404(Plan, pk=plan)),
        ComponentForm,
        actions.save_component,
        "component",
    )


@page
def component_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a text of a plan."""
    return _edit(
        request,
        lambda: get_object_or_404(PlanComponent, pk=pk),
        ComponentForm,
        actions.save_component,
        "component",
    )


@page
def goal_add(request: HttpRequest, plan: int) -> HttpResponse:
    """Add a core goal to a plan."""
    return _edit(
        request,
        lambda: CoreGoal(plan=get_object_or_404(Plan, pk=plan)),
        GoalForm,
        actions.save_goal,
        "goal",
    )


@page
def goal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a core goal."""
    return _edit(request, lambda: get_object_or_404(CoreGoal, pk=pk), GoalForm, actions.save_goal, "goal")


@page
def strategy_add(request: HttpRequest, goal: int) -> HttpResponse:
    """Add a strategy to a core goal."""
    return _edit(
        request,
        lambda: Strategy(goal=get_object_or_404(CoreGoal, pk=goal)),
        StrategyForm,
        actions.save_strategy,
        "strategy",
    )


@page
def strategy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a strategy."""
    return _edit(
        request, lambda: get_object_or_404(Strategy, pk=pk), StrategyForm, actions.save_strategy, "strategy"
    )


def _edit(
    request: HttpRequest,
    find: Callable[[], Any],
    form_of: type[RowForm],
    save_row: Callable[..., Any],
    kind: str,
) -> HttpResponse:
    """Permit first, then find: a stranger learns nothing about what exists."""
    if not can_edit_plan(request.user):
        raise PermissionDenied
    row = find()
    name = str(row) if row.pk else ""
    form = form_of(posted(request), instance=row)

    def save(clean: dict[str, Any]) -> str:
        save_row(**{kind: form.instance}, by=request.user, reason=clean["reason"])
        return reverse("strategic_plan_staff:plan_list")

    return form_page(request, "strategic_plan/row_form.html", form, save, name=name, kind=kind)
