"""The recipe editor: a new recipe, the next version of one, and the recipe of a file that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from district.actions import Refused
from district.models import Person
from imports import actions
from imports.domain import RecipeError
from imports.forms import (
    Offered,
    RecipeEditor,
    chosen_columns,
    stated_names,
    with_found_words,
    with_row,
    without_row,
)
from imports.mapping import Preview, blank_sections, fits_sections, sections_of
from imports.models import ImportBatch, Recipe, RecipeVersion
from imports.opened_files import preview_of
from imports.queries import latest_version
from imports.reading import FileRefused
from imports.targets import Words, target
from imports.views.finding_batches import permitted, seen, steps_of

Save = Callable[[dict[str, Any], dict[str, str], str], str]  # wording, about, sheet: where to go on


@dataclass(frozen=True)
class Desk:
    """What is edited: the sections as they stand, the wording before, and perhaps an open file."""

    url: str
    title: str
    save: Save
    state: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)
    batch: ImportBatch | None = None
    context: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def recipe(request: HttpRequest, slug: str) -> HttpResponse:
    """One recipe; saving makes the next version."""
    by, found, version = permitted(request), get_object_or_404(Recipe, slug=slug), latest_version(slug)
    if version is None or not fits_sections(version.spec):
        return redirect("imports:recipe_wording", slug=slug)

    def save(spec: dict[str, Any], about: dict[str, str], _sheet: str) -> str:
        saved = actions.save_recipe(slug=slug, by=by, target=found.target, spec=spec, **about)
        messages.success(request, _("Recipe saved as version {}.").format(saved.number))
        return reverse("imports:recipe", args=[slug])

    state = sections_of(version.spec) | {"about": {"name": found.name, "source": found.source}}
    context = {"recipe": found, "version": version, "versions": found.versions.all()}
    url = reverse("imports:recipe", args=[slug])
    return _edit(request, Desk(url, found.name, save, state, version.spec, context=context))


@require_http_methods(["GET", "HEAD", "POST"])
def recipe_new(request: HttpRequest) -> HttpResponse:
    """A new recipe: empty, a copy of another, or an example to begin with."""
    by = permitted(request)

    def save(spec: dict[str, Any], about: dict[str, str], _sheet: str) -> str:
        saved = actions.keep_recipe(by=by, spec=spec, name=about["name"], source=about["source"])
        messages.success(request, _("Recipe saved. Import a file with it to see what it reads."))
        return reverse("imports:recipe", args=[saved.recipe.slug])

    before, about = _begun(request.GET.get("copy", ""), request.GET.get("example", ""))
    state = (sections_of(before) if before else blank_sections()) | {"about": about}
    url = reverse("imports:recipe_new") + (f"?{request.GET.urlencode()}" if before else "")
    return _edit(request, Desk(url, _("New recipe"), save, state, before))


def _begun(copy: str, example: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The wording and the words that a new recipe begins with."""
    if copy and (version := latest_version(copy)) and fits_sections(version.spec):
        about = about_of(version)
        return version.spec, about | {"name": _("Copy of {}").format(about["name"])[:120]}
    for each in target("observations").examples():
        if each.slug == example:
            return dict(each.spec), {"name": each.name, "source": each.source}
    return {}, {}


@require_http_methods(["GET", "HEAD", "POST"])
def batch_recipe(request: HttpRequest, pk: int) -> HttpResponse:
    """The recipe of an import beside its file: what the columns hold can be seen and picked."""
    found, by = seen(request, pk), permitted(request)
    version = found.recipe_version
    if version is not None and not fits_sections(version.spec):
        return redirect("imports:recipe_wording", slug=version.recipe.slug)
    return _edit(request, _desk(found, version.spec if version else {}, about_of(version), by=by))


def edited_beside(
    request: HttpRequest, batch: ImportBatch, spec: dict[str, Any], about: dict[str, str]
) -> HttpResponse:
    """The editor with a wording begun elsewhere, beside the import's file."""
    return _edit(request, _desk(batch, spec, about, by=permitted(request)), is_sent=False)


def _desk(batch: ImportBatch, spec: dict[str, Any], about: dict[str, str], *, by: Person) -> Desk:
    follows = batch.recipe_version.recipe if batch.recipe_version else None

    def save(spec: dict[str, Any], about: dict[str, str], sheet: str) -> str:
        kept = {"spec": spec, "follows": follows, **about}
        actions.read_with(batch=batch, sheet=sheet, recipe=kept, by=by)
        return reverse("imports:batch", args=[batch.pk])

    state = (sections_of(spec) if spec else blank_sections()) | {"about": about}
    url = reverse("imports:batch_recipe", args=[batch.pk])
    context = {"follows": follows, "steps": steps_of(batch, at=1)}
    return Desk(url, batch.file.name, save, state, spec, batch, context)


def about_of(version: RecipeVersion | None) -> dict[str, str]:
    """What the recipe of a version is called."""
    return {"name": version.recipe.name, "source": version.recipe.source} if version else {}


def _edit(request: HttpRequest, desk: Desk, *, is_sent: bool = True) -> HttpResponse:
    """Save, or show the sections with a row more or less, or with the words of the open file."""
    words, state, asked = target("observations").words(), desk.state, "look"
    if is_sent and request.method == "POST":
        state = RecipeEditor(None, Offered(words), data=request.POST).state
        asked = request.POST.get("do", "save")
    preview, refused = _opened(desk, state, request.POST.get("open_sheet", ""))
    offered = _offered(words, preview, state)
    status = 200
    if asked == "save":
        editor = RecipeEditor(None, offered, data=request.POST)
        if place := _saved(editor, desk, preview):
            return redirect(place)
        status = 422
    else:
        editor = RecipeEditor(_changed(state, asked, offered), offered)
    context = {"editor": editor, "desk": desk, "preview": preview, "refused": refused, "batch": desk.batch}
    return render(request, "imports/editor.html", context | desk.context, status=status)


def _saved(editor: RecipeEditor, desk: Desk, preview: Preview | None) -> str:
    """Save what the sections say; where to go on, or nothing when something is wrong."""
    if not editor.is_valid():
        return ""
    try:
        return desk.save(editor.spec(desk.before), editor.about, preview.sheet if preview else "")
    except RecipeError as error:
        editor.refuse(error.sentences)
    except Refused as error:
        editor.refuse([str(error)])
    return ""


def _changed(state: dict[str, Any], asked: str, offered: Offered) -> dict[str, Any]:
    what, _colon, where = asked.partition(":")
    name, _colon, number = where.partition(":")
    if what == "add":
        return with_row(state, name)
    if what == "remove" and number.isdecimal():
        return without_row(state, name, int(number))
    return with_found_words(state, offered)


def _opened(desk: Desk, state: dict[str, Any], sheet: str) -> tuple[Preview | None, str]:
    """The file on the desk, with the words of the chosen columns; or why it cannot be opened."""
    if desk.batch is None:
        return None, ""
    names, chosen = stated_names(state), chosen_columns(state)
    wanted = {label: names[label] for label in chosen}
    try:
        return preview_of(desk.batch.file, sheet or desk.batch.sheet, spec=desk.before, words_in=wanted), ""
    except FileRefused as refused:
        return None, refused.sentence


def _offered(words: Words, preview: Preview | None, state: dict[str, Any]) -> Offered:
    """The columns of the open file, and those that only the recipe knows, each by the recipe's name."""
    names = stated_names(state)
    if preview is None:
        return Offered(words, [(label, label) for label in names])
    choices = dict(preview.choices())
    for label, known in names.items():
        if label in choices:
            continue
        here = next((found for name in known if (found := preview.label(name))), "")
        lost = _("{} (not in this file)").format(label)
        choices[label] = _("{}, here “{}”").format(label, here) if here else lost
        choices.pop(here, None)
    return Offered(words, list(choices.items()), preview.words, has_file=True)
