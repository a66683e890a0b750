"""Checked values on their way into the staging table: streamed by COPY, compared by sets.

The stream goes into a temporary table, which a broken connection takes with it; only the settled result
is kept, in the transaction that also says that the check is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

from imports.models import ImportBatch
from imports.targets import Differences
from kpi.importing import statements
from kpi.importing.doubts import Doubts
from kpi.importing.vocabulary import ObservationVocabulary
from kpi.models import StagedObservation, StagedUnit

if TYPE_CHECKING:
    from imports.checking import Accepted

NULL = "\\N"


class ObservationStaging:
    """The staging of one batch."""

    def __init__(self, batch: ImportBatch, vocabulary: ObservationVocabulary) -> None:
        """Begin with an empty stream."""
        self.batch, self.vocabulary = batch, vocabulary
        with connection.cursor() as cursor:
            cursor.execute(statements.CREATE_STREAM)

    def add(self, accepted: Sequence[Accepted]) -> None:
        """COPY the values of one chunk."""
        with connection.cursor() as cursor, cursor.copy(statements.COPY_STREAM) as copy:
            for each in accepted:
                lines = "\n".join(map("\t".join, zip(*self._columns(each), strict=True)))
                copy.write(f"{lines}\n")

    def _columns(self, accepted: Accepted) -> list[list[str]]:
        columns, count = accepted.columns, len(accepted)
        periods: dict[str, tuple[str, str]] = {}
        for period in set(columns["period"].tolist()):
            mapped = self.vocabulary.period_of(accepted.measure, period)
            periods[period.code] = (mapped.code, str(mapped.sort))
        pairs = [periods[period.code] for period in columns["period"].tolist()]
        return [
            [str(self.vocabulary.measure(accepted.measure))] * count,
            _texts(columns["unit"]),
            _texts(columns["group"]),
            [code for code, _sort in pairs],
            [sort for _code, sort in pairs],
            _texts(columns["row"]),
            _texts(columns["state"]),
            *[_texts(columns[name]) for name in ("value", "numerator", "denominator", "n", "bound")],
            ["t" if each else "f" for each in columns["is_strict"].tolist()],
            [_escaped(each or "") for each in columns["category"].tolist()],
        ]

    def settle(self) -> Differences:
        """Find repeated keys, compare with what is stored, and keep the values that may be loaded."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE kpi_import_stream")
            doubts = Doubts(self.vocabulary)
            doubts.take_repeats(cursor)
            _forget(cursor, self.batch.pk)
            cursor.execute(statements.STAGE, [self.batch.pk])
            outcomes = _counts(cursor, statements.COUNT_OUTCOMES, self.batch)
            states = _counts(cursor, statements.COUNT_STATES, self.batch)
            doubts.look_at(cursor, self.batch)
        return Differences(
            new=outcomes.get("new", 0),
            revised=outcomes.get("revised", 0),
            unchanged=outcomes.get("unchanged", 0),
            refused=doubts.lost.refused,
            repeated=doubts.lost.repeated,
            states=states,
            units=self._keep_units(),
            findings=doubts.findings(),
            rows_refused=doubts.lost.rows_refused,
            rows_ignored=doubts.lost.rows_repeated,
            notes=doubts.notes(),
        )

    def _keep_units(self) -> Sequence[str]:
        """Keep the new units that a value to be stored belongs to; one whose rows are refused is not made."""
        staged = StagedObservation.objects.filter(batch_id=self.batch.pk, unit_id__lt=0)
        named = set(staged.values_list("unit_id", flat=True).distinct())
        rule = self.vocabulary.recipe.unit
        new = [unit for unit in self.vocabulary.new_units.values() if unit.number in named]
        StagedUnit.objects.bulk_create(
            StagedUnit(
                batch_id=self.batch.pk,
                number=unit.number,
                scheme=rule.scheme,
                value=unit.value,
                name=unit.name[:160],
                level=rule.level,
            )
            for unit in new
        )
        return [unit.name for unit in new]


@contextmanager
def staged(batch: ImportBatch, vocabulary: ObservationVocabulary) -> Iterator[ObservationStaging]:
    """Stage a batch's values; the stream is gone afterwards, whatever happened."""
    try:
        yield ObservationStaging(batch, vocabulary)
    finally:
        with connection.cursor() as cursor:
            if not connection.needs_rollback:
                cursor.execute("DROP TABLE IF EXISTS kpi_import_stream")


def forget(batch: ImportBatch) -> None:
    """Remove what was staged for a batch."""
    with connection.cursor() as cursor:
        _forget(cursor, batch.pk)


def _forget(cursor: Any, batch_id: int) -> None:
    cursor.execute("DELETE FROM kpi_stagedobservation WHERE batch_id = %s", [batch_id])
    cursor.execute("DELETE FROM kpi_stagedunit WHERE batch_id = %s", [batch_id])


def _counts(cursor: Any, statement: str, batch: ImportBatch) -> dict[str, int]:
    cursor.execute(statement, [batch.pk])
    return dict(cursor.fetchall())


def _texts(column: Any) -> list[str]:
    return [NULL if each is None else str(each) for each in column.tolist()]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")
