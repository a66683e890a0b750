"""Who was heard, when, how, and what it changed."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from district.models import Person
from district.views.editing import form_page, posted
from strategic_plan import actions, queries
from strategic_plan.domain import PlanState, work_is_open
from strategic_plan.forms import InputFilterForm, InputForm
from strategic_plan.models import Plan, StakeholderInput
from strategic_plan.permissions import can_edit_plan, can_see_plan

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def input_list(request: HttpRequest, plan: int) -> HttpResponse:
    """Everything that was heard for a plan, and the goals nobody was heard about."""
    if not can_see_plan(request.user):
        raise PermissionDenied
    found = get_object_or_404(Plan, pk=plan)
    form = InputFilterForm(request.GET, plan=found)
    is_good = form.is_valid()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "plan": found,
        "form": form,
        "page": queries.input_rows(found, form.cleaned_data, page=request.GET.get("page", 1)),
        "is_filtered": any(form.cleaned_data.values()),
        "query": query.urlencode(),
        "gaps": queries.gap_sentences(found),
        "can_edit": can_record_input(request.user, found),
    }
    return render(request, "strategic_plan/input_list.html", context, status=200 if is_good else 422)


@require_safe
def input_detail(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    """One time that people were heard, with its evidence."""
    if not can_see_plan(request.user):
        raise PermissionDenied
    found = get_object_or_404(queries.input_detail(plan, pk))
    context = {
        "input": found,
        "links": found.evidence_links.select_related("file__uploaded_by"),
        "can_edit": can_edit_plan(request.user),
        "can_change": can_record_input(request.user, found.plan),
        "is_closed": not work_is_open(PlanState(found.plan.state)),
    }
    return render(request, "strategic_plan/input_detail.html", context)


@page
def input_add(request: HttpRequest, plan: int) -> HttpResponse:
    """Record that people were heard."""
    if not can_edit_plan(request.user):
        raise PermissionDenied
    found = get_object_or_404(Plan, pk=plan)
    row = StakeholderInput(plan=found, recorded_by=cast(Person, request.user))
    return _form(request, row, initial={"goals": request.GET.getlist("goal")})


@page
def input_edit(request: HttpRequest, plan: int, pk: int) -> HttpResponse:
    """Change what is said of it, such as what it changed."""
    if not can_edit_plan(request.user):
        raise PermissionDenied
    return _form(request, get_object_or_404(queries.input_detail(plan, pk)))


def can_record_input(person: Any, plan: Plan) -> bool:
    """Whether a person may say who was heard for a plan: a writer of the plan, until it is archived."""
    return can_edit_plan(person) and work_is_open(PlanState(plan.state))


def _form(request: HttpRequest, row: StakeholderInput, initial: dict[str, Any] | None = None) -> HttpResponse:
    name, plan = (str(row) if row.pk else ""), row.plan
    if request.method != "POST" and not work_is_open(PlanState(plan.state)):  # words on their way stay
        context = {"plan": plan, "why": plan.why_words_are_locked}
        return render(request, "strategic_plan/step_refused.html", context, status=409)
    form = InputForm(posted(request), instance=row, initial=initial)

    def save(clean: dict[str, Any]) -> str:
        saved = actions.save_input(
            row=form.instance,
            goals=clean["goals"],
            strategies=clean["strategies"],
            by=request.user,
            reason=clean["reason"],
        )
        return saved.get_absolute_url()

    return form_page(request, "strategic_plan/input_form.html", form, save, name=name, plan=plan)
