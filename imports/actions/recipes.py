"""Keeping recipes: a wording is never changed, only followed by the next."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from district.actions import Refused
from district.history import change
from district.models import Person
from imports import targets
from imports.domain import read_recipe
from imports.models import Recipe, RecipeVersion


def keep_recipe(
    *, name: str, source: str, spec: dict[str, Any], by: Person, follows: Recipe | None = None
) -> RecipeVersion:
    """Keep a recipe under its name: the next wording of the one it follows, else a new one.

    A name that another recipe has is refused, so that none is changed by mistake.
    """
    if follows is not None and follows.name == name:
        return save_recipe(
            slug=follows.slug, name=name, source=source, spec=spec, by=by, target=follows.target
        )
    slug = slugify(name)[:60] or "recipe"
    with transaction.atomic(), change(by=by, reason=f"Recipe {name}"):
        try:
            with transaction.atomic():
                Recipe.objects.create(slug=slug, name=name, source=source)
        except IntegrityError as error:
            raise Refused(
                f"A recipe called “{name}” is there already. Choose another name, or change that recipe on "
                "its own page."
            ) from error
        return save_recipe(slug=slug, name=name, source=source, spec=spec, by=by)


def save_recipe(
    *,
    slug: str,
    name: str,
    source: str,
    spec: dict[str, Any],
    by: Person | None,
    target: str = "observations",
) -> RecipeVersion:
    """Save a recipe's wording as its next version; the same wording again makes none.

    Raises RecipeError for a wording that cannot be read, or that names what this district does not keep.
    """
    targets.target(target).vocabulary(read_recipe(spec))
    with transaction.atomic(), change(by=by, reason=f"Recipe {name}"):
        recipe, _made = Recipe.objects.select_for_update().get_or_create(
            slug=slug, defaults={"name": name, "source": source, "target": target}
        )
        if (recipe.name, recipe.source) != (name, source):
            recipe.name, recipe.source = name, source
            recipe.save(update_fields=["name", "source"])
        latest = recipe.versions.first()
        if latest is not None and latest.spec == spec:
            return latest
        return RecipeVersion.objects.create(
            recipe=recipe, number=latest.number + 1 if latest else 1, spec=spec, created_by=by
        )
