"""Keeping recipes: a wording is never changed, only followed by the next."""

from typing import Any

from django.db import IntegrityError, transaction

from district.actions import Refused
from district.history import change
from district.models import Person
from imports.domain import read_recipe
from imports.models import Recipe, RecipeVersion


def create_recipe(
    *, slug: str, name: str, source: str, spec: dict[str, Any], by: Person, target: str = "observations"
) -> RecipeVersion:
    """Keep a new recipe; a name that another one has is refused, so that none is changed by mistake."""
    with transaction.atomic(), change(by=by, reason=f"Recipe {name}"):
        try:
            with transaction.atomic():
                Recipe.objects.create(slug=slug, name=name, source=source, target=target)
        except IntegrityError as error:
            raise Refused(
                f"A recipe called “{name}” is there already. Choose another name, or change that recipe on "
                "its own page."
            ) from error
        return save_recipe(slug=slug, name=name, source=source, spec=spec, by=by, target=target)


def save_recipe(
    *,
    slug: str,
    name: str,
    source: str,
    spec: dict[str, Any],
    by: Person | None,
    target: str = "observations",
) -> RecipeVersion:
    """Save a recipe's wording as its next version; the same wording again makes none. Raises RecipeError."""
    read_recipe(spec)
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
