"""From an uploaded file and a recipe to the table the recipe reads, and its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from imports.domain import Recipe
from imports.limits import Limits
from imports.reading.header import WITHIN_ROWS, Header, choose_sheets, find_header
from imports.reading.opening import SourceTable, kind_of, open_table, sheet_names
from imports.reading.refusals import FileRefused


@contextmanager
def located_table(
    path: Path, name: str, recipe: Recipe, limits: Limits, *, sheet: str = ""
) -> Iterator[tuple[SourceTable, Header]]:
    """Open the table a recipe reads: of a workbook, the one fitting sheet that holds its header.

    Where the recipe names several sheets the first of them is read; several that fit the same name, or no
    name at all, are a choice that only a person can make.
    """
    if kind_of(path, name, limits) == "text":
        with open_table(path, name, limits) as table:
            yield table, find_header(table.first(WITHIN_ROWS), recipe)
        return
    sheets = sheet_names(path, name, limits)
    chosen = _with_header(path, name, recipe, limits, choose_sheets(sheets, recipe, sheet))
    hidden = tuple(each.name for each in sheets if not each.is_visible and each.name != chosen)
    with open_table(path, name, limits, sheet=chosen) as table:
        yield replace(table, hidden_sheets=hidden), find_header(table.first(WITHIN_ROWS), recipe)


def _with_header(
    path: Path, name: str, recipe: Recipe, limits: Limits, choices: Sequence[Sequence[str]]
) -> str:
    """Return the sheet with the recipe's header, of the first choice that has one."""
    if len(choices) == 1 and len(choices[0]) == 1:
        return choices[0][0]
    refused = FileRefused("wrong_sheet", "The workbook has no visible sheet.")
    for sheets in choices:
        fitting = []
        for sheet in sheets:
            try:
                with open_table(path, name, limits, sheet=sheet) as table:
                    find_header(table.first(WITHIN_ROWS), recipe)
            except FileRefused as error:
                refused = error
            else:
                fitting.append(sheet)
        if len(fitting) > 1:
            names = ", ".join(f"“{sheet}”" for sheet in fitting)
            raise FileRefused("several_sheets", f"Several sheets fit the recipe: {names}. Choose the sheet.")
        if fitting:
            return fitting[0]
    raise refused
