"""Loading the recipes that read the state files the district gets."""

import json

from django.conf import settings

from district.models import Person
from imports.actions import save_recipe
from kpi.models import Indicator


def load_recipes(by: Person) -> None:
    """Save each recipe of kpi/recipes that feeds a measure of this district, under the name of its file.

    The others read files of other states; they are examples, and could not run here.
    """
    kept = set(Indicator.objects.values_list("code", flat=True))
    for path in sorted((settings.BASE_DIR / "kpi" / "recipes").glob("*.json")):
        recipe = json.loads(path.read_text())
        if kept & {measure["indicator"] for measure in recipe["spec"]["measures"]}:
            save_recipe(slug=path.stem, by=by, **recipe)
