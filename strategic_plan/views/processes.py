"""Documented processes: the list, one process with its ADLI questions, and its frame."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from district.permissions import can_see_history
from district.views.editing import posted
from strategic_plan import actions
from strategic_plan.forms import ProcessFilter, ProcessForm, TagsForm
from strategic_plan.models import Process
from strategic_plan.permissions import can_begin_improvement, can_change_improvement
from strategic_plan.queries import process_list as all_processes
from strategic_plan.queries import process_page, process_row, processes_due
from strategic_plan.views.improving import PAGE, changer, found, improvement_form, page, reader


@require_safe
def process_list(request: HttpRequest) -> HttpResponse:
    """Every unit's processes, with what is to be evaluated."""
    person, today = reader(request), timezone.localdate()
    form = ProcessFilter(request.GET, by=person)
    is_due = form.asked("state") == "due"
    rows = form.narrow(processes_due(as_of=today) if is_due else all_processes())
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": shown,
        "rows": [process_row(process, as_of=today) for process in shown.object_list],
        "query": _without_page(request),
        "can_begin": can_begin_improvement(person),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "strategic_plan/process_list.html", context)


@require_safe
def process_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One process, readable like a record, with the ADLI questions and which are answered."""
    person = reader(request)
    try:
        shown = process_page(pk, as_of=timezone.localdate())
    except Process.DoesNotExist as error:
        raise Http404 from error
    process = shown.row.process
    context = {
        "shown": shown,
        "process": process,
        "steps": list(process.steps.all()),
        "deployments": list(process.deployments.all()),
        "feeds": [feed for _thing, feed in shown.feeds if feed],
        "can_edit": can_change_improvement(person, process),
        "can_see_history": can_see_history(person),
    }
    return render(request, "strategic_plan/process_detail.html", context)


@page
def process_add(request: HttpRequest) -> HttpResponse:
    """Document a process."""
    person = reader(request)
    if not can_begin_improvement(person):
        raise PermissionDenied
    form = ProcessForm(posted(request), instance=Process(), by=person)

    def save(clean: dict[str, Any]) -> str:
        process = actions.save_process(process=form.instance, by=person, reason=clean["reason"])
        return process.get_absolute_url()

    back = reverse("strategic_plan_staff:process_list")
    return improvement_form(request, form, save, title=_("Document a process"), back=back)


@page
def process_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the frame of a process."""
    reader(request)
    process = found(Process.objects.select_related("unit"), pk)
    person, name, back = changer(request, process), str(process), process.get_absolute_url()
    form = ProcessForm(posted(request), instance=process, by=person)

    def save(clean: dict[str, Any]) -> str:
        actions.save_process(process=form.instance, by=person, reason=clean["reason"])
        return back

    return improvement_form(request, form, save, title=_("Change %(name)s") % {"name": name}, back=back)


@page
def process_tags(request: HttpRequest, pk: int) -> HttpResponse:
    """Tag a process with categories of the criteria in use."""
    reader(request)
    process = found(Process.objects.select_related("unit"), pk)
    person, back = changer(request, process), process.get_absolute_url()
    form = TagsForm(posted(request), row=process)

    def save(clean: dict[str, Any]) -> str:
        actions.set_tags(row=process, categories=clean["categories"], by=person, reason=clean["reason"])
        return back

    return improvement_form(request, form, save, title=_("Tag %(name)s") % {"name": process}, back=back)


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
