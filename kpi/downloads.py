"""The same figures as files: one row per result, what is hidden stays in the file as a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kpi.choices import Choice
from publication import downloads
from publication.reading import Edition

Payload = Mapping[str, Any]
KEPT = (
    "slug",
    "question",
    "name",
    "goal",
    "direction",
    "unit",
    "status",
    "retired",
    "target",
    "to_go",
    "change",
    "is_sample",
    "about",
)


def shown_cells(measure: Payload, choice: Choice, edition: Edition) -> list[dict[str, Any]]:
    """The results behind the page: all units of the measure, or just the line a reader chose."""
    slug = measure["slug"]
    if choice.is_whole:
        units = [unit for unit, _name in measure["choices"]["units"]] + measure["choices"]["comparisons"]
        found = {each["unit"]: each for each in edition.some("cells", [f"{slug}/{unit}" for unit in units])}
        return [found[unit] for unit in units if unit in found]
    cells = edition.item("cells", f"{slug}/{choice.unit}")
    group = cells["columns"].index("group")
    return [cells | {"rows": [row for row in cells["rows"] if row[group] == choice.group]}]


def file_name(measure: Payload, choice: Choice) -> str:
    """What the file is called when it is kept."""
    return measure["slug"] if choice.is_whole else f"{measure['slug']}-{choice.unit}-{choice.group}"


def measure_document(measure: Payload, choice: Choice, edition: Edition) -> dict[str, Any]:
    """The measure as open data: its definition, its standing, and the same rows as the CSV."""
    told = {"measure": {name: measure[name] for name in KEPT if name in measure}}
    return told | downloads.results_document(edition, shown_cells(measure, choice, edition))


LIST_COLUMNS = (
    "release",
    "measure",
    "question",
    "name",
    "core_goal",
    "unit",
    "status",
    "period",
    "state",
    "value",
    "bound",
    "n",
    "change",
    "change_kind",
    "target",
    "target_year",
    "next_result",
    "data_kind",
)


def list_csv(cards: Iterable[Payload], unit: Sequence[str], edition: Edition) -> HttpResponse:
    """The list of measures, exactly as filtered and sorted."""
    rows = [_list_row(card, unit[1], edition.number) for card in cards]
    return downloads.csv_response("measures", LIST_COLUMNS, rows)


def _list_row(card: Payload, unit: str, release: int) -> list[Any]:
    latest, change, target = card["latest"] or {}, card["change"] or {}, card.get("target") or {}
    goal = target.get("value") or (_("%(low)s to %(high)s") % target if "low" in target else "")
    return [
        release,
        card["slug"],
        card["question"],
        card["name"],
        card["goal"],
        unit,
        card.get("status", "retired" if card.get("retired") else ""),
        latest.get("period", {}).get("code", ""),
        latest.get("state", "not_released"),
        latest.get("value", latest.get("category", "")),
        latest.get("bound", ""),
        latest.get("n", ""),
        change.get("difference", ""),
        change.get("kind", ""),
        goal,
        target.get("year", ""),
        card["next_result"],
        str(
            downloads.SAMPLE if latest.get("is_sample", card["is_sample"] and not latest) else downloads.REAL
        ),
    ]
