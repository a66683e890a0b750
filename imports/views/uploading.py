"""The first two steps: the file, and what its columns mean."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from district.actions import Refused
from imports import actions
from imports.domain import RecipeError
from imports.forms import MappingForm, UploadForm
from imports.mapping import FIELDS, Preview, recipe_spec, suggestions
from imports.queries import preview_of
from imports.reading import FileRefused
from imports.targets import target
from imports.views.finding_batches import permitted, seen, steps_of
from ui.cards import MappedColumn


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file and how it is read."""
    by = permitted(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent, version = form.cleaned_data["file"], form.cleaned_data["recipe"]
        try:
            file = actions.receive_file(name=sent.name, blocks=sent.chunks(), by=by)
        except FileRefused as refused:
            form.add_error("file", refused.sentence)
        else:
            batch = actions.start_import(file=file, by=by, recipe_version=version)
            if version is None:
                return redirect("imports:columns", pk=batch.pk)
            actions.request_check(batch=batch, by=by)
            return redirect("imports:batch", pk=batch.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "imports/upload.html", {"form": form, "steps": steps_of(None)}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the columns mean; kept as a recipe for the next file of this source."""
    found, by = seen(request, pk), permitted(request)
    sheet = request.POST.get("sheet") or request.GET.get("sheet") or found.sheet
    try:
        preview = preview_of(found.file, sheet)
    except FileRefused as refused:
        context = {"batch": found, "refused": refused.sentence, "steps": steps_of(found, at=1)}
        return render(request, "imports/columns.html", context)
    measures = target("observations").measures()
    form = MappingForm(
        request.POST or None,
        preview=preview,
        measures=measures,
        initial=suggestions(preview, found.file.name),
    )
    if request.method == "POST" and form.is_valid():
        try:
            spec = recipe_spec(form.cleaned_data, preview)
            actions.read_with(batch=found, sheet=preview.sheet, recipe=spec, by=by)
        except (RecipeError, Refused) as error:
            form.add_error(None, str(error))
        else:
            return redirect("imports:batch", pk=pk)
    context = {"batch": found, "form": form, "preview": preview, "columns": _columns(form, preview)}
    status = 422 if request.method == "POST" else 200
    return render(request, "imports/columns.html", context | {"steps": steps_of(found, at=1)}, status=status)


def _columns(form: MappingForm, preview: Preview) -> list[MappedColumn]:
    rows = []
    for field in FIELDS:
        chosen = str(form[field.key].value() or "")
        rows.append(
            MappedColumn(
                field=form[field.key],
                name=field.label,
                about=field.about,
                samples=preview.samples(chosen),
                is_required=field.is_required,
                is_suggested=bool(chosen) and not form.is_bound,
            )
        )
    return rows
