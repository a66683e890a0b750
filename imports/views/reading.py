"""Looking at imports: the list, one import with its preview, its findings, one row of its file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from imports.domain import BatchState
from imports.downloads import csv_download
from imports.forms import ConfirmForm, QuestionForm, UndoForm
from imports.models import ImportBatch
from imports.queries import batch_rows, causes_of, file_row, finding_lines, loaded_before
from imports.reading import FileRefused
from imports.targets import target
from imports.views.finding_batches import permitted, progress_of, seen, steps_of

SHOWN_CHANGES = 50
PAGE = 50


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
    causes = causes_of(found) if found.checked_at else []
    context = {
        "batch": found,
        "steps": steps_of(found),
        "progress": progress_of(found),
        "causes": causes,
        "changes": aim.changed(found, SHOWN_CHANGES) if aim and is_checked and found.values_revised else [],
        "before": loaded_before(found) if is_checked else None,
        "has_refused": any(each.kind == "refused" for each in causes),
        "hindrance": hindrance,
        "question": QuestionForm(questions=found.questions),
        "confirm": ConfirmForm(needs_reason=bool(found.values_revised)) if is_checked else None,
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
    """What the check found, row by row, or for one cause."""
    found = seen(request, pk)
    rows = found.findings.all()
    if code := request.GET.get("cause"):
        rows = rows.filter(code=code)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"batch": found, "page": page, "code": code or "", "causes": causes_of(found)}
    return render(request, "imports/findings.html", context)


@require_safe
def findings_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the check found, as a file to work through."""
    found = seen(request, pk)
    lines = csv_download(finding_lines(found))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{found.pk}-findings.csv"'
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
