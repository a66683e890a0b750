"""Keeping recipes: a wording is never changed, only followed by the next."""

from typing import Any

from django.db import transaction

from district.history import change
from district.models import Person
from imports.domain import read_recipe
from imports.models import Recipe, RecipeVersion


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
