"""Criteria: what of the plan carries which category, the sets and how they correspond, tags."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from district.models import Person
from district.views.editing import posted
from strategic_plan import actions
from strategic_plan.domain import ARCHIVED_IS_FINAL, PlanState, work_is_open
from strategic_plan.forms import TagsForm
from strategic_plan.models import CoreGoal, CriteriaSet, Plan, Strategy
from strategic_plan.permissions import can_assess
from strategic_plan.queries import coverage_of, criteria_sets, goals_to_tag, set_in_use
from strategic_plan.views.improving import found, improvement_form, page, reader, too_late, tried


@require_safe
def criteria_coverage(request: HttpRequest) -> HttpResponse:
    """What carries each category, and what is empty, in words."""
    person, in_use = reader(request), set_in_use()
    context = {
        "criteria_set": in_use,
        "coverage": coverage_of(in_use) if in_use else None,
        "goals": goals_to_tag() if in_use else [],
        "can_assess": can_assess(person),
    }
    return render(request, "strategic_plan/criteria_coverage.html", context)


@require_safe
def criteria_list(request: HttpRequest) -> HttpResponse:
    """Every criteria set with its categories and what they correspond to in the others."""
    person = reader(request)
    context = {"sets": criteria_sets(), "can_assess": can_assess(person)}
    return render(request, "strategic_plan/criteria_list.html", context)


@require_POST
def criteria_load(request: HttpRequest) -> HttpResponse:
    """Load the criteria sets that come with the product and are missing here."""
    person = _assessor(request)
    return tried(
        request,
        lambda: actions.load_criteria(by=person),
        said=_("The criteria sets that come with the product are here."),
        to=reverse("strategic_plan_staff:criteria_list"),
    )


@require_POST
def criteria_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag and assess by this set from now on."""
    person, row = _assessor(request), get_object_or_404(CriteriaSet, pk=pk)
    return tried(
        request,
        lambda: actions.use_criteria_set(criteria_set=row, by=person, reason="Chosen"),
        said=_("In use from now on: %(name)s.") % {"name": row},
        to=reverse("strategic_plan_staff:criteria_list"),
    )


@page
def goal_tags(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag a core goal."""
    person = _assessor(request)
    goal = found(CoreGoal.objects.select_related("plan"), pk)
    return _tags(request, person, goal, goal.plan)


@page
def strategy_tags(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag a strategy."""
    person = _assessor(request)
    strategy = found(Strategy.objects.select_related("goal__plan"), pk)
    return _tags(request, person, strategy, strategy.goal.plan)


def _tags(request: HttpRequest, person: Person, row: Model, plan: Plan) -> HttpResponse:
    back = reverse("strategic_plan_staff:criteria_coverage")
    if not work_is_open(PlanState(plan.state)):
        return too_late(request, ARCHIVED_IS_FINAL, back)
    form = TagsForm(posted(request), row=row)

    def save(clean: dict[str, Any]) -> str:
        actions.set_tags(row=row, categories=clean["categories"], by=person, reason=clean["reason"])
        return back

    return improvement_form(request, form, save, title=_("Tag %(name)s") % {"name": row}, back=back)


def _assessor(request: HttpRequest) -> Person:
    person = reader(request)
    if not can_assess(person):
        raise PermissionDenied
    return person
