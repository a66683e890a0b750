"""A strategy with its initiatives, and one initiative with its milestones and dated notes."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from district.actions import Refused
from district.models import Person
from district.views.editing import form_page, posted
from strategic_plan import actions, queries
from strategic_plan.domain import PlanState, work_is_open
from strategic_plan.forms import CloseForm, InitiativeForm, MilestoneForm, NoteForm
from strategic_plan.models import Initiative, Milestone, Plan, StatusNote, Strategy
from strategic_plan.permissions import can_edit_plan, can_see_plan, can_work_on, works_on_anything

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def strategy_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A strategy: why it should work, and what is done for it."""
    _allow(can_see_plan(request.user))
    strategy = get_object_or_404(Strategy.objects.select_related("goal__plan"), pk=pk)
    plan = strategy.goal.plan
    rows = queries.initiative_rows(strategy)
    context = {
        "strategy": strategy,
        "goal": strategy.goal,
        "plan": plan,
        "rows": rows,
        "initiatives": [row.initiative for row in rows],
        "can_add": can_edit_plan(request.user) and _is_open(plan),
    }
    return render(request, "strategic_plan/strategy_detail.html", context)


@require_safe
def initiative_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An initiative: who answers for it, where it stands, its milestones and what was said about it."""
    _allow(can_see_plan(request.user))
    initiative = get_object_or_404(queries.initiative_detail(pk))
    plan = initiative.strategy.goal.plan
    today, dated = timezone.localdate(), list(initiative.milestones.all())
    context = {
        "row": queries.row_of(initiative),
        "initiative": initiative,
        "strategy": initiative.strategy,
        "plan": plan,
        "notes": queries.notes_of(initiative),
        "dated": dated,
        "milestones": [(each, each.done_on is None and each.due_on < today) for each in dated],
        "can_work": can_work_on(request.user, initiative) and _is_open(plan),
    }
    return render(request, "strategic_plan/initiative_detail.html", context)


@page
def initiative_add(request: HttpRequest, strategy: int) -> HttpResponse:
    """Add an initiative to a strategy."""
    _allow(can_edit_plan(request.user))
    found = get_object_or_404(Strategy.objects.select_related("goal__plan"), pk=strategy)
    back = reverse("strategic_plan_staff:strategy_detail", args=[found.pk])
    if not _is_open(found.goal.plan):
        return _archived(request, found.goal.plan)
    form = InitiativeForm(posted(request), instance=Initiative(strategy=found))

    def save(clean: dict[str, Any]) -> str:
        made = actions.save_initiative(initiative=form.instance, by=request.user, reason=clean["reason"])
        return _page(made.pk)

    one = found.goal.plan.initiative_name
    title = _("Add to %(strategy)s: %(one)s") % {"strategy": found.name, "one": one}
    return _work_page(request, form, save, title, back, found)


@page
def initiative_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an initiative is finished, or that it was stopped and why."""
    found, refused = _worked_on(request, pk)
    if refused:
        return refused
    form = CloseForm(
        posted(request),
        is_public=found.is_public,
        initial={"outcome": "finished", "day": timezone.localdate()},
    )

    def save(clean: dict[str, Any]) -> str:
        actions.close_initiative(
            initiative=found,
            day=clean["day"],
            is_stopped=clean["outcome"] == "stopped",
            note=clean["note"],
            by=request.user,
        )
        return _page(pk)

    title = _("Close %(name)s") % {"name": found.name}
    return _work_page(request, form, save, title, _page(pk), found)


@require_POST
def initiative_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Work on an initiative again."""
    found, refused = _worked_on(request, pk)
    if refused:
        return refused
    try:
        actions.reopen_initiative(initiative=found, by=request.user)
    except Refused as sentence:
        messages.error(request, str(sentence))
    return redirect(_page(pk))


@page
def milestone_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a milestone to an initiative."""
    found, refused = _worked_on(request, pk)
    if refused:
        return refused
    return _milestone_page(request, Milestone(initiative=found), _("Add a milestone to %s") % found.name)


@require_POST
def milestone_done(request: HttpRequest, pk: int, milestone: int) -> HttpResponse:
    """Say that a milestone was reached today, or that it is open again."""
    found, refused = _worked_on(request, pk)
    if refused:
        return refused
    row = get_object_or_404(Milestone, pk=milestone, initiative=found)
    is_done = request.POST.get("done") == "yes"
    try:
        actions.mark_milestone(milestone=row, is_done=is_done, by=request.user)
    except Refused as sentence:
        messages.error(request, str(sentence))
    return redirect(_page(pk))


@page
def note_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an initiative goes."""
    found, refused = _worked_on(request, pk)
    if refused:
        return refused
    note = StatusNote(initiative=found, written_by=cast(Person, request.user))
    return _note_page(request, note, _("Say how %s goes") % found.name)


@page
def note_edit(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Correct a note, or show it to the public; history keeps its earlier words."""
    found, refused = _worked_on(request, pk)
    if refused:
        return refused
    row = get_object_or_404(StatusNote, pk=note, initiative=found)
    return _note_page(request, row, _("Correct a note on %s") % found.name)


def _milestone_page(request: HttpRequest, row: Milestone, title: str) -> HttpResponse:
    form = MilestoneForm(posted(request), instance=row)
    back = _page(row.initiative_id)

    def save(clean: dict[str, Any]) -> str:
        actions.save_milestone(milestone=form.instance, by=request.user, reason=clean["reason"])
        return back

    return _work_page(request, form, save, title, back, row.initiative)


def _note_page(request: HttpRequest, row: StatusNote, title: str) -> HttpResponse:
    form = NoteForm(posted(request), instance=row)
    back = _page(row.initiative_id)

    def save(clean: dict[str, Any]) -> str:
        actions.save_note(note=form.instance, by=request.user, reason=clean["reason"])
        return back

    return _work_page(request, form, save, title, back, row.initiative)


def _work_page(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[[dict[str, Any]], str],
    title: str,
    back: str,
    on: Strategy | Initiative,
) -> HttpResponse:
    """A form on a page of its own, with the way to what it belongs to."""
    strategy = on if isinstance(on, Strategy) else on.strategy
    plan = strategy.goal.plan
    crumbs = [
        (_("Plan"), reverse("strategic_plan_staff:plan_list")),
        (str(plan), reverse("strategic_plan_staff:plan_detail", args=[plan.pk])),
        (str(strategy), reverse("strategic_plan_staff:strategy_detail", args=[strategy.pk])),
    ]
    if isinstance(on, Initiative):
        crumbs.append((str(on), _page(on.pk)))
    context: dict[str, Any] = {"title": title, "back": back, "crumbs": [*crumbs, (title, "")]}
    return form_page(request, "strategic_plan/row_form.html", form, save, **context)


def _found(request: HttpRequest, pk: int) -> tuple[Initiative, HttpResponse | None]:
    rows = Initiative.objects.select_related("strategy__goal__plan", "owner")
    found: Initiative = get_object_or_404(rows, pk=pk)
    plan = found.strategy.goal.plan
    return found, None if _is_open(plan) else _archived(request, plan)


def _worked_on(request: HttpRequest, pk: int) -> tuple[Initiative, HttpResponse | None]:
    """Permit first, then find; whose it is can be asked of the row only."""
    _allow(works_on_anything(request.user))
    found, refused = _found(request, pk)
    _allow(can_work_on(request.user, found))
    return found, refused


def _is_open(plan: Plan) -> bool:
    return work_is_open(PlanState(plan.state))


def _archived(request: HttpRequest, plan: Plan) -> HttpResponse:
    context = {"plan": plan, "why": plan.why_words_are_locked}
    return render(request, "strategic_plan/step_refused.html", context, status=409)


def _page(pk: int) -> str:
    return reverse("strategic_plan_staff:initiative_detail", args=[pk])


def _allow(may: bool) -> None:
    if not may:
        raise PermissionDenied
