"""From an uploaded file and a recipe to the table the recipe reads, and its header."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imports.domain import Recipe
from imports.limits import Limits
from imports.reading.header import WITHIN_ROWS, Header, choose_sheet, find_header
from imports.reading.opening import SourceTable, kind_of, open_table, sheet_names
from imports.reading.refusals import FileRefused


@contextmanager
def located_table(
    path: Path, name: str, recipe: Recipe, limits: Limits, *, sheet: str = ""
) -> Iterator[tuple[SourceTable, Header]]:
    """Open the table a recipe reads: of a workbook, the first fitting sheet that holds its header."""
    sheets = [""]
    if kind_of(path, name, limits) == "workbook":
        sheets = choose_sheet(sheet_names(path, name, limits), recipe, sheet)
    for number, each in enumerate(sheets, start=1):
        with open_table(path, name, limits, sheet=each) as table:
            try:
                header = find_header(table.first(WITHIN_ROWS), recipe)
            except FileRefused:
                if number == len(sheets):
                    raise
                continue
            yield table, header
            return
    raise FileRefused("wrong_sheet", "The workbook has no visible sheet.")
