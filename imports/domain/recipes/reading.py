"""From a recipe's JSON to its rules, or every sentence about what to change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from imports.domain.cells import CellRules, plain
from imports.domain.recipes.rules import (
    Column,
    GroupRule,
    Measure,
    PeriodRule,
    Recipe,
    RowRule,
    UnitPart,
    UnitRule,
)

UNKNOWN = ("refuse", "ignore", "create")
Rule = TypeVar("Rule")


class RecipeError(ValueError):
    """A recipe that cannot be used; `sentences` say what to change."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Keep every sentence, and join them for a log line."""
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


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
