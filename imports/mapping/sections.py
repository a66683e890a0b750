"""A recipe's wording as the sections a person fills in, and back.

People name a column as it stands in the file; the wording gives each column a key. Nothing is lost on the
way: what the sections cannot say is left to the wording (`fits_sections`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from imports.domain import RecipeError, read_recipe
from imports.mapping.preview import label_of, name_and_number

Row = dict[str, Any]
COLUMNS_OF_A_MEASURE = ("value", "numerator", "denominator", "n")
MARKS = ("percent", "thousands", "bounds", "fraction", "whole")
KINDS = ("equals", "starts", "contains", "unless")
CONDITIONS = (1, 2)  # how many conditions a measure has room for


def sections_of(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in each section for a checked wording."""
    labels = {key: _label(stated) for key, stated in spec.get("columns", {}).items()}
    unit, group, period = (spec.get(part, {}) for part in ("unit", "group", "period"))
    cells = spec.get("cells", {})
    return {
        "file": {"sheet": _texts(spec.get("sheet"))},
        "who": {
            **{name: unit.get(name, "") for name in ("scheme", "constant")},
            "before": unit.get("prefix", ""),
            "join": unit.get("join", "-"),
            "unknown": unit.get("unknown", "refuse"),
            "level": unit.get("level", "district"),
            "name": labels.get(unit.get("name", ""), ""),
        },
        "parts": [_unit_part(each, labels) for each in unit.get("parts", [])],
        "when": {
            "column": labels.get(period.get("column", ""), ""),
            "notation": period.get("notation", "school_year"),
            "constant": period.get("constant", ""),
        },
        "group": {
            "column": labels.get(group.get("column", ""), ""),
            "constant": group.get("constant", ""),
            "unknown": group.get("unknown", "refuse"),
        },
        "groups": [{"word": word, "group": code} for word, code in group.get("map", {}).items()],
        "measures": [_measure(each, labels) for each in spec.get("measures", [])],
        "cells": {
            **{mark: cells.get(mark, False) for mark in MARKS},
            "blank": cells.get("blank", "missing"),
            "state": cells.get("state", "final"),
        },
        "words": [{"word": word, "means": state} for word, state in cells.get("words", {}).items()],
        "ignore": [_row_rule(each, labels) for each in spec.get("ignore", [])],
        "columns": _other_names(spec.get("columns", {})),
    }


def blank_sections() -> dict[str, Any]:
    """Return what stands in each section of a recipe that has yet to be written."""
    cells = dict.fromkeys(("percent", "thousands", "bounds"), True)
    return sections_of({"cells": cells}) | {"parts": [{}], "measures": [{}]}


def spec_of(said: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the wording that the sections say; columns keep the keys they had `before`."""
    columns = _Columns(said["columns"], before or {})
    who, when, group, cells = said["who"], said["when"], said["group"], said["cells"]
    spec: dict[str, Any] = {
        "unit": {
            "parts": [
                {"column": columns.key(part["column"]), "width": part["width"] or 0}
                for part in said["parts"]
                if part["column"]
            ],
            **_filled(who, ("scheme", "constant", "join")),
            **({"prefix": who["before"]} if who["before"] else {}),
            **({"name": columns.key(who["name"])} if who["name"] else {}),
            "unknown": who["unknown"],
            "level": who["level"],
        },
        "group": {
            **({"column": columns.key(group["column"])} if group["column"] else {}),
            **_filled(group, ("constant", "unknown")),
            "map": {row["word"]: row["group"] for row in said["groups"] if row["word"] and row["group"]},
        },
        "period": {
            **({"column": columns.key(when["column"])} if when["column"] else {}),
            **_filled(when, ("notation", "constant")),
        },
        "ignore": [_said_rule(row, columns) for row in said["ignore"]],
        "cells": {
            **{mark: True for mark in MARKS if cells[mark]},
            **_filled(cells, ("blank", "state")),
            "words": {row["word"]: row["means"] for row in said["words"] if row["word"] and row["means"]},
        },
        "measures": [_said_measure(row, columns) for row in said["measures"]],
    }
    if said["file"]["sheet"]:
        spec["sheet"] = said["file"]["sheet"]
    return {**spec, "columns": columns.stated()}


def fits_sections(spec: Mapping[str, Any]) -> bool:
    """Whether the sections say all that a wording says."""
    try:
        return read_recipe(spec_of(sections_of(spec), spec)) == read_recipe(spec)
    except RecipeError:
        return False


class _Columns:
    """The columns that the sections name, each with its key and the other names it has had."""

    def __init__(self, others: Sequence[Row], before: Mapping[str, Any]) -> None:
        self.others = {row["column"]: row for row in others if row["column"]}
        self.before = {_label(stated): key for key, stated in before.get("columns", {}).items()}
        self.keys: dict[str, str] = {}
        for label in self.others:
            self.key(label)

    def key(self, label: str) -> str:
        if label not in self.keys:
            taken = {*self.keys.values(), *self.before.values()}
            plain = slugify(label).replace("-", "_")[:40] or "column"
            free = (name for number in range(1, 1000) if (name := f"{plain}_{number}") not in taken)
            self.keys[label] = self.before.get(label) or (next(free) if plain in taken else plain)
        return self.keys[label]

    def stated(self) -> dict[str, Any]:
        return {key: self._stated(label) for label, key in self.keys.items()}

    def _stated(self, label: str) -> Any:
        name, number = name_and_number(label)
        row = self.others.get(label, {"names": [], "optional": False})
        names = [name, *row["names"]]
        stated = {
            "names": names,
            **({"optional": True} if row["optional"] else {}),
            **({"which": number} if number else {}),
        }
        return stated if len(stated) > 1 else names if len(names) > 1 else name


def _label(stated: Any) -> str:
    """Return a column's first name, with its number where several are called alike."""
    said = stated if isinstance(stated, Mapping) else {"names": stated}
    return label_of(_texts(said["names"])[0], said.get("which", 0))


def _other_names(columns: Mapping[str, Any]) -> list[Row]:
    rows = []
    for stated in columns.values():
        said = stated if isinstance(stated, Mapping) else {"names": stated}
        others = _texts(said["names"])[1:]
        if others or said.get("optional"):
            rows.append({"column": _label(stated), "names": others, "optional": said.get("optional", False)})
    return rows


def _unit_part(stated: Any, labels: Mapping[str, str]) -> Row:
    said = stated if isinstance(stated, Mapping) else {"column": stated}
    return {"column": labels[said["column"]], "width": said.get("width") or None}


def _measure(stated: Mapping[str, Any], labels: Mapping[str, str]) -> Row:
    row: Row = {role: labels.get(stated.get(role, ""), "") for role in COLUMNS_OF_A_MEASURE}
    for number in CONDITIONS:
        row |= {f"when_{number}": "", f"words_{number}": []}
    for number, (key, texts) in zip(CONDITIONS, stated.get("when", {}).items(), strict=False):
        row |= {f"when_{number}": labels[key], f"words_{number}": _texts(texts)}
    cells = stated.get("cells", {})
    return row | {
        "indicator": stated["indicator"],
        "decimals": stated.get("decimals", 2),
        "cohort_years": stated.get("cohort_years", 4),
        "series": stated.get("series"),
        "optional": stated.get("optional", False),
        "comment": stated.get("comment", ""),
        "categories": _texts(cells.get("categories")),
        "blank": cells.get("blank", ""),
        "whole": cells.get("whole", False),
        "fraction": {True: "yes", False: "no"}.get(cells.get("fraction"), ""),
    }


def _said_measure(row: Row, columns: _Columns) -> dict[str, Any]:
    when = {
        columns.key(row[f"when_{number}"]): row[f"words_{number}"]
        for number in CONDITIONS
        if row[f"when_{number}"]
    }
    cells = {
        **_filled(row, ("categories", "blank")),
        **({"whole": True} if row["whole"] else {}),
        **({"fraction": row["fraction"] == "yes"} if row["fraction"] else {}),
    }
    return {
        "indicator": row["indicator"],
        **({"when": when} if when else {}),
        **{role: columns.key(row[role]) for role in COLUMNS_OF_A_MEASURE if row[role]},
        "decimals": 2 if row["decimals"] is None else row["decimals"],
        **_filled(row, ("cohort_years", "series", "comment")),
        **({"optional": True} if row["optional"] else {}),
        **({"cells": cells} if cells else {}),
    }


def _row_rule(stated: Mapping[str, Any], labels: Mapping[str, str]) -> Row:
    kind = next((kind for kind in KINDS if stated.get(kind)), KINDS[0])
    return {
        "column": labels.get(stated.get("column", ""), ""),
        "kind": kind,
        "words": _texts(stated.get(kind)),
        "reason": stated.get("reason", ""),
    }


def _said_rule(row: Row, columns: _Columns) -> dict[str, Any]:
    where = {"column": columns.key(row["column"])} if row["column"] else {"anywhere": True}
    return {**where, row["kind"]: row["words"], "reason": row["reason"]}


def _filled(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names if row[name]}


def _texts(stated: Any) -> list[str]:
    return [stated] if isinstance(stated, str) else list(stated or [])
