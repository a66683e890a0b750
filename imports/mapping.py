"""The common case of a recipe: one value a row, said by choosing columns instead of writing JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

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


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, to choose columns by."""

    sheets: Sequence[str]
    sheet: str
    header_row: int
    names: Sequence[str]
    rows: Sequence[Sequence[str]]

    def samples(self, name: str, count: int = 3) -> list[str]:
        """Return the first filled cells of a column."""
        if name not in self.names:
            return []
        place = list(self.names).index(name)
        cells = [row[place].strip()[:40] for row in self.rows if place < len(row) and row[place].strip()]
        return cells[:count]


def suggestions(preview: Preview, file_name: str) -> dict[str, str]:
    """Return the columns that the fields probably mean, by their names."""
    known = {plain_name(name): name for name in preview.names if name}
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


def recipe_spec(chosen: Mapping[str, Any], preview: Preview) -> dict[str, Any]:
    """Return what create_recipe needs for the columns a person chose."""
    columns = {field.key: chosen[field.key] for field in FIELDS if chosen.get(field.key)}
    parts: list[dict[str, Any]] = [{"column": "unit", "width": chosen["width"] or 0}]
    if "unit_type" in columns:
        parts.append({"column": "unit_type", "width": 2})
    measure: dict[str, str] = {key: key for key in ("value", "numerator", "denominator") if key in columns}
    if "denominator" in columns:
        measure["n"] = "denominator"
    spec: dict[str, Any] = {
        "columns": columns,
        "unit": {
            "parts": parts,
            "scheme": chosen["scheme"],
            "unknown": chosen["unknown"],
            **({"name": "name"} if "name" in columns else {}),
        },
        "group": {"column": "group"} if "group" in columns else {"constant": "all"},
        "period": {"column": "year"} if "year" in columns else {},
        "cells": {
            "percent": True,
            "thousands": True,
            "bounds": True,
            "fraction": chosen["is_fraction"],
            "words": dict.fromkeys(("*", "n/a", "na", "cts", "ctstr"), "suppressed_primary"),
        },
        "measures": [{"indicator": chosen["measure"], **measure}],
    }
    if preview.sheet:
        spec["sheet"] = [preview.sheet]
    name = chosen["recipe_name"]
    return {"slug": slugify(name)[:60] or "recipe", "name": name, "source": chosen["source"], "spec": spec}
