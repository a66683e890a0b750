"""A person's word about an import: check it, answer, load, cancel, undo."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from district.actions import Refused
from imports import actions
from imports.domain import BatchState, Kind
from imports.forms import ConfirmForm, QuestionForm, UndoForm
from imports.models import ImportBatch
from imports.views.finding_batches import permitted, seen, steps_of
from imports.views.reading import shown


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the file, or check it again."""
    found, by = seen(request, pk), permitted(request)
    return _done(request, found, lambda: actions.request_check(batch=found, by=by))


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the person confirmed and go on checking."""
    found, by = seen(request, pk), permitted(request)
    form = QuestionForm(request.POST, questions=found.questions)
    if not form.is_valid():
        return shown(request, found, status=422, question=form)
    try:
        actions.answer_questions(batch=found, answers=form.answers, by=by)
    except Refused as refused:
        for key, sentence in refused.problems.items():
            form.refuse(key, sentence)
        if refused.problems:
            return shown(request, found, status=422, question=form)
        messages.error(request, str(refused))
    return redirect("imports:batch", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """The last step: what loading does, and one button; all or nothing."""
    found, by = seen(request, pk), permitted(request)
    if request.method != "POST" and not (found.state == BatchState.CHECKED and found.has_something_to_load):
        return redirect("imports:batch", pk=pk)
    has_refused = found.findings.filter(kind=Kind.REFUSED).exists()
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        has_refused=has_refused,
        has_changes=bool(found.values_revised),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_import(batch=found, by=by, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("imports:batch", pk=pk)
    status = 422 if form.is_bound else 200
    context = {"batch": found, "form": form, "steps": steps_of(found, at=4)}
    return render(request, "imports/load.html", context, status=status)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up before it is loaded."""
    found, by = seen(request, pk), permitted(request)
    return _done(
        request,
        found,
        lambda: actions.cancel_import(batch=found, by=by),
        said=_("Import cancelled. Nothing was loaded."),
    )


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a loaded import back by a new one."""
    found, by = seen(request, pk), permitted(request)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return shown(request, found, status=422, undo=form)
    try:
        undoing = actions.undo_import(batch=found, by=by, reason=form.cleaned_data["reason"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return shown(request, found, status=422, undo=form)
    return redirect("imports:batch", pk=undoing.pk)


def _done(
    request: HttpRequest, found: ImportBatch, act: Callable[[], object], *, said: str = ""
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if said:
            messages.success(request, said)
    return redirect("imports:batch", pk=found.pk)
