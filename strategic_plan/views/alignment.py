"""The alignment map of a plan."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from strategic_plan.models import Plan
from strategic_plan.permissions import can_edit_plan, can_see_plan
from strategic_plan.queries import alignment_map


@require_safe
def alignment(request: HttpRequest, plan: int) -> HttpResponse:
    """From the mission to initiatives, measures, school goals and dollars, and what is missing."""
    if not can_see_plan(request.user):
        raise PermissionDenied
    found = get_object_or_404(Plan, pk=plan)
    context = {"map": alignment_map(found), "can_edit": can_edit_plan(request.user)}
    return render(request, "strategic_plan/alignment.html", context)
