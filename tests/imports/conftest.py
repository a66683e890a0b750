"""Measures, groups and recipes that imports of the real files need."""

import json
from typing import Any

import pytest
from django.conf import settings

from district.models import GroupScheme, OrgUnit, ReportingId, StudentGroup
from imports.actions import (
    answer_questions,
    confirm_import,
    receive_file,
    run_batch,
    save_recipe,
    start_import,
)
from imports.models import ImportBatch, RecipeVersion
from kpi.models import Indicator, IndicatorVersion, Series

GROUPS = (
    *("american-indian", "asian", "hispanic", "black", "white", "two-or-more", "male", "female"),
    *("english-learner", "special-education", "free-reduced-meals", "homeless"),
)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def state_groups(all_students: StudentGroup) -> dict[str, StudentGroup]:
    scheme = GroupScheme.objects.create(code="state", name="State groups", kind="overlapping", order=1)
    made = StudentGroup.objects.bulk_create(
        StudentGroup(scheme=scheme, code=code, name=code.replace("-", " ").capitalize()) for code in GROUPS
    )
    return {group.code: group for group in [all_students, *made]}


@pytest.fixture
def lakeville(district_units: Any) -> OrgUnit:
    """The own district under the number that the state gives it."""
    district: OrgUnit = district_units.district
    ReportingId.objects.create(unit=district, scheme="mde", value="0194-01")
    return district


def follow(code: str, **fields: Any) -> Series:
    """An indicator with a first series and a proposed definition."""
    indicator = Indicator.objects.create(code=code, slug=code)
    series = Series.objects.create(indicator=indicator, number=1, label="First")
    IndicatorVersion.objects.create(
        indicator=indicator, number=1, name=code, question=f"What about {code}?", series=series, **fields
    )
    return series


def recipe(slug: str, by: Any) -> RecipeVersion:
    """A shipped recipe, saved."""
    path = settings.BASE_DIR / "kpi" / "recipes" / f"{slug}.json"
    return save_recipe(slug=slug, by=by, **json.loads(path.read_text()))


def begin(path: Any, version: RecipeVersion, by: Any, *, name: str = "", answers: Any = None) -> ImportBatch:
    """Upload and check a file."""
    file = receive_file(name=name or path.name, blocks=[path.read_bytes()], by=by)
    batch = start_import(file=file, by=by, recipe_version=version)
    answer_questions(batch=batch, answers=answers or {}, by=by)
    run_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def finish(batch: ImportBatch, by: Any, **words: Any) -> ImportBatch:
    """Confirm and load a checked file."""
    confirm_import(batch=batch, by=by, **words)
    run_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


SIMPLE = {
    "columns": {"year": "Year", "school": "School", "rate": "Rate"},
    "unit": {"parts": ["school"], "scheme": "local"},
    "group": {"constant": "all"},
    "period": {"column": "year"},
    "cells": {"percent": True, "bounds": True, "words": {"*": "suppressed_primary"}},
    "measures": [{"indicator": "rate", "value": "rate", "decimals": 1}],
}


@pytest.fixture
def simple_recipe(steward: Any, all_students: Any, district_units: Any) -> RecipeVersion:
    """One rate of two schools, A and B."""
    for letter in "ab":
        unit = getattr(district_units, f"school_{letter}")
        ReportingId.objects.create(unit=unit, scheme="local", value=letter.upper())
    follow("rate")
    return save_recipe(slug="simple", name="Simple", source="Us", spec=SIMPLE, by=steward)
