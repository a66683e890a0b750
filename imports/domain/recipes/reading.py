"""From a recipe's JSON to its rules, or every sentence about what to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

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
from imports.domain.recipes.wording import Said, Wording

UNKNOWN = ("refuse", "ignore", "create")
LONGEST_REASON = 100  # it names a cause, and is a heading
MARKS = ("percent", "thousands", "fraction", "bounds", "whole")
KINDS = ("equals", "starts", "contains", "unless")
PARTS = ("sheet", "columns", "unit", "group", "period", "ignore", "cells", "measures")


class RecipeError(ValueError):
    """A recipe that cannot be used; `sentences` say what to change."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Keep every sentence, and join them for a log line."""
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def read_recipe(spec: Any) -> Recipe:
    """Check a recipe's JSON and return it, or raise `RecipeError` with every sentence at once."""
    return _Reader(spec).read()


class _Reader(Wording):
    """Reads part by part; each knows the columns that the recipe lists."""

    def __init__(self, spec: Any) -> None:
        super().__init__()
        self.rules: dict[str, CellRules] = {}
        self.spec = self.part(spec if spec is not None else "", "The recipe", PARTS)
        self.columns = self._columns()

    def read(self) -> Recipe:
        recipe = Recipe(
            columns=self.columns,
            unit=self._unit(),
            group=self._group(),
            period=self._period(),
            measures=tuple(self._measures()),
            ignore=tuple(self._ignore()),
            sheet=self.texts(self.spec.get("sheet"), "Sheet"),
        )
        if self.problems:
            raise RecipeError(self.problems)
        return recipe

    def _columns(self) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        for key, stated in self.named(self.spec.get("columns", {}), "Columns").items():
            place = f"Column “{key}”"
            either = stated if isinstance(stated, dict) else {"names": stated}
            said = self.part(either, place, ("names", "optional", "which"))
            names = self.texts(said.get("names"), place)
            if not names or not all(name.strip() for name in names):
                self.refuse(f"{place} needs at least one name as it stands in the file.")
                names = (key,)
            which = self.whole(said, "which", place, 0, 100, 0)
            columns[key] = Column(key, names, self.is_so(said, "optional", place), which)
        if not columns:
            self.refuse("The recipe names no columns.")
        return columns

    def _unit(self) -> UnitRule:
        said = self.part(self.spec.get("unit"), "Unit", _names(UnitRule))
        stated = enumerate(self.listed(said.get("parts"), "Unit, parts"), start=1)
        rule = UnitRule(
            parts=tuple(self._unit_part(each, f"Unit, part {number}") for number, each in stated),
            name=self._column(said, "name", "Unit"),
            join=self.text(said, "join", "Unit", "-"),
            unknown=self.one_of(said, "unknown", "Unit", UNKNOWN),
            level=self.text(said, "level", "Unit", "district"),
            **{name: self.text(said, name, "Unit") for name in ("scheme", "prefix", "constant")},
        )
        if not rule.parts and not rule.constant:
            self.refuse("The recipe does not say which columns name the school or district.")
        if rule.parts and not rule.scheme:
            self.refuse("The unit needs the scheme its ids belong to, such as mde.")
        return rule

    def _unit_part(self, stated: Any, place: str) -> UnitPart:
        either = {"column": stated} if isinstance(stated, str) else {} if stated is None else stated
        said = self.part(either, place, _names(UnitPart))
        return UnitPart(
            self._column({"column": "", **said}, "column", place),
            self.whole(said, "width", place, 0, 20, 0),
        )

    def _group(self) -> GroupRule:
        said = self.part(self.spec.get("group"), "Group", _names(GroupRule))
        words = self.named(said.get("map", {}), "Group, map")
        rule = GroupRule(
            column=self._column(said, "column", "Group"),
            constant=self.text(said, "constant", "Group"),
            map={plain(word): self.text(words, word, "Group, map") for word in words},
            unknown=self.one_of(said, "unknown", "Group", UNKNOWN[:2]),
        )
        if bool(rule.column) == bool(rule.constant):
            self.refuse("The group is either a column or a constant such as all.")
        return rule

    def _period(self) -> PeriodRule:
        said = self.part(self.spec.get("period"), "Period", _names(PeriodRule))
        return PeriodRule(
            column=self._column(said, "column", "Period"),
            notation=self.text(said, "notation", "Period", "school_year"),
            constant=self.text(said, "constant", "Period"),
        )

    def _ignore(self) -> list[RowRule]:
        stated = enumerate(self.listed(self.spec.get("ignore"), "Ignore"), start=1)
        return [self._row_rule(each, f"Ignore, rule {number}") for number, each in stated]

    def _row_rule(self, stated: Any, place: str) -> RowRule:
        said = self.part("" if stated is None else stated, place, _names(RowRule))
        texts = {kind: tuple(map(plain, self.texts(said.get(kind), f"{place}, {kind}"))) for kind in KINDS}
        rule = RowRule(
            reason=self.text(said, "reason", place),
            column=self._column(said, "column", place),
            anywhere=self.is_so(said, "anywhere", place),
            **texts,
        )
        if not rule.reason.strip() or len(rule.reason) > LONGEST_REASON:
            self.refuse(f"{place}: say why the rows are left out, in at most {LONGEST_REASON} characters.")
        if not rule.column and not rule.anywhere:
            self.refuse(f"{place}: a rule that leaves rows out needs a column, or anywhere.")
        if not any(texts.values()):
            self.refuse(f"{place}: say which words mark the rows, by {', '.join(KINDS)}.")
        return rule

    def _measures(self) -> list[Measure]:
        common = self._cells(self.spec.get("cells"), "Cells")
        stated = self.listed(self.spec.get("measures"), "Measures")
        if not stated:
            self.refuse("The recipe feeds no measure.")
        return [self._measure(each, number, common) for number, each in enumerate(stated, start=1)]

    def _measure(self, stated: Any, number: int, common: Said) -> Measure:
        known = (_names(Measure) - {"is_optional"}) | {"optional"}
        place = f"Measure {number}"
        said = self.part("" if stated is None else stated, place, known)
        indicator = self.text(said, "indicator", place)
        if not indicator.strip():
            self.refuse(f"{place}: say which indicator it feeds.")
        place = f"Measure {number} “{indicator}”"
        columns = {
            name: self._column(said, name, place) for name in ("value", "numerator", "denominator", "n")
        }
        if not columns["value"] and not (columns["numerator"] and columns["denominator"]):
            self.refuse(f"{place} needs a value column, or a numerator and a denominator.")
        numbered = said.get("series") is not None
        return Measure(
            indicator=indicator,
            cells=self._rules({**common, **self._cells(said.get("cells"), f"{place}, cells")}),
            when=self._conditions(said.get("when"), f"{place}, when"),
            decimals=self.whole(said, "decimals", place, 0, 6, 2),
            series=self.whole(said, "series", place, 1, 1000, 1) if numbered else None,
            cohort_years=self.whole(said, "cohort_years", place, 1, 9, 4),
            is_optional=self.is_so(said, "optional", place),
            comment=self.text(said, "comment", place),
            **columns,
        )

    def _conditions(self, stated: Any, place: str) -> dict[str, tuple[str, ...]]:
        said = self.named({} if stated is None else stated, place)
        for key in said:
            self._listed(key, place)
        return {key: tuple(map(plain, self.texts(said[key], f"{place}, {key}"))) for key in said}

    def _cells(self, stated: Any, place: str) -> dict[str, Any]:
        """Return what a part says about cells, each as it should be."""
        said = self.part(stated, place, _names(CellRules))
        rules: dict[str, Any] = {name: self.is_so(said, name, place) for name in MARKS if name in said}
        rules |= {name: self.text(said, name, place) for name in ("blank", "state") if name in said}
        if "words" in said:
            words = self.named(said["words"], f"{place}, words")
            rules["words"] = {word: self.text(words, word, f"{place}, words") for word in words}
        if "categories" in said:
            rules["categories"] = self.texts(said["categories"], f"{place}, categories")
        return rules

    def _rules(self, cells: Mapping[str, Any]) -> CellRules:
        """Return the same object for the same wording, so that its cells are read once."""
        return self.rules.setdefault(repr(sorted(cells.items())), CellRules(**cells))

    def _column(self, said: Said, name: str, place: str) -> str:
        """Return the key of a column; a key that is stated must be one that the recipe lists."""
        key = self.text(said, name, place)
        return self._listed(key, place) if name in said and isinstance(said[name], str) else key

    def _listed(self, key: str, place: str) -> str:
        if key not in self.columns:
            self.refuse(f"{place} uses the column “{key}”, which is not listed.")
        return key


def _names(kind: type) -> set[str]:
    return {each.name for each in fields(kind)}
