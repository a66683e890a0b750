"""A sheet from its bytes to what became of each row; checked and taken back, or loaded as a whole."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from district.actions import Refused
from district.history import change
from district.importing import COLUMNS
from imports import limits
from imports.models import SourceFile
from imports.reading import FileRefused, open_table, plain_name, sheet_names
from imports.rosters.people import PeopleRows
from imports.rosters.rows import Cells, Outcome, RosterRow, RowRefused
from imports.rosters.units import UnitRows
from imports.storing import local_copy
from ui.spreadsheets import FORMULA_STARTS

MOST_ROWS = 500  # checked while a person waits for the page
KINDS: Mapping[str, type[PeopleRows] | type[UnitRows]] = {"people": PeopleRows, "units": UnitRows}


@dataclass(frozen=True, slots=True)
class Roster:
    """What a sheet does, row by row, and how the file was read."""

    rows: Sequence[RosterRow]
    note: str = ""

    def of(self, outcome: Outcome) -> list[RosterRow]:
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def problems(self) -> list[tuple[str, list[int]]]:
        """Each sentence about refused rows once, with the rows it is about."""
        found: dict[str, list[int]] = {}
        for row in self.of(Outcome.REFUSED):
            for sentence in row.problems:
                found.setdefault(sentence, []).append(row.number)
        return sorted(found.items(), key=lambda each: (-len(each[1]), each[1]))

    @property
    def changes_nothing(self) -> bool:
        return not self.counts[Outcome.NEW] and not self.counts[Outcome.CHANGED]

    @property
    def mark(self) -> str:
        """A short mark of all that it does, so that nothing else is loaded than what was seen."""
        said = "\n".join(f"{row.number}|{row.outcome}|{row.what}|{row.changes}" for row in self.rows)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def check_roster(*, kind: str, file: SourceFile, by: Any) -> Roster:
    """Say what loading a sheet would do, and do none of it. Raises FileRefused."""
    with transaction.atomic():
        roster = _run(kind, file, by)
        transaction.set_rollback(True)
    return roster


def load_roster(*, kind: str, file: SourceFile, seen: str, by: Any) -> Roster:
    """Load every row of a sheet that was checked, or none; what changed since it was seen is refused."""
    with transaction.atomic():
        roster = _run(kind, file, by)
        if roster.counts[Outcome.REFUSED]:
            raise Refused("Some rows are refused. Nothing was changed. Repair the file and send it again.")
        if roster.mark != seen:
            raise Refused("Something changed since you looked. Look at the preview again.")
    return roster


def _run(kind: str, file: SourceFile, by: Any) -> Roster:
    allowed = limits.for_a_page()
    reason = f"From the file {file.name}"
    taker = KINDS[kind](by=by, reason=reason)
    rows: list[RosterRow] = []
    with (
        local_copy(file) as path,
        open_table(path, file.name, allowed, sheet=_sheet(path, file.name)) as table,
        change(by=by, reason=reason),
    ):
        for cells in _cells(kind, table.records()):
            rows.append(_take(taker, cells))
        note = table.note
    if not rows:
        raise FileRefused("no_rows", "There are no rows below the header. Fill in at least one.")
    return Roster(rows, note)


def _sheet(path: Path, name: str) -> str:
    """The first sheet of a workbook that can be seen."""
    return next((each.name for each in sheet_names(path, name, limits.for_a_page()) if each.is_visible), "")


def _take(taker: PeopleRows | UnitRows, cells: Cells) -> RosterRow:
    """One row in a savepoint of its own, so that a refused row leaves nothing behind."""
    what = ", ".join(filter(None, list(cells.texts.values())[:2]))
    try:
        with transaction.atomic():
            what = taker.take(cells)
    except RowRefused as refused:
        return RosterRow(cells.number, what, Outcome.REFUSED, problems=refused.problems)
    except Refused as refused:
        return RosterRow(cells.number, what, Outcome.REFUSED, problems=(str(refused),))
    except IntegrityError:
        sentence = "The database refuses this row. Try it one by one to see why."
        return RosterRow(cells.number, what, Outcome.REFUSED, problems=(sentence,))
    outcome = Outcome.NEW if cells.is_new else Outcome.CHANGED if cells.changes else Outcome.UNCHANGED
    return RosterRow(cells.number, what, outcome, tuple(cells.changes))


def _cells(kind: str, records: Iterator[tuple[list[str], int]]) -> Iterator[Cells]:
    """The rows below the header, each under the keys of our columns; empty rows are passed over."""
    places: dict[str, int] = {}
    for number, (record, _bytes) in enumerate(records, start=1):
        texts = [_plain(cell) for cell in record]
        if not any(texts):
            continue
        if not places:
            places = _places(kind, texts)
        elif number > MOST_ROWS + 1:
            raise FileRefused("too_many_rows", f"There are more than {MOST_ROWS} rows. Split the file.")
        else:
            cells = {key: texts[at] if at < len(texts) else "" for key, at in places.items()}
            yield Cells(number, cells)


def _places(kind: str, names: Sequence[str]) -> dict[str, int]:
    """Where each column stands; a sheet without a column it must have is refused."""
    at: dict[str, int] = {}
    plain = [plain_name(name) for name in names]
    for column in COLUMNS[kind]:
        found = [place for place, name in enumerate(plain) if name in map(plain_name, column.names)]
        if len(found) > 1:
            raise FileRefused("two_columns", f"Two columns are called “{column.name}”. Remove one.")
        if found:
            at[column.key] = found[0]
    missing = [column.name for column in COLUMNS[kind] if column.is_required and column.key not in at]
    if missing:
        raise FileRefused(
            "no_column",
            f"The first row must name the columns. Missing: {', '.join(missing)}. "
            f"Found: {', '.join(filter(None, names))[:200]}.",
        )
    return at


def _plain(cell: str) -> str:
    """A cell without the apostrophe of our own files and without the midnight of a spreadsheet's day."""
    text = cell.strip()
    if text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA_STARTS):
        text = text[1:]
    return text.removesuffix(" 00:00:00").removesuffix("T00:00:00")
