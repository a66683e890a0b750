"""The life of a plan: adoption, amendment, archive, the next plan, and its versions side by side."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from district.views.editing import form_page, posted
from strategic_plan import actions, queries
from strategic_plan.alignment import measures_tied
from strategic_plan.content import blocks
from strategic_plan.domain import NotAllowed, PlanState, PlanStep, after, compared
from strategic_plan.forms import MotionForm, NextPlanForm, OptionalReasonForm, ReasonForm
from strategic_plan.models import Plan, PlanVersion
from strategic_plan.permissions import can_see_plan
from strategic_plan.queries.life import MAY

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def version_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version of a plan: the motion and every word, as the Board decided them."""
    version = _version(request, pk, number)
    others = version.plan.versions.exclude(pk=version.pk).defer("content")
    context = {"version": version, "plan": version.plan, "content": version.content, "others": others}
    return render(request, "strategic_plan/version_detail.html", context)


@require_safe
def version_compare(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version side by side with an earlier one, or with ``?with=now`` the words that are being written."""
    version = _version(request, pk, number)
    wanted = request.GET.get("with") or str(max(1, number - 1))
    if wanted == "now":
        before, after_words, title = version.content, queries.words_now(version.plan)[0], ""
    else:
        if not (wanted.isascii() and wanted.isdigit()) or len(wanted) > 5:
            raise Http404
        other = _version(request, pk, int(wanted))
        before, after_words, title = other.content, version.content, str(other.number)
    context = {
        "plan": version.plan,
        "version": version,
        "other": title,
        "lines": compared(before, after_words),
        "versions": version.plan.versions.defer("content"),
    }
    return render(request, "strategic_plan/version_compare.html", context)


@page
def plan_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the motion by which the Board adopted a plan."""
    return _decide(request, pk, PlanStep.ADOPT, actions.adopt_plan)


@page
def amendment_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the motion by which the Board amended a plan."""
    return _decide(request, pk, PlanStep.RECORD_AMENDMENT, actions.record_amendment)


@page
def amendment_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the words of an adopted plan for an amendment."""
    return _reasoned(request, pk, PlanStep.OPEN_AMENDMENT, ReasonForm, actions.open_amendment)


@page
def amendment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up an amendment; the adopted words come back."""
    return _reasoned(request, pk, PlanStep.WITHDRAW_AMENDMENT, OptionalReasonForm, actions.withdraw_amendment)


@page
def plan_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """End a plan, with a reason."""
    return _reasoned(request, pk, PlanStep.ARCHIVE, ReasonForm, actions.archive_plan)


@page
def next_plan_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next plan with what the author ticks."""
    plan = _plan(request, pk, PlanStep.START_NEXT)
    first = {"first_year": (plan.last_year or plan.first_year) + 1}
    form = NextPlanForm(posted(request), initial=first)
    ticked = set(request.POST.getlist("carry"))

    def save(clean: dict[str, Any]) -> str:
        made = actions.start_next_plan(
            plan=plan, name=clean["name"], first_year=clean["first_year"], carry=ticked, by=request.user
        )
        return _page(made.pk)

    tree = queries.plan_tree(plan)
    context = {
        "plan": plan,
        "tree": tree,
        "ticked": ticked,
        "is_fresh": request.method != "POST",
        "measures": measures_tied(plan),
    }
    return _step_page(
        request, plan, PlanStep.START_NEXT, "strategic_plan/next_plan.html", form, save, context
    )


def _decide(request: HttpRequest, pk: int, step: PlanStep, record: Callable[..., Any]) -> HttpResponse:
    plan = _plan(request, pk, step)
    content, mark = queries.words_now(plan)
    form = MotionForm(posted(request), mark=mark)

    def save(_clean: dict[str, Any]) -> str:
        record(plan=plan, motion=form.said, seen=form.seen, by=request.user)
        return _page(plan.pk)

    replaced = Plan.objects.in_force().exclude(pk=plan.pk).first()
    context = {
        "plan": plan,
        "mark": mark,
        "content": content,
        "blocks": blocks(content),
        "replaced": replaced,
        "ending": queries.work_left(replaced) if replaced else 0,
        "measures": measures_tied(replaced) if replaced else 0,
        "lines": queries.changed_since(plan) if step is PlanStep.RECORD_AMENDMENT else [],
    }
    return _step_page(request, plan, step, "strategic_plan/plan_step.html", form, save, context)


def _reasoned(
    request: HttpRequest, pk: int, step: PlanStep, form_of: type[BaseForm], act: Callable[..., Any]
) -> HttpResponse:
    plan = _plan(request, pk, step)

    def save(clean: dict[str, Any]) -> str:
        act(plan=plan, by=request.user, reason=clean["reason"])
        return _page(plan.pk)

    lines = queries.changed_since(plan) if step is PlanStep.WITHDRAW_AMENDMENT else []
    context = {"plan": plan, "lines": lines}
    form = form_of(posted(request))
    return _step_page(request, plan, step, "strategic_plan/plan_step.html", form, save, context)


def _step_page(
    request: HttpRequest,
    plan: Plan,
    step: PlanStep,
    template: str,
    form: BaseForm,
    save: Callable[[dict[str, Any]], str],
    context: dict[str, Any],
) -> HttpResponse:
    try:
        after(step, PlanState(plan.state), amendment_open=plan.has_open_amendment)
    except NotAllowed as refusal:
        refused = {"plan": plan, "step": step, "why": str(refusal)}
        return render(request, "strategic_plan/step_refused.html", refused, status=409)
    return form_page(request, template, form, save, step=step, **context)


def _plan(request: HttpRequest, pk: int, step: PlanStep) -> Plan:
    """Permit first, then find: a stranger learns nothing about what exists."""
    if not MAY[step](request.user):
        raise PermissionDenied
    found: Plan = get_object_or_404(Plan, pk=pk)
    return found


def _version(request: HttpRequest, pk: int, number: int) -> PlanVersion:
    if not can_see_plan(request.user):
        raise PermissionDenied
    versions = PlanVersion.objects.select_related("plan", "recorded_by")
    found: PlanVersion = get_object_or_404(versions, plan=pk, number=min(number, 30_000))
    return found


def _page(plan: int) -> str:
    return reverse("strategic_plan_staff:plan_detail", args=[plan])
