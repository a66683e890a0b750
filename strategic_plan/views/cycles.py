"""PDSA cycles: the list, one cycle from plan to act, its line."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from district.permissions import can_see_history
from district.views.editing import posted
from strategic_plan import actions
from strategic_plan.domain import Step
from strategic_plan.domain.cycles import (
    NEXT,
    due_on,
    length_hint,
    missing_for_next,
    offers_next_cycle,
    questions_open,
    results_open,
)
from strategic_plan.forms import BeginLineForm, CycleFilter, CycleForm, LineForm
from strategic_plan.models import Cycle, CycleLine
from strategic_plan.permissions import can_begin_improvement, can_change_improvement
from strategic_plan.queries import cycle_list as all_cycles
from strategic_plan.queries import cycle_page, cycles_beside
from strategic_plan.views.improving import (
    PAGE,
    changer,
    found,
    improvement_form,
    page,
    reader,
    too_late,
    tried,
)


@require_safe
def cycle_list(request: HttpRequest) -> HttpResponse:
    """Every unit's cycles, line by line."""
    person = reader(request)
    form = CycleFilter(request.GET, by=person)
    shown = Paginator(form.narrow(all_cycles()), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": shown,
        "rows": [(cycle, _due(cycle)) for cycle in shown.object_list],
        "query": query.urlencode(),
        "can_begin": can_begin_improvement(person),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "strategic_plan/cycle_list.html", context)


@require_safe
def cycle_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One cycle, readable like a record: what was predicted, what happened, what was decided."""
    person = reader(request)
    try:
        cycle = cycle_page(pk)
    except Cycle.DoesNotExist as error:
        raise Http404 from error
    step, lines = Step(cycle.step), cycles_beside(cycle)
    can_edit = can_change_improvement(person, cycle)
    is_last = lines[-1].pk == cycle.pk
    context = {
        "cycle": cycle,
        "steps": _steps(step),
        "beside": lines,
        "missing": missing_for_next(cycle.words()),
        "button": NEXT[step][1] if step in NEXT else "",
        "hint": length_hint(cycle.starts_on, cycle.ends_on),
        "can_edit": can_edit and step is not Step.CLOSED,
        "can_ask": can_edit and questions_open(step),
        "can_answer": can_edit and results_open(step),
        "can_follow": can_edit and is_last and step is Step.CLOSED and offers_next_cycle(cycle.decision),
        "can_change_line": can_edit,
        "can_see_history": can_see_history(person),
    }
    return render(request, "strategic_plan/cycle_detail.html", context)


@page
def line_add(request: HttpRequest) -> HttpResponse:
    """Begin a line of cycles with its first cycle."""
    person = reader(request)
    if not can_begin_improvement(person):
        raise PermissionDenied
    form = BeginLineForm(posted(request), instance=CycleLine(), by=person)

    def save(clean: dict[str, Any]) -> str:
        cycle = actions.begin_line(
            line=form.instance, owner=clean["owner"], by=person, reason=clean["reason"]
        )
        return cycle.get_absolute_url()

    back = reverse("strategic_plan_staff:cycle_list")
    return improvement_form(request, form, save, title=_("Begin an improvement cycle"), back=back)


@page
def line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a line of cycles is called and what it improves."""
    reader(request)
    cycle = found(all_cycles(), pk)
    person, back, name = changer(request, cycle), cycle.get_absolute_url(), str(cycle.line)
    form = LineForm(posted(request), instance=cycle.line, by=person)

    def save(clean: dict[str, Any]) -> str:
        actions.save_line(line=form.instance, by=person, reason=clean["reason"])
        return back

    title = _("Change the line %(name)s") % {"name": name}
    return improvement_form(request, form, save, title=title, back=back, crumb=cycle)


@page
def cycle_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the words of the step in hand."""
    reader(request)
    cycle = found(all_cycles(), pk)
    person, back = changer(request, cycle), cycle.get_absolute_url()
    step = Step(cycle.step)
    if request.method != "POST" and step is Step.CLOSED:
        return too_late(request, _("This cycle is closed. Begin the next one."), back)
    form = CycleForm(posted(request), instance=cycle)

    def save(clean: dict[str, Any]) -> str:
        actions.save_cycle(cycle=form.instance, by=person, reason=clean["reason"])
        return back

    title = _("%(step)s: %(name)s") % {"step": step.words, "name": cycle}
    return improvement_form(request, form, save, title=title, back=back, crumb=cycle)


@require_POST
def cycle_advance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a cycle to its next step."""
    reader(request)
    cycle = found(all_cycles(), pk)
    person, seen = changer(request, cycle), request.POST.get("step", "")
    return tried(
        request,
        lambda: actions.advance_cycle(cycle=cycle, seen=seen, by=person),
        said=_("Done. The next step is open."),
        to=cycle.get_absolute_url(),
    )


@require_POST
def cycle_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the cycle that follows this one."""
    reader(request)
    cycle = found(all_cycles(), pk)
    person, made = changer(request, cycle), [cycle]

    def follow() -> None:
        made.append(actions.begin_next_cycle(cycle=cycle, by=person))

    said = _("The next cycle is begun with the words of this one. Predict anew.")
    answer = tried(request, follow, said=said, to=cycle.get_absolute_url())
    answer["Location"] = made[-1].get_absolute_url()
    return answer


def _steps(step: Step) -> list[dict[str, Any]]:
    order = list(Step)
    return [
        {"name": each.words, "is_current": each is step, "is_done": order.index(each) < order.index(step)}
        for each in order
    ]


def _due(cycle: Cycle) -> Any:
    step = Step(cycle.step)
    return None if step is Step.CLOSED else due_on(step, cycle.starts_on, cycle.ends_on)
