"""A recipe: how the files of one source are read, declared as JSON and checked with sentences.

{
  "sheet": ["Data", "Sheet*"],                       # names or patterns; left out: the first with the header
  "columns": {"rate": ["% Absent", "Absent Rate"], "year": {"names": ["School Year"], "optional": true}},
  "unit": {"parts": [{"column": "number", "width": 4}, {"column": "type", "width": 2}], "join": "-",
           "scheme": "mde", "unknown": "create", "level": "district", "name": "district_name"},
  "group": {"column": "group", "map": {"All Students": "all"}, "unknown": "refuse"},  # or {"constant": …}
  "period": {"column": "year", "notation": "school_year"},   # no column or an empty one: a person is asked
  "ignore": [{"column": "year", "equals": ["end of worksheet"], "reason": "The publisher's last line"}],
  "cells": {...}, "measures": [{"indicator": "graduation", "when": {"status": ["Graduate"]},
                                "value": "rate", "numerator": "count", "denominator": "total", "n": "total",
                                "decimals": 2, "cells": {...}, "optional": false}]
}
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from imports.domain.cells import CellRules, plain

UNKNOWN = ("refuse", "ignore", "create")
Rule = TypeVar("Rule")


class RecipeError(ValueError):
    """A recipe that cannot be used; `sentences` say what to change."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Keep every sentence, and join them for a log line."""
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True)
class Column:
    """A column the recipe uses, by the names it has had."""

    key: str
    names: tuple[str, ...]
    is_optional: bool = False


@dataclass(frozen=True)
class UnitPart:
    """One column of a unit's outside id, padded with zeros that a spreadsheet dropped."""

    column: str
    width: int = 0


@dataclass(frozen=True)
class UnitRule:
    """How a row names its school or district."""

    parts: tuple[UnitPart, ...] = ()
    join: str = "-"
    scheme: str = ""
    prefix: str = ""
    name: str = ""
    unknown: str = "refuse"
    level: str = "district"
    constant: str = ""


@dataclass(frozen=True)
class GroupRule:
    """How a row names its student group."""

    column: str = ""
    constant: str = ""
    map: Mapping[str, str] = field(default_factory=dict)
    unknown: str = "refuse"


@dataclass(frozen=True)
class PeriodRule:
    """How a row, or the person who imports, names the school year."""

    column: str = ""
    notation: str = "school_year"
    constant: str = ""


@dataclass(frozen=True)
class RowRule:
    """Rows to leave out, and why."""

    reason: str
    column: str = ""
    equals: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    anywhere: bool = False

    def covers(self, text: str) -> bool:
        """Whether the rule leaves out a row whose cell says this."""
        said = plain(text)
        if self.unless:
            return said not in self.unless
        return (
            said in self.equals
            or any(said.startswith(start) for start in self.starts)
            or any(part in said for part in self.contains)
        )


@dataclass(frozen=True)
class Measure:
    """Which columns of which rows are results of one indicator."""

    indicator: str
    cells: CellRules
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    n: str = ""
    decimals: int = 2
    series: int | None = None
    cohort_years: int = 4
    is_optional: bool = False
    comment: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.value, self.numerator, self.denominator, self.n)))


@dataclass(frozen=True)
class Recipe:
    """A checked recipe."""

    columns: Mapping[str, Column]
    unit: UnitRule
    group: GroupRule
    period: PeriodRule
    measures: tuple[Measure, ...]
    ignore: tuple[RowRule, ...] = ()
    sheet: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        """Return the columns in the order in which a person fills them in."""
        keys = [
            self.period.column,
            *[part.column for part in self.unit.parts],
            self.unit.name,
            self.group.column,
        ]
        for measure in self.measures:
            keys += [*measure.when, *measure.columns]
        return [self.label(key) for key in dict.fromkeys([*keys, *self.columns]) if key]

    def label(self, key: str) -> str:
        """Return the column's name as people know it."""
        return self.columns[key].names[0] if key in self.columns else key


def read_recipe(spec: Any) -> Recipe:
    """Check a recipe's JSON and return it, or raise `RecipeError` with every sentence at once."""
    return _Reader(spec).read()


class _Reader:
    """Collects sentences while reading, so that a person repairs a recipe in one go."""

    def __init__(self, spec: Any) -> None:
        self.problems: list[str] = []
        self.rules: dict[str, CellRules] = {}
        self.spec: Mapping[str, Any] = spec if isinstance(spec, dict) else {}
        if not isinstance(spec, dict):
            self.problems.append("A recipe is a JSON object with columns, unit, group, period and measures.")
        self.columns = self._columns()

    def read(self) -> Recipe:
        known = {"sheet", "columns", "unit", "group", "period", "ignore", "cells", "measures"}
        self._refuse_unknown(self.spec, known, "The recipe")
        sheet = self.spec.get("sheet", [])
        recipe = Recipe(
            columns=self.columns,
            unit=self._unit(),
            group=self._group(),
            period=self._period(),
            measures=tuple(self._measures()),
            ignore=tuple(self._ignore()),
            sheet=_texts(sheet),
        )
        if self.problems:
            raise RecipeError(self.problems)
        return recipe

    def _columns(self) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        stated = self._object(self.spec.get("columns", {}), "columns")
        for key, names in stated.items():
            options = names if isinstance(names, dict) else {"names": names}
            self._refuse_unknown(options, {"names", "optional"}, f"Column “{key}”")
            texts = _texts(options.get("names", []))
            if not texts:
                self.problems.append(f"Column “{key}” needs at least one name as it stands in the file.")
                texts = (key,)
            columns[key] = Column(key, texts, bool(options.get("optional", False)))
        if not columns:
            self.problems.append("The recipe names no columns.")
        return columns

    def _unit(self) -> UnitRule:
        stated = self._object(self.spec.get("unit", {}), "unit")
        parts = []
        for part in stated.get("parts", []):
            stated_part = part if isinstance(part, dict) else {"column": part}
            width = stated_part.get("width", 0)
            if not isinstance(width, int) or not 0 <= width <= 20:
                self.problems.append("A unit part's width is a whole number from 0 to 20.")
                width = 0
            parts.append(UnitPart(self._column(stated_part.get("column", ""), "unit"), width))
        rule = self._fill(UnitRule, stated, "unit", parts=tuple(parts))
        if not parts and not rule.constant:
            self.problems.append("The recipe does not say which columns name the school or district.")
        if parts and not rule.scheme:
            self.problems.append("The unit needs the scheme its ids belong to, such as mde.")
        if rule.name:
            self._column(rule.name, "unit name")
        self._one_of(rule.unknown, UNKNOWN, "unit: unknown")
        return rule

    def _group(self) -> GroupRule:
        stated = self._object(self.spec.get("group", {}), "group")
        codes = {plain(text): str(code) for text, code in dict(stated.get("map", {})).items()}
        rule = self._fill(GroupRule, stated, "group", map=codes)
        if bool(rule.column) == bool(rule.constant):
            self.problems.append("The group is either a column or a constant such as all.")
        if rule.column:
            self._column(rule.column, "group")
        self._one_of(rule.unknown, UNKNOWN[:2], "group: unknown")
        return rule

    def _period(self) -> PeriodRule:
        rule = self._fill(PeriodRule, self._object(self.spec.get("period", {}), "period"), "period")
        if rule.column:
            self._column(rule.column, "period")
        return rule

    def _ignore(self) -> list[RowRule]:
        rules = []
        for stated in self.spec.get("ignore", []):
            kinds = ("equals", "starts", "contains", "unless")
            texts = {kind: tuple(map(plain, _texts(stated.get(kind, ())))) for kind in kinds}
            rule = self._fill(RowRule, {"reason": "", **stated}, "ignore", **texts)
            if not rule.reason:
                self.problems.append("Each rule that leaves rows out needs a reason.")
            if rule.column:
                self._column(rule.column, "ignore")
            elif not rule.anywhere:
                self.problems.append("A rule that leaves rows out needs a column, or anywhere.")
            rules.append(rule)
        return rules

    def _measures(self) -> list[Measure]:
        measures = []
        for stated in self.spec.get("measures", []):
            what = f"Measure “{stated.get('indicator', '?')}”"
            when = {
                self._column(key, what): tuple(map(plain, _texts(texts)))
                for key, texts in self._object(stated.get("when", {}), what).items()
            }
            options = {key: value for key, value in stated.items() if key != "optional"}
            cells = self._cells({**self.spec.get("cells", {}), **stated.get("cells", {})}, what)
            measure = self._fill(
                Measure,
                options,
                what,
                when=when,
                cells=cells,
                is_optional=bool(stated.get("optional", False)),
            )
            for key in measure.columns:
                self._column(key, what)
            if not measure.value and not (measure.numerator and measure.denominator):
                self.problems.append(f"{what} needs a value column, or a numerator and a denominator.")
            measures.append(measure)
        if not measures:
            self.problems.append("The recipe feeds no measure.")
        return measures

    def _cells(self, stated: Mapping[str, Any], what: str) -> CellRules:
        said = json.dumps(stated, sort_keys=True, default=str)
        if said not in self.rules:  # the same wording is the same object, so that its cells are read once
            options = {**stated, "categories": _texts(stated.get("categories", ()))}
            self.rules[said] = self._fill(CellRules, options, what)
        return self.rules[said]

    def _fill(self, kind: type[Rule], stated: Mapping[str, Any], what: str, **ready: Any) -> Rule:
        names = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # always one of the dataclasses above
        self._refuse_unknown(stated, names, what[0].upper() + what[1:])
        try:
            return kind(**{key: value for key, value in {**stated, **ready}.items() if key in names})
        except (TypeError, AttributeError):
            self.problems.append(f"{what[0].upper() + what[1:]} is not complete.")
            return kind(
                **{
                    key: value
                    for key, value in {"indicator": "", "cells": CellRules(), "reason": "?"}.items()
                    if key in names
                }
                | ready
            )

    def _column(self, key: str, what: str) -> str:
        if key not in self.columns:
            self.problems.append(
                f"{what[0].upper() + what[1:]} uses the column “{key}”, which is not listed."
            )
        return key

    def _object(self, stated: Any, what: str) -> Mapping[str, Any]:
        if isinstance(stated, dict):
            return stated
        self.problems.append(f"{what[0].upper() + what[1:]} must be a JSON object.")
        return {}

    def _refuse_unknown(self, stated: Mapping[str, Any], known: set[str], what: str) -> None:
        self.problems += [f"{what} does not know “{key}”." for key in stated if key not in known]

    def _one_of(self, word: str, words: Sequence[str], what: str) -> None:
        if word not in words:
            self.problems.append(f"{what} is one of {', '.join(words)}.")


def _texts(stated: Any) -> tuple[str, ...]:
    return (stated,) if isinstance(stated, str) else tuple(str(text) for text in stated or ())
