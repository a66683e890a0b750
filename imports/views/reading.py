"""Looking at imports: the list, one import with its preview, its findings, one row of its file."""

from collections.abc import Iterable, Sequence
from itertools import chain
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from imports.domain import BatchState
from imports.domain.findings import cause, is_cause
from imports.downloads import csv_download
from imports.forms import QuestionForm, UndoForm
from imports.models import ImportBatch
from imports.queries import (
    batch_rows,
    causes_of,
    file_row,
    finding_lines,
    kinds_of,
    loaded_before,
    refused_lines,
)
from imports.reading import FileRefused
from imports.targets import target
from imports.views.finding_batches import kind_chips, permitted, progress_of, seen, steps_of

SHOWN_CHANGES = 50
PAGE = 50
_FIELDS = {"kind": "kind", "cause": "code"}


@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every import, newest first."""
    permitted(request)
    page = Paginator(batch_rows(), PAGE).get_page(request.GET.get("page"))
    return render(request, "imports/batch_list.html", {"page": page, "batches": page.object_list})


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One import at the step where it stands."""
    return shown(request, seen(request, pk))


def shown(request: HttpRequest, found: ImportBatch, *, status: int = 200, **forms: object) -> HttpResponse:
    """The page of an import, with the form that a person's word needs."""
    version = found.recipe_version
    aim = target(version.recipe.target) if version else None
    is_checked, is_loaded = found.state == BatchState.CHECKED, found.state == BatchState.LOADED
    can_undo = is_loaded and found.undoes_id is None and not hasattr(found, "undone_by")
    hindrance = aim.hindrance(found) if can_undo and aim else ""
    context = {
        "batch": found,
        "steps": steps_of(found),
        "progress": progress_of(found),
        "causes": causes_of(found) if found.checked_at else [],
        "kinds": kinds_of(found) if found.checked_at else {},
        "states": aim.state_words(found.values_by_state) if aim else [],
        "changes": aim.changed(found, SHOWN_CHANGES) if aim and is_checked and found.values_revised else [],
        "before": loaded_before(found) if is_checked else None,
        "hindrance": hindrance,
        "question": QuestionForm(questions=found.questions),
        "has_sheets": bool(version) and found.file.name.lower().endswith(".xlsx"),
        "undo": UndoForm() if can_undo and not hindrance else None,
        **forms,
    }
    return render(request, "imports/batch.html", context, status=status)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; at the next state htmx loads the page again, so that all of it fits."""
    found = seen(request, pk)
    how_far = progress_of(found)
    if how_far is None or request.GET.get("state", found.state) != found.state:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "ui/progress.html", {"progress": how_far})


@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """What the check found, row by row: all of it, one kind or one cause."""
    found = seen(request, pk)
    asked = {name: request.GET.get(name, "") for name in ("kind", "cause")}
    rows = found.findings.filter(**{_FIELDS[name]: value for name, value in asked.items() if value})
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "page": page,
        "chips": kind_chips(kinds_of(found), asked["kind"]),
        "cause": cause(asked["cause"]) if is_cause(asked["cause"]) else "",
        "query": urlencode({name: value for name, value in asked.items() if value}),
        **asked,
    }
    return render(request, "imports/findings.html", context)


@require_safe
def findings_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the check found, as a file to work through."""
    found, kind = seen(request, pk), request.GET.get("kind", "")
    return _csv_file(finding_lines(found, kind), f"import-{found.pk}-findings.csv")


@require_safe
def refused_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The refused rows of the file, to be repaired and sent again."""
    found = seen(request, pk)
    lines = refused_lines(found)
    try:
        first = next(lines, ())
    except FileRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("imports:batch", pk=pk)
    return _csv_file(chain([first], lines), f"import-{found.pk}-refused-rows.csv")


def _csv_file(rows: Iterable[Sequence[str]], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_download(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One row of the file as it stands there, what was found in it and what it became."""
    found = seen(request, pk)
    source = found.undoes or found
    refused, cells = "", None
    try:
        cells = file_row(source, number)
    except FileRefused as error:
        refused = error.sentence
    if cells is None and not refused:
        raise Http404
    version = found.recipe_version
    values = target(version.recipe.target).of_row(found, number) if version else []
    context = {"batch": found, "row": cells, "number": number, "refused": refused, "values": values}
    return render(request, "imports/row.html", context | {"findings": source.findings.filter(row=number)})
