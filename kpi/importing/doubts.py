"""What a person should look at before a load: results stated twice, large moves, small percents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from imports.domain import Finding, Kind
from imports.models import ImportBatch
from kpi.importing import sentences, statements
from kpi.importing.naming import Names
from kpi.importing.vocabulary import ObservationVocabulary

REPEATS, CHANGES = 5000, 1000  # listed at most; a sentence says how many there are


class Repeat(NamedTuple):
    """A value whose result an earlier row of the file states too; `total` counts all of them."""

    series_id: int
    unit_id: int
    group_id: int
    period: str
    row: int
    other: int
    is_same: bool
    value: str | None
    other_value: str | None
    total: int


class Move(NamedTuple):
    """A value far from the one before it; `total` counts all of them."""

    series_id: int
    unit_id: int
    group_id: int
    period: str
    row: int
    before: Decimal
    after: Decimal
    total: int


class Lost(NamedTuple):
    """Values and whole rows that repeated keys took out of the stream."""

    refused: int = 0
    repeated: int = 0
    rows_refused: int = 0
    rows_repeated: int = 0


class Doubts:
    """Collects them while a check settles."""

    def __init__(self, vocabulary: ObservationVocabulary) -> None:
        """Belong to the words of a recipe."""
        self.vocabulary = vocabulary
        self.repeats: list[Repeat] = []
        self.moves: list[Move] = []
        self.small: list[int] = []
        self.lost = Lost()

    def take_repeats(self, cursor: Any) -> None:
        """Take repeated keys out of the stream: equal ones leave the first, different ones leave none."""
        cursor.execute(statements.FIND_REPEATS)
        cursor.execute(statements.LIST_REPEATS, [REPEATS])
        self.repeats = [Repeat(*row) for row in cursor.fetchall()]
        if self.repeats:
            cursor.execute(statements.DROP_REPEATS)
            cursor.execute(statements.LOST)
            self.lost = Lost(*map(int, cursor.fetchone()))

    def look_at(self, cursor: Any, batch: ImportBatch) -> None:
        """Compare what is staged with what is stored."""
        cursor.execute(statements.LARGE_CHANGES, [batch.pk, CHANGES])
        self.moves = [Move(*row) for row in cursor.fetchall()]
        cursor.execute(statements.SMALL_PERCENTS, [batch.pk])
        self.small = [series for (series,) in cursor.fetchall() if not self._is_fraction(series)]

    def findings(self) -> list[Finding]:
        """Return one finding for each, with the column, the measure, the unit, the group and the period."""
        names = Names([*self.repeats, *self.moves], new=self._new_units())
        return [
            *(self._of_repeat(each, ", ".join(names.of(each))) for each in self.repeats),
            *(self._of_move(each, ", ".join(names.of(each))) for each in self.moves),
        ]

    def notes(self) -> list[str]:
        """Return what concerns the file as a whole."""
        return [
            *(sentences.listed(each[0].total, limit, what) for each, limit, what in self._lists() if each),
            *(sentences.small_percents(self._column(series)) for series in self.small),
        ]

    def _lists(self) -> list[tuple[list[Any], int, str]]:
        return [
            (self.repeats, REPEATS, "values are stated more than once"),
            (self.moves, CHANGES, "values moved a lot"),
        ]

    def _of_repeat(self, repeat: Repeat, names: str) -> Finding:
        column, text = self._column(repeat.series_id), repeat.value or ""
        if repeat.is_same:
            said = sentences.repeated(names, repeat.other)
            return Finding(repeat.row, Kind.IGNORED, "repeated", column, text, said)
        said = sentences.duplicate(names, repeat.other, repeat.value, repeat.other_value)
        return Finding(repeat.row, Kind.REFUSED, "duplicate", column, text, said)

    def _of_move(self, move: Move, names: str) -> Finding:
        said = sentences.large_change(names, move.before, move.after)
        column, text = self._column(move.series_id), sentences.plain(move.after)
        return Finding(move.row, Kind.WARNING, "large_change", column, text, said)

    def _column(self, series: int) -> str:
        number = self.vocabulary.number_of(series)
        measure = self.vocabulary.recipe.measures[number]
        return self.vocabulary.recipe.label(measure.value or measure.numerator)

    def _is_fraction(self, series: int) -> bool:
        measure = self.vocabulary.recipe.measures[self.vocabulary.number_of(series)]
        return measure.cells.fraction or not measure.value

    def _new_units(self) -> dict[int, str]:
        return {unit.number: unit.name for unit in self.vocabulary.new_units.values()}
