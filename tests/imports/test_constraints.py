"""The database refuses nonsense: one test trips each named constraint of the imports room."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from imports.models import ImportBatch, Recipe, RecipeVersion, SourceFile
from tests.promises import known_words


def batch(**fields):
    def make(person):
        file = SourceFile.objects.create(name="x.csv", sha256="0" * 64, size=1, uploaded_by=person)
        ImportBatch.objects.create(file=file, created_by=person, **fields)

    return make


def version_twice(person):
    recipe = Recipe.objects.create(slug="x", name="x")
    for _again in range(2):
        RecipeVersion.objects.create(recipe=recipe, number=1, spec={}, created_by=person)


TRIPS: dict[str, Any] = {
    "imports_batch_rows_add_up": batch(rows_in=2, rows_stored=1),
    "imports_batch_values_add_up": batch(values_in=2, values_new=1),
    "imports_batch_failed_says_why": batch(state="failed"),
    "imports_batch_loaded_by_someone": batch(state="loaded"),
    "imports_recipe_version_once": version_twice,
}


@pytest.mark.parametrize("name", TRIPS)
def test_the_database_refuses(name, steward):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        TRIPS[name](steward)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_every_named_constraint_is_tripped():
    named = {
        constraint.name
        for model in apps.get_app_config("imports").get_models()
        if not model.__name__.endswith("Event")
        for constraint in model._meta.constraints
    }
    assert named - set(known_words()) == set(TRIPS)
