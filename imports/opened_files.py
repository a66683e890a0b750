"""An uploaded file opened to be looked at, while a person says what its columns mean."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from imports import limits
from imports.domain import Recipe, RecipeError, read_recipe
from imports.mapping import Preview, counted_words
from imports.models import SourceFile
from imports.reading import WITHIN_ROWS, FileRefused, SourceTable, find_header, open_table, sheet_names
from imports.storing import local_copy

LOOKED_AT = 100_000  # rows whose words are counted, within half of the time that a page may take


def preview_of(
    file: SourceFile,
    sheet: str = "",
    *,
    spec: Any = None,
    words_in: Mapping[str, Sequence[str]] | None = None,
) -> Preview:
    """The first rows of a file and the row that looks like its header, or that a recipe looks for.

    `words_in` names columns, each by the names it has had, whose words are counted. Raises FileRefused.
    """
    allowed = limits.for_a_page()
    with local_copy(file) as path:
        all_sheets = sheet_names(path, file.name, allowed)
        sheets = [each.name for each in all_sheets if each.is_visible]
        chosen = sheet if sheet in sheets else next(iter(sheets), "")
        with open_table(path, file.name, allowed, sheet=chosen) as table:
            rows = table.first(WITHIN_ROWS + 20)
            if not rows:
                raise FileRefused("no_rows", "The sheet is empty. Choose another sheet.")
            header = _header_row(rows, spec)
            preview = Preview(
                sheets,
                chosen,
                header,
                [name.strip() for name in rows[header - 1]],
                rows[header:],
                [each.name for each in all_sheets if not each.is_visible],
            )
            places = {
                label: place
                for label, names in (words_in or {}).items()
                if (place := preview.place(names)) is not None
            }
            seconds = allowed.page_seconds / 2
            found = counted_words(_below(table, header, seconds), places) if places else {}
    preview.words.update({label: counted.most_common() for label, counted in found.items()})
    return preview


def sheets_of(file: SourceFile) -> list[str]:
    """The sheets of a workbook that a person can choose; a text file has none. Raises FileRefused."""
    allowed = limits.for_a_page()
    with local_copy(file) as path:
        return [each.name for each in sheet_names(path, file.name, allowed) if each.is_visible]


def _below(table: SourceTable, header: int, seconds: float) -> Iterator[list[str]]:
    """Yield the rows below the header, as far as a person can wait."""
    deadline = time.monotonic() + seconds
    for number, (record, _bytes) in enumerate(table.records(), start=1):
        if number > LOOKED_AT or time.monotonic() > deadline:
            return
        if number > header:
            yield record


def _header_row(rows: Sequence[Sequence[str]], spec: Any) -> int:
    recipe = _recipe(spec)
    if recipe is not None:
        try:
            return find_header(rows, recipe).row
        except FileRefused:
            pass
    return max(range(min(len(rows), WITHIN_ROWS)), key=lambda at: (_names_in(rows[at]), -at)) + 1


def _recipe(spec: Any) -> Recipe | None:
    try:
        return read_recipe(spec) if spec else None
    except RecipeError:
        return None


def _names_in(row: Iterable[str]) -> int:
    """How many cells of a row could be names of columns."""
    return len(
        {
            cell.strip()
            for cell in row
            if cell.strip() and not cell.strip().strip("%").replace(".", "").isdigit()
        }
    )
