"""Recipes as they are worded: everything that is stated is understood, or refused in words."""

import contextlib
import copy

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.actions import save_recipe
from imports.domain import RecipeError, read_recipe
from imports.domain.recipes.reading import PARTS
from imports.mapping import fits_sections, sections_of
from imports.mapping import spec_of as wording_of
from imports.models import RecipeVersion
from tests.imports.conftest import SIMPLE
from tests.imports.reading_files import RECIPES, spec_of

TEXTS = st.text(max_size=8) | st.sampled_from(["year", "rate", "school", "all", "\0", "\ud800"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


def places(stated, path=()):
    """Every place in a wording that a person could get wrong."""
    inner = (
        stated.items() if isinstance(stated, dict) else enumerate(stated) if isinstance(stated, list) else ()
    )
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


FULL = {
    **spec_of("mn-enrollment-2019"),
    "group": {"column": "grade", "map": {"All": "all"}, "unknown": "ignore"},
    "sheet": ["Data"],
    "cells": {"percent": True, "blank": "missing", "words": {"*": "missing"}, "categories": ["High"]},
}
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLACES = list(places(FULL))


def changed(spec, path, value):
    made = copy.deepcopy(spec)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return made


def read_or_refused(spec):
    with contextlib.suppress(RecipeError):
        read_recipe(spec)


@UNHURRIED
@given(ANYTHING | st.dictionaries(st.sampled_from(PARTS), ANYTHING))
def test_any_json_is_read_or_refused_in_words(spec):
    read_or_refused(spec)


@UNHURRIED
@given(st.sampled_from(PLACES), ANYTHING)
def test_any_json_at_any_place_of_a_recipe_is_read_or_refused_in_words(path, value):
    read_or_refused(changed(FULL, path, value))


WRONG = {
    ("unit", "parts"): (5, "Unit, parts: expected a list, […], of at most 1000 entries, found 5."),
    ("unit", "join"): (5, "Unit, join: expected a text of at most 300 characters, found 5."),
    ("unit", "level"): ("planet", "“planet” is no level of a unit. Write one of state, district, school"),
    ("unit", "width"): (2, "Unit does not know “width”. It knows constant, join"),
    ("ignore",): (["x"], "Ignore, rule 1: expected an object, {…}, with at most 1000 names, found “x”."),
    ("measures",): ({"a": 1}, "Measures: expected a list, […], of at most 1000 entries, found an object."),
    ("measures", 0): (1, "Measure 1: expected an object, {…}, with at most 1000 names, found 1."),
    ("measures", 0, "decimals"): (400, "Measure 1 “rate”, decimals: expected a whole number from 0 to 6"),
    ("measures", 0, "series"): (7, "The measure “rate” has no series 7."),
    ("measures", 0, "cohort_years"): ("x", "cohort_years: expected a whole number from 1 to 9, found “x”."),
    ("measures", 0, "indicator"): ("other", "the measure “other”, which is not kept here."),
    ("measures", 0, "cells"): ({"blank": "gone"}, "“gone” is not what a word may mean. Write one of missing"),
    ("group",): ({"column": "year", "map": "abc"}, "Group, map: expected an object, {…}"),
    ("group", "column"): (["a"], "Group, column: expected a text of at most 300 characters, found a list."),
    ("group", "constant"): ("elves", "the student group “elves”, which is not kept here."),
    ("cells",): (5, "Cells: expected an object, {…}, with at most 1000 names, found 5."),
    ("sheet",): (5, "Sheet: expected a list, […], of at most 1000 entries, found 5."),
    ("columns", "rate"): (5, "Column “rate”: expected a list, […], of at most 1000 entries, found 5."),
    ("columns", "year"): ("Ye\0ar", "Column “year”: remove the invisible character U+0000."),
    ("period", "notation"): ("bogus", "“bogus” is no notation of a year. Write one of school_year"),
    ("period", "constant"): ("garbage", "The recipe's period cannot be read. “garbage” is not a period."),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "case"), WRONG.items(), ids=map(str, WRONG))
def test_a_wrong_part_is_refused_with_its_place_and_what_is_expected(simple_recipe, steward, path, case):
    value, sentence = case
    with pytest.raises(RecipeError) as refused:
        save_recipe(slug="s", name="S", source="Us", spec=changed(SIMPLE, path, value), by=steward)
    assert [each for each in refused.value.sentences if sentence in each]
    assert RecipeVersion.objects.get() == simple_recipe


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("{'a': 1}", "This is not JSON: look at line 1, character 2."),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5_000, "nested too deeply"),
        ('{"sheet": "\\u0000"}', "Sheet: remove the invisible character U+0000."),
        ("null", "The recipe: expected an object"),
    ],
)
def test_what_is_no_wording_is_refused_on_the_page(client, steward, simple_recipe, typed, sentence):
    client.force_login(steward)
    page = client.post(
        reverse("imports:recipe_wording", args=["simple"]), {"name": "Simple", "source": "Us", "spec": typed}
    )
    assert page.status_code == 422
    assert sentence in page.content.decode().replace("&quot;", '"')


@pytest.mark.parametrize("slug", [path.stem for path in RECIPES])
def test_the_sections_of_the_editor_say_all_that_a_shipped_recipe_says(slug):
    spec = spec_of(slug)
    assert read_recipe(wording_of(sections_of(spec), spec)) == read_recipe(spec)
    assert fits_sections(spec)


def test_a_wording_that_says_more_than_the_sections_is_left_to_the_technician():
    assert not fits_sections(changed(SIMPLE, ("measures", 0, "cells"), {"words": {"?": "missing"}}))
    assert not fits_sections(changed(SIMPLE, ("measures", 0, "indicator"), 5))
