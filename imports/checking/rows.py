"""Checking rows chunk by chunk; each distinct text is read once, everything else is done on whole columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from imports.checking.chunk import Chunk
from imports.checking.keys import groups_of, periods_of, units_of
from imports.checking.measures import MeasureCheck
from imports.checking.results import CheckedChunk
from imports.domain import CellRules, Recipe, read_cell
from imports.domain.cells import Cell
from imports.reading import Header
from imports.targets import PeriodUnread, ReadPeriod, Vocabulary

CHUNK = 20_000
REMEMBERED = 200_000


class RowCheck:
    """Checks chunks of rows by a recipe; holds what is remembered between chunks."""

    def __init__(
        self,
        recipe: Recipe,
        header: Header,
        vocabulary: Vocabulary,
        *,
        answers: Mapping[str, str],
        guess: str = "",
    ) -> None:
        """Take the recipe, where its columns stand, and what a person has already answered."""
        self.recipe = recipe
        self.header = header
        self.vocabulary = vocabulary
        self.answers = answers
        self.guess = guess
        self._cells: dict[tuple[int, str], Cell] = {}
        self.doubts: list[str] = []
        self._periods: dict[str, ReadPeriod | PeriodUnread] = {}

    def chunks(self, records: Iterator[tuple[list[str], int]]) -> Iterator[CheckedChunk]:
        """Yield what each chunk of the rows below the header came to."""
        rows: list[list[str]] = []
        number = bytes_read = 0
        for number, (record, bytes_read) in enumerate(records, start=1):
            if number <= self.header.row:
                continue
            rows.append(record)
            if len(rows) == CHUNK:
                yield self._chunk(rows, number - len(rows) + 1, bytes_read)
                rows = []
        if rows:
            yield self._chunk(rows, number - len(rows) + 1, bytes_read)

    def _chunk(self, rows: list[list[str]], first: int, bytes_read: int) -> CheckedChunk:
        """Take rows through: shape, rules that leave rows out, keys, measures, accounting."""
        chunk = Chunk(self.recipe, self.header, rows, first)
        chunk.leave_out()
        chunk.refuse_odd_widths()
        units, groups = units_of(chunk, self.vocabulary), groups_of(chunk, self.vocabulary)
        periods = periods_of(chunk, self.period)
        if not chunk.result.questions:
            for number, measure in enumerate(self.recipe.measures):
                if self.vocabulary.measure(number) is not None:
                    MeasureCheck(chunk, number, measure, self).run(units, groups, periods)
            chunk.account()
        chunk.result.bytes_read = bytes_read
        return chunk.result

    def cell(self, text: str, rules: CellRules) -> Cell:
        """Read a cell once per distinct text and rules."""
        key = (id(rules), text)  # the rules live as long as the recipe
        found = self._cells.get(key)
        if found is None:
            if len(self._cells) > REMEMBERED:
                self._cells.clear()
            found = self._cells[key] = read_cell(text, rules)
        return found

    def period(self, text: str) -> ReadPeriod | PeriodUnread:
        """Read a period once per distinct text; a person's answer wins where the text says none."""
        if text not in self._periods:
            self._periods[text] = self._read_period(text)
        return self._periods[text]

    def _read_period(self, text: str) -> ReadPeriod | PeriodUnread:
        rule = self.recipe.period
        answer = self.answers.get(f"period:{text}") or self.answers.get("period", "")
        stated = text.strip() or rule.constant
        try:
            if not stated:
                raise PeriodUnread("The file does not say which school year it is.", *self._guessed())
            return self.vocabulary.period(stated, "code" if not text.strip() else rule.notation)
        except PeriodUnread as unread:
            return self._answered(answer, unread) if unread.suggestion and answer else unread

    def _answered(self, answer: str, unread: PeriodUnread) -> ReadPeriod | PeriodUnread:
        """Return the period a person stated; one that the file seems to contradict is kept as a doubt."""
        try:
            period = self.vocabulary.period(answer, "code")
        except PeriodUnread as refused:
            return refused
        if unread.label and period.code != unread.suggestion:
            self.doubts.append(f"The year was given as {period.label}, but the file suggests {unread.label}.")
        return period

    def _guessed(self) -> tuple[str, str]:
        """Return the school year that the file's name seems to state."""
        try:
            period = self.vocabulary.period(self.guess, "file_name")
        except PeriodUnread:
            return "?", ""
        return period.code, period.label
