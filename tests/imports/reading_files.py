"""Reads a file by a recipe as the worker does, without storing anything."""

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from imports.checking import RowCheck
from imports.domain import Finding, read_recipe
from imports.limits import Limits
from imports.reading import located_table
from tests.imports.open_vocabulary import OpenVocabulary

RECIPES = sorted((settings.BASE_DIR / "kpi" / "recipes").glob("*.json"))


def spec_of(slug: str) -> dict[str, Any]:
    path = settings.BASE_DIR / "kpi" / "recipes" / f"{slug}.json"
    spec: dict[str, Any] = json.loads(path.read_text())["spec"]
    return spec


@dataclass
class Read:
    """What a file came to."""

    rows: int = 0
    stored: int = 0
    refused: int = 0
    ignored: int = 0
    header_row: int = 0
    note: str = ""
    values: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Any] = field(default_factory=list)

    def of(self, indicator: str, **wanted: Any) -> list[dict[str, Any]]:
        wanted["indicator"] = indicator
        return [value for value in self.values if all(value[key] == each for key, each in wanted.items())]

    def one(self, indicator: str, **wanted: Any) -> dict[str, Any]:
        (value,) = self.of(indicator, **wanted)
        return value

    def states(self, indicator: str) -> Counter[str]:
        return Counter(value["state"] for value in self.of(indicator))

    def causes(self) -> Counter[str]:
        return Counter(finding.code for finding in self.findings)


def read_file(
    path: Path, spec: dict[str, Any], answers: dict[str, str] | None = None, limits: Limits | None = None
) -> Read:
    """Check every row of a file."""
    recipe, limits = read_recipe(spec), limits or Limits()
    vocabulary = OpenVocabulary()
    read = Read()
    with located_table(path, path.name, recipe, limits) as (table, header):
        read.header_row, read.note = header.row, table.note
        check = RowCheck(recipe, header, vocabulary, answers=answers or {}, guess=path.name)
        for chunk in check.chunks(table.records()):
            for name in ("rows", "stored", "refused", "ignored"):
                setattr(read, name, getattr(read, name) + getattr(chunk, name))
            read.findings += chunk.findings
            read.questions += chunk.questions
            for accepted in chunk.accepted:
                read.values += _plain(accepted, recipe, vocabulary)
            if chunk.questions:
                break
    return read


def _plain(accepted, recipe, vocabulary):
    units = {number: key for key, number in vocabulary.units.items()}
    groups = {number: code for code, number in vocabulary.groups.items()}
    keys = list(accepted.columns)
    for row in zip(*(accepted.columns[key] for key in keys), strict=True):
        value = dict(zip(keys, row, strict=True))
        for key in ("value", "numerator", "denominator", "n", "bound"):
            value[key] = None if value[key] is None else Decimal(value[key])
        value |= {
            "indicator": recipe.measures[accepted.measure].indicator,
            "unit": units[value["unit"]],
            "group": groups[value["group"]],
            "period": value["period"].code,
        }
        yield value
