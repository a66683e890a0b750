"""Finding the header row, and the columns a recipe needs in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from imports.domain import Column, Recipe
from imports.domain.cells import plain
from imports.reading.refusals import FileRefused
from imports.reading.workbooks import Sheet

WITHIN_ROWS = 40


@dataclass(frozen=True)
class Header:
    """Where the header stands and which column of the file feeds which of the recipe's."""

    row: int
    names: tuple[str, ...]
    places: dict[str, int]


def plain_name(name: str) -> str:
    """Return a column's name as it is compared: no case, single spaces, no footnote mark."""
    return plain(name).rstrip("*").rstrip()


def columns_of(names: Sequence[str], columns: Iterable[Column]) -> tuple[dict[str, int], list[Column]]:
    """Return where each wanted column stands, and those that are missing; of two alike the
    recipe says which."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(plain_name(name), []).append(place)
    places: dict[str, int] = {}
    missing: list[Column] = []
    for column in columns:
        options = [plain_name(name) for name in column.names]
        option = next((option for option in options if option in found), None)
        if option is None:
            missing.append(column)
            continue
        alike = found[option]
        if column.which > len(alike):
            missing.append(column)
            continue
        if len(alike) > 1 and not column.which:
            letters = " and ".join(column_letters(place) for place in alike[:2])
            raise FileRefused(
                "headers_alike",
                f"Two columns are called “{names[alike[0]].strip()}” ({letters}). "
                "Rename one of them, or say in the recipe which of them to read.",
            )
        places[column.key] = alike[max(column.which, 1) - 1]
    return places, missing


def find_header(rows: Sequence[Sequence[str]], recipe: Recipe) -> Header:
    """Return the first row, among the first forty, that holds every required column."""
    best: tuple[int, list[Column], int] | None = None
    refused: FileRefused | None = None
    for number, names in enumerate(rows[:WITHIN_ROWS], start=1):
        try:
            places, missing = columns_of(names, recipe.columns.values())
        except FileRefused as error:
            refused = refused or error
            continue
        wanted = [column for column in missing if not column.is_optional]
        if not wanted:
            return Header(number, tuple(name.strip() for name in names), places)
        if places and (best is None or len(places) > best[0]):
            best = (len(places), wanted, number)
    if refused is not None:
        raise refused
    if best is None:
        raise FileRefused(
            "no_header",
            f"No header row was found in the first {WITHIN_ROWS} rows. The recipe looks for columns such as "
            f"{_quoted(recipe.columns.values())}.",
        )
    raise FileRefused(
        "missing_column",
        f"The header in row {best[2]} has no column {_quoted(best[1])}. Check that this is the right file.",
    )


def choose_sheets(sheets: Sequence[Sheet], recipe: Recipe, chosen: str = "") -> list[list[str]]:
    """Return the names of the sheets to look in: the one a person chose, or for each of the recipe's names
    those that fit it."""
    names = [sheet.name for sheet in sheets]
    if chosen:
        if chosen not in names:
            raise FileRefused(
                "wrong_sheet", f"The workbook has no sheet “{chosen}”. It has {_listed(names)}."
            )
        return [[chosen]]
    visible = [sheet.name for sheet in sheets if sheet.is_visible]
    if not recipe.sheet:
        return [visible]
    fitting = [
        [name for name in visible if fnmatchcase(name.casefold(), pattern.casefold())]
        for pattern in recipe.sheet
    ]
    if not any(fitting):
        raise FileRefused(
            "wrong_sheet",
            f"The recipe reads the sheet {_listed(recipe.sheet)}, but the workbook has {_listed(names)}. "
            "Choose the sheet.",
        )
    return [names for names in fitting if names]


def column_letters(place: int) -> str:
    """Return a column as a spreadsheet names it: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _quoted(columns: Iterable[Column]) -> str:
    return _listed([column.names[0] for column in list(columns)[:4]])


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
