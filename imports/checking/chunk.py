"""One chunk of rows on its way: which rows are still alive, and what each came to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from imports.checking.results import CheckedChunk, Objects, Texts
from imports.domain import Cell, CellRules, Finding, Kind, Recipe, RowRule, cut
from imports.reading import Header


class Chunk:
    """Rows, their used columns as arrays, and the fate of each row."""

    def __init__(self, recipe: Recipe, header: Header, rows: list[list[str]], first: int) -> None:
        """Take the rows; `first` is the number of the first one in the file."""
        self.recipe, self.header, self.rows, self.first = recipe, header, rows, first
        self.result = CheckedChunk(rows=len(rows))
        self.alive, self.stored, self.refused, self.ignored, self.has_measure = np.zeros(
            (5, len(rows)), dtype=bool
        )
        self.alive[:] = True
        self._columns: dict[str, Texts] = {}
        self._readings: dict[tuple[str, int, str], Objects] = {}

    def column(self, key: str) -> Texts:
        """Return a column of the recipe; one that the file lacks is empty."""
        if key not in self._columns:
            place = self.header.places.get(key)
            texts = np.empty(len(self.rows), dtype=object)
            if place is None:
                texts[:] = ""
            else:
                texts[:] = [row[place] if place < len(row) else "" for row in self.rows]
            self._columns[key] = Texts.of(texts)
        return self._columns[key]

    def readings(
        self, key: str, rules: CellRules, name: str, read: Callable[[str, CellRules], Cell]
    ) -> Objects:
        """Return one attribute of a column's distinct texts, read by rules; once for all measures."""
        place = (key, id(rules), name)
        if place not in self._readings:
            distinct = self.column(key).distinct
            answers = np.empty(len(distinct), dtype=object)
            answers[:] = [getattr(read(text, rules), name) for text in distinct]
            self._readings[place] = answers
        return self._readings[place]

    def living(self, mask: Objects) -> list[int]:
        """Return the positions of living rows that a mask covers."""
        places: list[int] = np.nonzero(mask & self.alive)[0].tolist()
        return places

    def find(
        self, at: int, kind: Kind, code: str, sentence: str, *, column: str = "", text: str = ""
    ) -> None:
        """Note one finding; positions are counted from the chunk's first row."""
        place = self.header.places.get(column)
        label = self.recipe.label(column) if place is None else self.header.names[place]
        self.result.findings.append(Finding(self.first + at, kind, code, label, cut(text), sentence))

    def refuse(self, at: int, code: str, sentence: str, *, column: str = "", text: str = "") -> None:
        """Refuse one value of a row."""
        self.refused[at] = True
        self.find(at, Kind.REFUSED, code, sentence, column=column, text=text)

    def drop(self, at: int, code: str, sentence: str, *, column: str = "", text: str = "") -> None:
        """Refuse a whole row."""
        self.alive[at] = False
        self.refuse(at, code, sentence, column=column, text=text)

    def leave(self, at: int, code: str, sentence: str, text: str = "", column: str = "") -> None:
        """Ignore a whole row, with its reason."""
        self.alive[at] = False
        self.ignored[at] = True
        self.find(at, Kind.IGNORED, code, sentence, column=column, text=text)

    def leave_out(self) -> None:
        """Ignore empty rows and those that a rule of the recipe leaves out."""
        for at, row in enumerate(self.rows):
            if not any(row) or not any(cell.strip() for cell in row):
                self.leave(at, "blank_row", "the row is empty.")
        for rule in self.recipe.ignore:
            for at in self._covered(rule):
                text = next((cell.strip() for cell in self.rows[at] if cell.strip()), "")
                self.leave(at, f"rule:{rule.reason}", f"left out by the recipe: {rule.reason}.", text)

    def _covered(self, rule: RowRule) -> list[int]:
        if rule.column:
            return self.living(self.column(rule.column).map(rule.covers).astype(bool))
        return [
            at
            for at in self.living(self.alive)
            if any(cell.strip() and rule.covers(cell) for cell in self.rows[at])
        ]

    def refuse_odd_widths(self) -> None:
        """Refuse rows that are shorter or longer than the header; their cells stand in the wrong columns."""
        width = len(self.header.names)
        for at, row in enumerate(self.rows):
            if len(row) == width or not self.alive[at]:
                continue
            if len(row) > width and not any(cell.strip() for cell in row[width:]):
                continue
            self.drop(
                at,
                "cells_missing" if len(row) < width else "cells_extra",
                f"the row has {len(row)} cells, the header has {width}. Look for a missing or extra "
                "separator.",
            )

    def _leave_unused(self, places: list[int]) -> None:
        """Ignore rows that no measure reads; each says by which word of which column."""
        words: dict[str, tuple[str, ...]] = {}
        for measure in self.recipe.measures:
            for key, wanted in measure.when.items():
                words[key] = words.get(key, ()) + wanted
        known = {key: self.column(key).matches(wanted) for key, wanted in words.items()}
        for at in places:
            key = next((key for key in known if not known[key][at]), "")
            text = self._said(key, at) if key else ", ".join(self._said(each, at) for each in words)
            if not key:  # the recipe knows each word, so this district does not follow the measure
                self.leave(at, _grouped("not_kept", text), "its measure is not kept here.", text)
            elif not text:
                self.leave(at, "no_measure", "the cell that says what the row is about is empty.", "", key)
            else:
                said = (
                    f"no measure of the recipe uses “{cut(text)}”. Add the word to the recipe if it counts."
                )
                self.leave(at, _grouped("no_measure", text), said, text, key)

    def _said(self, key: str, at: int) -> str:
        column = self.column(key)
        text: str = column.distinct[column.codes[at]].strip()
        return text

    def account(self) -> None:
        """Every row is stored, refused or ignored, and exactly one of them."""
        self.refused &= ~self.stored
        left = self.living(~self.stored & ~self.refused)
        self._leave_unused([at for at in left if not self.has_measure[at]])
        for at in left:
            if self.has_measure[at]:
                self.leave(at, "nothing_stated", "the row states no value.")
        self.result.stored = int(self.stored.sum())
        self.result.refused = int(self.refused.sum())
        self.result.ignored = int(self.ignored.sum())


def _grouped(code: str, text: str) -> str:
    """Return a cause that gathers rows by the word they share."""
    return f"{code}:{cut(text)}" if text else code
