"""The values of one measure in a chunk: read, judged, and either accepted or refused with a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

import numpy as np

from imports.checking.chunk import Chunk
from imports.checking.results import Accepted, Objects
from imports.domain import CellRules, Kind, Measure, cut
from imports.domain.cells import Cell
from imports.targets import Vocabulary

ATTRIBUTES = ("value", "state", "bound", "is_strict", "category", "problem")
COUNTS = ("numerator", "denominator", "n")
SENTENCES = {
    "not_a_number": "expected a number, found “{}”.",
    "decimal_comma": "“{}” has a decimal comma. Write it with a point.",
    "too_large": "expected a number of at most 12 digits, found “{}”.",
    "not_whole": "expected a whole number, found “{}”.",
    "unknown_word": "“{}” is not one of the ratings of this measure.",
    "blank_value": "the cell is empty, and this recipe needs a value.",
    "spreadsheet_error": "the cell holds the spreadsheet error {}. Repair it in the file.",
    "formula": "the cell is a formula without a stored result. Open the file, save it, and upload it again.",
    "not_allowed": "the recipe does not expect the mark in “{}”.",
}


class CellReader(Protocol):
    """Reads cells and remembers them between chunks."""

    vocabulary: Vocabulary

    def cell(self, text: str, rules: CellRules) -> Cell:
        """Read one text by rules."""


class MeasureCheck:
    """Checks one measure in one chunk."""

    def __init__(self, chunk: Chunk, number: int, measure: Measure, reader: CellReader) -> None:
        """Find the rows that state the measure."""
        self.chunk, self.number, self.measure, self.reader = chunk, number, measure, reader
        used = ~chunk.ignored
        for key, wanted in measure.when.items():
            used &= chunk.column(key).matches(wanted)
        here = used & chunk.alive
        chunk.has_measure |= here
        chunk.result.values += int(used.sum())
        chunk.result.values_refused += int((used & ~chunk.alive).sum())  # in rows refused as a whole
        self.places = np.nonzero(here)[0]

    def run(self, units: Objects, groups: Objects, periods: Objects) -> None:
        """Read and judge every value; the accepted ones go to the chunk's result."""
        if not len(self.places):
            return
        values = self._values()
        kept = self._readable(values)
        self._examine(values, kept)
        rows = self.places[kept]
        self.chunk.stored[rows] = True
        columns = {key: array[kept] for key, array in values.items() if key != "problem"}
        columns |= {"row": rows + self.chunk.first}
        columns |= {"unit": units[rows], "group": groups[rows], "period": periods[rows]}
        if len(rows):
            self.chunk.result.accepted.append(Accepted(self.number, columns))

    def _values(self) -> dict[str, Objects]:
        nothing = np.full(len(self.places), None, dtype=object)
        values: dict[str, Objects] = {name: nothing.copy() for name in (*ATTRIBUTES, *COUNTS)}
        if self.measure.value:
            values |= {name: self._read(self.measure.value, name) for name in ATTRIBUTES}
        else:
            values["problem"][:] = ""
        for role in COUNTS:
            key = getattr(self.measure, role)
            if key:
                values[role] = self._read(key, "value", self.measure.cells.for_counts)
                problem = self._read(key, "problem", self.measure.cells.for_counts)
                values["problem"] = np.where(values["problem"] == "", problem, values["problem"])
        if not self.measure.value:
            self._compute(values)
        return values

    def _read(self, key: str, name: str, rules: CellRules | None = None) -> Objects:
        """Return one attribute of the cells of a column, for the rows of this measure."""
        chosen = rules or self.measure.cells
        codes = self.chunk.column(key).codes[self.places]
        return self.chunk.readings(key, chosen, name, self.reader.cell)[codes]

    def _compute(self, values: dict[str, Objects]) -> None:
        """Work the value out from its counts where the file states none."""
        cells = self.measure.cells
        for at, (top, bottom) in enumerate(zip(values["numerator"], values["denominator"], strict=True)):
            values["is_strict"][at], values["category"][at] = False, ""
            if top is None or bottom is None:
                values["state"][at] = cells.blank
            elif Decimal(bottom) == 0:
                values["state"][at] = "not_applicable"
            else:
                values["value"][at] = str(round(Decimal(top) / Decimal(bottom) * 100, 6))
                values["state"][at] = cells.state

    def _readable(self, values: dict[str, Objects]) -> Objects:
        """Return which values can be read; the others are refused, or left out where blank says nothing."""
        bad = values["problem"] != ""
        silent = np.isin(values["state"].astype(str), ("ignore", "")) & ~bad
        needed = (values["state"] == "refuse") & ~bad
        for position in np.nonzero(bad | needed)[0].tolist():
            at = int(self.places[position])
            code = values["problem"][position] or "blank_value"
            key, text = self._offender(at)
            self.chunk.refuse(at, code, SENTENCES[code].format(cut(text)), column=key, text=text)
        self.chunk.result.values_refused += int((bad | needed).sum())
        self.chunk.result.values_silent += int(silent.sum())
        return ~(bad | silent | needed)

    def _offender(self, at: int) -> tuple[str, str]:
        """Return the column and text that hold the problem: the value's, else the first bad count's."""
        for role in ("value", *COUNTS):
            key = getattr(self.measure, role)
            rules = self.measure.cells if role == "value" else self.measure.cells.for_counts
            if key and self.reader.cell(text := self._text(key, at), rules).problem:
                return key, text.strip()
        return self.main_column, self._text(self.main_column, at).strip()

    @property
    def main_column(self) -> str:
        return self.measure.value or self.measure.numerator

    def _text(self, key: str, at: int) -> str:
        column = self.chunk.column(key)
        text: str = column.distinct[column.codes[at]]
        return text

    def _examine(self, values: dict[str, Objects], kept: Objects) -> None:
        """Let the target judge what could be read; its positions count the kept values only."""
        positions = np.nonzero(kept)[0]
        notes = self.reader.vocabulary.examine(
            self.number, {key: array[kept] for key, array in values.items()}
        )
        for note in notes:
            at = int(self.places[positions[note.position]])
            column = getattr(self.measure, note.role) or self.main_column
            text = self._text(column, at).strip()
            if note.is_refused:
                self.chunk.refuse(at, note.code, note.sentence, column=column, text=text)
            else:
                self.chunk.find(at, Kind.WARNING, note.code, note.sentence, column=column, text=text)
        refused = [note.position for note in notes if note.is_refused]
        self.chunk.result.values_refused += len(refused)
        kept[positions[refused]] = False
