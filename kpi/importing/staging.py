"""Checked values on their way into the staging table: streamed by COPY, compared by sets.

The stream goes into a temporary table, which a broken connection takes with it; only the settled result
is kept, in the transaction that also says that the check is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

from imports.domain import Finding, Kind
from imports.models import ImportBatch
from imports.targets import Differences
from kpi.importing import sentences, statements
from kpi.importing.vocabulary import ObservationVocabulary
from kpi.models import StagedUnit

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
            findings, rows_refused, rows_ignored = _settle_repeats(cursor)
            _forget(cursor, self.batch.pk)
            cursor.execute(statements.STAGE, [self.batch.pk])
            cursor.execute(statements.COUNT_OUTCOMES, [self.batch.pk])
            counts = dict(cursor.fetchall())
            cursor.execute(statements.LARGE_CHANGES, [self.batch.pk])
            findings += [
                Finding(
                    row, Kind.WARNING, "large_change", "", str(after), sentences.large_change(before, after)
                )
                for row, before, after in cursor.fetchall()
            ]
        units = self._keep_units()
        return Differences(
            new=counts.get("new", 0),
            revised=counts.get("revised", 0),
            unchanged=counts.get("unchanged", 0),
            units=units,
            findings=findings,
            rows_refused=rows_refused,
            rows_ignored=rows_ignored,
        )

    def _keep_units(self) -> Sequence[str]:
        rule, new = self.vocabulary.recipe.unit, self.vocabulary.new_units.values()
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


def _settle_repeats(cursor: Any) -> tuple[list[Finding], int, int]:
    """Take repeated keys out of the stream: equal ones leave the first, different ones leave none."""
    cursor.execute(statements.FIND_REPEATS)
    cursor.execute(statements.LIST_REPEATS)
    findings = []
    for row, other, is_same, value, other_value in cursor.fetchall():
        if is_same:
            findings.append(Finding(row, Kind.IGNORED, "repeated", sentence=sentences.repeated(other)))
        else:
            sentence = sentences.duplicate(other, value, other_value)
            findings.append(Finding(row, Kind.REFUSED, "duplicate", text=value or "", sentence=sentence))
    if not findings:
        return [], 0, 0
    cursor.execute(statements.DROP_REPEATS)
    cursor.execute(statements.ROWS_LOST)
    refused, ignored = cursor.fetchone()
    return findings, refused, ignored


def _texts(column: Any) -> list[str]:
    return [NULL if each is None else str(each) for each in column.tolist()]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")
