"""Loading the recipes that read the state files the district gets."""

from district.models import Person
from imports.actions import save_recipe
from imports.targets import target
from kpi.models import Indicator


def load_recipes(by: Person) -> None:
    """Save each example recipe that feeds a measure of this district, under the name of its file.

    The others read files of other states. They stand among the examples, to begin a recipe with.
    """
    kept = set(Indicator.objects.values_list("code", flat=True))
    for example in target("observations").examples():
        if kept & {measure["indicator"] for measure in example.spec["measures"]}:
            save_recipe(
                slug=example.slug, name=example.name, source=example.source, spec=dict(example.spec), by=by
            )
