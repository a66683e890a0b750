"""The plans, one plan in one page, and what is added to it; words are edited where they stand."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from district.editing import kind_of
from district.forms import RowForm
from district.views.editing import form_page, posted
from strategic_plan import actions
from strategic_plan.domain import ComponentKind
from strategic_plan.forms import ComponentForm, GoalForm, PlanForm, StrategyForm
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy
from strategic_plan.permissions import can_edit_plan, can_see_plan
from strategic_plan.queries import life_of, plan_sections, plan_with_words, recent_changes

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan, the latest first."""
    if not can_see_plan(request.user):
        raise PermissionDenied
    context = {"plans": Plan.objects.all(), "can_edit": can_edit_plan(request.user)}
    return render(request, "strategic_plan/plan_list.html", context)


@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole plan in one readable page; those who may edit every word where it stands."""
    if not can_see_plan(request.user):
        raise PermissionDenied
    plan = plan_with_words(pk)
    context = {
        "plan": plan,
        "levels": plan.levels,
        "life": life_of(plan, request.user),
        "sections": plan_sections(plan),
        "recent": recent_changes(plan),
        "goals": list(plan.goals.all()),
        "can_edit": kind_of(plan).may_edit(request.user, plan),
        "can_record": can_edit_plan(request.user),
        "why_locked": kind_of(plan).why_locked(plan) if can_edit_plan(request.user) else "",
        "at": request.GET.get("at", ""),
    }
    return render(request, "strategic_plan/plan_detail.html", context)


@page
def plan_add(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    return _add(request, lambda: Plan(), PlanForm, actions.save_plan, "plan")


@page
def component_add(request: HttpRequest, plan: int) -> HttpResponse:
    """Add a text to a plan."""
    kind = request.GET.get("kind", "")

    def find() -> PlanComponent:
        known = kind if kind in set(ComponentKind) else ""
        return PlanComponent(plan=get_object_or_404(Plan, pk=plan), kind=known)

    return _add(request, find, ComponentForm, actions.save_component, "component")


@page
def goal_add(request: HttpRequest, plan: int) -> HttpResponse:
    """Add a core goal to a plan."""
    return _add(
        request,
        lambda: CoreGoal(plan=get_object_or_404(Plan, pk=plan)),
        GoalForm,
        actions.save_goal,
        "goal",
    )


@page
def strategy_add(request: HttpRequest, goal: int) -> HttpResponse:
    """Add a strategy to a core goal."""
    return _add(
        request,
        lambda: Strategy(goal=get_object_or_404(CoreGoal, pk=goal)),
        StrategyForm,
        actions.save_strategy,
        "strategy",
    )


def _add(
    request: HttpRequest,
    find: Callable[[], Any],
    form_of: type[RowForm],
    save_row: Callable[..., Any],
    name: str,
) -> HttpResponse:
    """Permit first, then find: a stranger learns nothing about what exists."""
    if not can_edit_plan(request.user):
        raise PermissionDenied
    row = find()
    kind = kind_of(row)
    if name != "plan" and (sentence := kind.why_locked(row)):
        locked = {"sentence": sentence, "page": kind.page(row)}
        return render(request, "district/in_place/refused.html", locked, status=409)
    # Ids stay unique while the forms of two lists are open on one page.
    form = form_of(posted(request), instance=row, auto_id=f"{name}-{request.path.strip('/')}-%s")

    def save(clean: dict[str, Any]) -> str:
        saved = save_row(**{name: form.instance}, by=request.user, reason=clean["reason"])
        return at_row(saved)

    title, crumbs = _title(row), [(_("Plan"), reverse("strategic_plan_staff:plan_list"))]
    if name != "plan":
        crumbs.append((str(_plan_of(row)), kind.page(row)))
    context: dict[str, Any] = {"title": title, "crumbs": [*crumbs, (title, "")], "back": crumbs[-1][1]}
    return form_page(request, "strategic_plan/row_form.html", form, save, **context)


def at_row(row: Any) -> str:
    """The page a row stands on, at the row: the query for htmx, which drops the fragment."""
    kind = kind_of(row)
    at = f"{kind.key}-{row.pk}"
    return f"{kind.page(row)}?at={at}#{at}"


def _plan_of(row: Any) -> Plan:
    plan: Plan = row.goal.plan if isinstance(row, Strategy) else row.plan
    return plan


def _title(row: Any) -> str:
    """What adding a row is called, in the words that the plan has for its levels."""
    if isinstance(row, Plan):
        return _("Begin a plan")
    levels = _plan_of(row).levels
    if isinstance(row, CoreGoal):
        return _("Add %(one)s") % {"one": levels.goal.one_within}
    if isinstance(row, Strategy):
        return _("Add %(one)s to %(goal)s") % {"one": levels.strategy.one_within, "goal": row.goal}
    kind = row.get_kind_display().lower() if row.kind else _("words to the plan")
    return _("Add %(one)s") % {"one": kind}
