"""Findings on their way into the database: streamed by COPY, kept only when the check is finished."""

from collections.abc import Iterable
from types import TracebackType

from django.db import connection

from imports.domain import Finding
from imports.models import ImportBatch, RowFinding

COLUMNS = 'row, kind, code, "column", text, sentence'
LENGTHS = {"code": 120, "column": 120, "text": 80, "sentence": 600}


class FindingStream:
    """The findings of one check, in a temporary table that a broken connection takes with it."""

    def __init__(self, batch: ImportBatch) -> None:
        """Belong to a batch."""
        self.batch = batch

    def __enter__(self) -> "FindingStream":
        """Make room."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TABLE IF EXISTS imports_finding_stream; CREATE TEMPORARY TABLE imports_finding_stream "
                '(row integer, kind text, code text, "column" text, text text, sentence text)'
            )
        return self

    def add(self, findings: Iterable[Finding]) -> None:
        """COPY findings."""
        with connection.cursor() as cursor, cursor.copy("COPY imports_finding_stream FROM STDIN") as copy:
            for each in findings:
                copy.write_row(
                    (
                        each.row,
                        each.kind.value,
                        each.code[: LENGTHS["code"]],
                        each.column[: LENGTHS["column"]],
                        each.text[: LENGTHS["text"]],
                        each.sentence[: LENGTHS["sentence"]],
                    )
                )

    def keep(self) -> None:
        """Put the findings in the place of those of an earlier check, inside the caller's transaction."""
        RowFinding.objects.filter(batch=self.batch).delete()
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO imports_rowfinding (batch_id, {COLUMNS}) "  # noqa: S608 -- constants only
                f"SELECT %s, {COLUMNS} FROM imports_finding_stream ORDER BY row",
                [self.batch.pk],
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear up, unless the connection is past it."""
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE IF EXISTS imports_finding_stream")
