"""People and units from a sheet: the file, what it would do, and the load as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from district.actions import Refused
from district.confirming import confirmed_lately
from district.importing import COLUMNS, exported_lines, template_lines
from district.models import Person
from imports import actions, rosters
from imports.downloads import csv_download
from imports.forms import RosterForm
from imports.models import SourceFile
from imports.permissions import can_read_roster
from imports.reading import FileRefused
from imports.rosters import Outcome

WORDS: dict[str, dict[str, Any]] = {
    "people": {"title": gettext_lazy("People from a file"), "list": "district:person_list"},
    "units": {"title": gettext_lazy("Schools and units from a file"), "list": "district:unit_list"},
}


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file of people or units; the columns it may have, a template, and what is here now."""
    by = _permitted(request, kind)
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = actions.receive_file(name=sent.name, blocks=sent.chunks(), by=by, kind=kind)
        except FileRefused as refused:
            form.add_error("file", refused.sentence)
        else:
            return redirect("imports:roster_preview", kind=kind, file=file.pk)
    context = _words(kind) | {"form": form, "columns": COLUMNS[kind], "most_rows": rosters.MOST_ROWS}
    return render(request, "imports/roster.html", context, status=422 if form.errors else 200)


@confirmed_lately
@require_http_methods(["GET", "HEAD", "POST"])
def roster_preview(request: HttpRequest, kind: str, file: UUID) -> HttpResponse:
    """Say what every row would do; on a person's word do it, all rows or none."""
    by = _permitted(request, kind)
    found = get_object_or_404(SourceFile, pk=file, kind=kind)
    error, status = "", 200
    if request.method == "POST":
        try:
            done = rosters.load_roster(kind=kind, file=found, seen=request.POST.get("seen", ""), by=by)
        except Refused as refused:
            error, status = str(refused), 409
        except FileRefused:
            status = 422
        else:
            counts = done.counts
            said = _("Loaded: %(new)d new, %(changed)d changed.") % {
                "new": counts[Outcome.NEW],
                "changed": counts[Outcome.CHANGED],
            }
            messages.success(request, said)
            if kind == "people" and counts[Outcome.NEW]:  # who are listed with an offer to invite them
                return redirect(f"{reverse(WORDS[kind]['list'])}?state=not_invited")
            return redirect(WORDS[kind]["list"])
    context = _words(kind) | {"file": found, "error": error} | _checked(kind, found, by)
    return render(request, "imports/roster_preview.html", context, status=status)


@require_safe
def roster_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An example of the sheet to fill in."""
    _permitted(request, kind)
    return _download(f"{kind}-template.csv", template_lines(kind))


@require_safe
def roster_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What is here now as a sheet that can be read in again."""
    _permitted(request, kind)
    return _download(f"{kind}.csv", exported_lines(kind))


def _permitted(request: HttpRequest, kind: str) -> Person:
    if kind not in COLUMNS:
        raise Http404
    if not can_read_roster(request.user, kind):
        raise PermissionDenied
    assert isinstance(request.user, Person)  # noqa: S101 -- can_read_roster refuses everyone else
    return request.user


def _words(kind: str) -> dict[str, Any]:
    return {"kind": kind, **WORDS[kind]}


def _checked(kind: str, file: SourceFile, by: Person) -> dict[str, Any]:
    """What the check says, or why the file cannot be read."""
    try:
        roster = rosters.check_roster(kind=kind, file=file, by=by)
    except FileRefused as refused:
        return {"refused_file": refused.sentence}
    except Refused as refused:
        return {"refused_file": str(refused)}
    counts = roster.counts
    return {
        "roster": roster,
        "counts": [
            (_("New"), counts[Outcome.NEW]),
            (_("Changed"), counts[Outcome.CHANGED]),
            (_("Unchanged"), counts[Outcome.UNCHANGED]),
            (_("Refused"), counts[Outcome.REFUSED]),
        ],
        "doing": [*roster.of(Outcome.NEW), *roster.of(Outcome.CHANGED)],
        "may_load": not counts[Outcome.REFUSED] and not roster.changes_nothing,
    }


def _download(name: str, lines: Any) -> HttpResponse:
    response = HttpResponse("".join(csv_download(lines)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
