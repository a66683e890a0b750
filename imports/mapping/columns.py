"""The common case of a recipe: one value a row, said by choosing columns instead of writing JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.mapping.preview import Preview, label_of, name_and_number
from imports.reading import plain_name
from imports.targets import Field

FIELDS = (
    Field(
        "unit",
        _("School or district"),
        _("Its number or code."),
        is_required=True,
        guesses=("school", "school id", "school number", "district number", "district code", "unit", "code"),
    ),
    Field(
        "value",
        _("Value"),
        _("The rate, score or count."),
        is_required=True,
        guesses=("value", "rate", "percent", "pct", "score", "result"),
    ),
    Field(
        "unit_type",
        _("District type"),
        _("Joined to the number, as in 9999-01."),
        guesses=("district type", "type"),
    ),
    Field(
        "name",
        _("Name"),
        _("Used only when a new district is kept for comparison."),
        guesses=("school name", "district name", "name"),
    ),
    Field(
        "year",
        _("School year"),
        _("Left out, you are asked once for the whole file."),
        guesses=("school year", "year", "data year"),
    ),
    Field(
        "group",
        _("Student group"),
        _("Left out, every row is about all students."),
        guesses=("student group", "group", "demographic description", "subgroup"),
    ),
    Field("numerator", _("Count behind the value"), guesses=("numerator", "count", "proficient count")),
    Field(
        "denominator", _("Out of how many"), guesses=("denominator", "total", "tested count", "enrollment")
    ),
)


# What most files write; the recipe editor says more.
USUAL_CELLS = {"percent": True, "thousands": True, "bounds": True}
USUAL_WORDS = dict.fromkeys(("*", "n/a", "na", "cts", "ctstr"), "suppressed_primary")
COUNTS = ("numerator", "denominator")


def suggestions(preview: Preview, file_name: str) -> dict[str, str]:
    """Return the columns that the fields probably mean, by their names."""
    known = {plain_name(label): label for label in preview.labels}
    guessed: dict[str, str] = {}
    for field in FIELDS:
        exact = next((known[guess] for guess in field.guesses if guess in known), "")
        near = next(
            (name for plain, name in known.items() for guess in field.guesses[:2] if guess in plain), ""
        )
        chosen = exact or (near if field.is_required else "")
        if chosen and chosen not in guessed.values():
            guessed[field.key] = chosen
    return {**guessed, "recipe_name": Path(file_name).stem.replace("_", " ")[:100]}


def recipe_spec(chosen: Mapping[str, Any], sheet: str) -> dict[str, Any]:
    """Return the wording of the columns a person chose."""
    labels = {field.key: chosen[field.key] for field in FIELDS if chosen.get(field.key)}
    parts = [{"column": "unit", "width": int(chosen["width"] or 0)}] if "unit" in labels else []
    if "unit_type" in labels:
        parts.append({"column": "unit_type", "width": 2})
    measure: dict[str, str] = {key: key for key in ("value", *COUNTS) if key in labels}
    if "denominator" in labels:
        measure["n"] = "denominator"
    spec: dict[str, Any] = {
        "columns": {key: _column(label) for key, label in labels.items()},
        "unit": {
            "parts": parts,
            "scheme": chosen["scheme"],
            "unknown": chosen["unknown"],
            **({"name": "name"} if "name" in labels else {}),
        },
        "group": {"column": "group"} if "group" in labels else {"constant": "all"},
        "period": {"column": "year"} if "year" in labels else {},
        "cells": {**USUAL_CELLS, "fraction": chosen["is_fraction"], "words": dict(USUAL_WORDS)},
        "measures": [{"indicator": chosen["measure"], **measure}],
    }
    return {**spec, "sheet": [sheet]} if sheet else spec


def chosen_in(spec: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a person chose for a wording of this page; None for one that says more than the page."""
    try:
        unit, (measure,) = spec["unit"], spec["measures"]
        chosen = {
            **{field.key: _label(spec["columns"].get(field.key, "")) for field in FIELDS},
            "width": unit["parts"][0]["width"],
            "scheme": unit["scheme"],
            "unknown": unit["unknown"],
            "is_fraction": spec["cells"]["fraction"],
            "measure": measure["indicator"],
        }
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        return None
    return chosen if recipe_spec(chosen, next(iter(spec.get("sheet", [])), "")) == spec else None


def _column(label: str) -> Any:
    name, number = name_and_number(label)
    return {"names": [name], "which": number} if number else name


def _label(stated: Any) -> str:
    return label_of(stated["names"][0], stated["which"]) if isinstance(stated, Mapping) else str(stated)
