"""The first two steps: the file, and what its columns mean."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from district.actions import Refused
from district.models import Person
from imports import actions
from imports.domain import RecipeError
from imports.forms import MappingForm, SheetForm, UploadForm
from imports.mapping import Preview, chosen_in, recipe_spec, suggestions
from imports.models import ImportBatch
from imports.opened_files import preview_of, sheets_of
from imports.reading import FileRefused
from imports.targets import target
from imports.views.editing import about_of, edited_beside
from imports.views.finding_batches import permitted, seen, steps_of


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
    version, asked = found.recipe_version, request.POST.get("do", "save")
    chosen = chosen_in(version.spec) if version else {}
    if chosen is None:  # the recipe says more than this page
        return redirect("imports:batch_recipe", pk=pk)
    sheet = request.POST.get("sheet") or request.GET.get("sheet") or found.sheet
    try:
        preview = preview_of(found.file, sheet, spec=version.spec if version else None)
    except FileRefused as refused:
        context = {"batch": found, "refused": refused.sentence, "steps": steps_of(found, at=1)}
        return render(request, "imports/columns.html", context)
    form = _mapping(request, preview, found, chosen)
    if asked == "more":
        return edited_beside(request, found, form.wording(), form.about)
    if asked == "show":
        form = _mapping(request, preview, found, form.raw, is_sent=False)
    elif form.is_bound and form.is_valid() and _kept(form, found, by):
        return redirect("imports:batch", pk=pk)
    context = {"batch": found, "form": form, "preview": preview, "version": version}
    context |= {"steps": steps_of(found, at=1)}
    return render(request, "imports/columns.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the sheet of a workbook, and check it with the same recipe."""
    found, by = seen(request, pk), permitted(request)
    sheets, refused = [], ""
    try:
        sheets = sheets_of(found.file)
    except FileRefused as error:
        refused = error.sentence
    form = SheetForm(request.POST or None, sheets=sheets, initial={"sheet": found.sheet or found.read_sheet})
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_sheet(batch=found, sheet=form.cleaned_data["sheet"], by=by)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("imports:batch", pk=pk)
    context = {"batch": found, "form": form, "refused": refused, "steps": steps_of(found, at=0)}
    status = 422 if request.method == "POST" else 200
    return render(request, "imports/sheet.html", context, status=status)


def _mapping(
    request: HttpRequest,
    preview: Preview,
    batch: ImportBatch,
    chosen: dict[str, Any],
    *,
    is_sent: bool = True,
) -> MappingForm:
    """The form, filled from what was sent, else from the recipe, else from what the names suggest."""
    suggested = {} if batch.recipe_version else suggestions(preview, batch.file.name)
    about = about_of(batch.recipe_version)
    return MappingForm(
        (request.POST or None) if is_sent else None,
        preview=preview,
        measures=target("observations").measures(),
        suggested=suggested,
        initial={**suggested, **({"recipe_name": about["name"], **about} if about else {}), **chosen},
    )


def _kept(form: MappingForm, batch: ImportBatch, by: Person) -> bool:
    """Keep the recipe and check the file with it; what is refused stands in the form."""
    follows = batch.recipe_version.recipe if batch.recipe_version else None
    kept = {"spec": recipe_spec(form.cleaned_data, form.preview.sheet), "follows": follows, **form.about}
    try:
        actions.read_with(batch=batch, sheet=form.preview.sheet, recipe=kept, by=by)
    except (RecipeError, Refused) as error:
        form.add_error(None, str(error))
        return False
    return True
