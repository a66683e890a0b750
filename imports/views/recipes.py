"""Recipes: the list, one in its wording, and an empty file that fits it."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from imports import actions
from imports.domain import RecipeError
from imports.downloads import csv_download
from imports.forms import WordingForm
from imports.mapping import fits_sections
from imports.models import Recipe, RecipeVersion
from imports.queries import latest_version, recipe_rows
from imports.targets import target
from imports.views.finding_batches import permitted


@require_safe
def recipe_list(request: HttpRequest) -> HttpResponse:
    """Every recipe."""
    permitted(request)
    context = {"recipes": recipe_rows(), "examples": target("observations").examples()}
    return render(request, "imports/recipe_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recipe_wording(request: HttpRequest, slug: str) -> HttpResponse:
    """The wording of a recipe, for the technician; saving makes the next version."""
    by = permitted(request)
    found = get_object_or_404(Recipe, slug=slug)
    version = latest_version(slug)
    form = WordingForm(
        request.POST or None,
        initial={"name": found.name, "source": found.source, "spec": _wording(version)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_recipe(slug=slug, by=by, target=found.target, **form.cleaned_data)
        except RecipeError as error:
            for sentence in error.sentences:
                form.add_error("spec", sentence)
        else:
            messages.success(request, _("Recipe saved as version {}.").format(saved.number))
            return redirect("imports:recipe_wording", slug=slug)
    status = 422 if request.method == "POST" else 200
    context = {
        "recipe": found,
        "version": version,
        "form": form,
        "versions": found.versions.all(),
        "has_sections": version is not None and fits_sections(version.spec),
    }
    return render(request, "imports/recipe_wording.html", context, status=status)


@require_safe
def recipe_template(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty file with the header that the recipe looks for."""
    permitted(request)
    version = latest_version(slug)
    if version is None:
        raise Http404
    names = version.read().header
    response = HttpResponse("".join(csv_download([names])), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-template.csv"'
    return response


def _wording(version: RecipeVersion | None) -> str:
    return json.dumps(version.spec if version else {}, indent=2, ensure_ascii=False)
