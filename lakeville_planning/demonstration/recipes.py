"""Loading the recipes that read the state files the district gets."""

import json

from django.conf import settings

from district.models import Person
from imports.actions import save_recipe


def load_recipes(by: Person) -> None:
    """Save each recipe of kpi/recipes under the name of its file."""
    for path in sorted((settings.BASE_DIR / "kpi" / "recipes").glob("*.json")):
        save_recipe(slug=path.stem, by=by, **json.loads(path.read_text()))
