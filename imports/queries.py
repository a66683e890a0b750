"""Reads of the imports room."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from district.belongings import Belonging
from district.work import Work, WorkItem
from imports import limits
from imports.domain import BatchState, Kind
from imports.domain.findings import cause
from imports.models import ImportBatch, Recipe, RecipeVersion, RowFinding
from imports.permissions import can_import
from imports.reading import WITHIN_ROWS, FileRefused, located_table
from imports.storing import local_copy


@dataclass(frozen=True)
class Cause:
    """Findings of one cause: how many, and one of them in full."""

    kind: str
    code: str
    title: str
    count: int
    example: str
    row: int
    remedy: tuple[str, str] | None = None  # where all of them are mended at once: words and address


MOST_CAUSES = 50  # of each kind; the words of a wrong column may be thousands
IN_RECIPE = ("unknown_group", "unknown_word", "not_allowed", "no_measure", "bad_period", "decimal_comma")


def batch_rows() -> QuerySet[ImportBatch]:
    """Every import, newest first."""
    found: QuerySet[ImportBatch] = ImportBatch.objects.with_file().select_related("undoes", "undone_by")
    return found


def recipe_rows() -> QuerySet[Recipe]:
    """Every recipe with the number of its versions."""
    return Recipe.objects.annotate(version_count=Count("versions"))


def latest_version(slug: str) -> RecipeVersion | None:
    """The wording of a recipe in use."""
    return (
        RecipeVersion.objects.filter(recipe__slug=slug).select_related("recipe").order_by("-number").first()
    )


def causes_of(batch: ImportBatch) -> list[Cause]:
    """The findings of a check by cause, the most frequent ones of each kind: refused, warnings, left out."""
    order = {Kind.REFUSED: 0, Kind.WARNING: 1, Kind.IGNORED: 2}
    groups = [
        group
        for kind in order
        for group in batch.findings.filter(kind=kind)
        .order_by()
        .values("kind", "code")
        .annotate(count=Count("pk"), first=Min("pk"))
        .order_by("-count", "code")[:MOST_CAUSES]
    ]
    examples = RowFinding.objects.in_bulk([group["first"] for group in groups])
    return [
        Cause(
            kind=group["kind"],
            code=group["code"],
            title=cause(group["code"]),
            count=group["count"],
            example=str(examples[group["first"]]),
            row=examples[group["first"]].row,
            remedy=_remedy(batch, group["code"]),
        )
        for group in groups
    ]


def _remedy(batch: ImportBatch, code: str) -> tuple[str, str] | None:
    kind = code.partition(":")[0]
    if kind in IN_RECIPE and batch.recipe_version is not None:
        return "Change the recipe", reverse("imports:recipe", args=[batch.recipe_version.recipe.slug])
    return ("Add it to the units", reverse("district:unit_list")) if kind == "unknown_unit" else None


def kinds_of(batch: ImportBatch) -> dict[str, int]:
    """How many findings of each kind a check has."""
    return dict(batch.findings.order_by().values_list("kind").annotate(Count("pk")))


def loaded_before(batch: ImportBatch) -> ImportBatch | None:
    """An earlier import of the very same bytes that is loaded and not undone."""
    same = ImportBatch.objects.filter(
        file__sha256=batch.file.sha256, state=BatchState.LOADED, undoes=None, undone_by=None
    )
    earlier: ImportBatch | None = same.exclude(pk=batch.pk).with_file().first()
    return earlier


def summary_of(batch: ImportBatch) -> dict[str, Any]:
    """An import as machines read it; one whose file was refused on arrival has no key."""
    version = batch.recipe_version
    return {
        "batch": batch.pk,
        "file": {"name": batch.file.name, "sha256": batch.file.sha256, "bytes": batch.file.size},
        "recipe": {"name": version.recipe.slug, "version": version.number} if version else None,
        "state": str(batch.state),
        "code": batch.failure_code,
        "sentence": batch.failure,
        "note": batch.note,
        "rows": {
            "in": batch.rows_in,
            "stored": batch.rows_stored,
            "refused": batch.rows_refused,
            "ignored": batch.rows_ignored,
        },
        "values": {
            "in": batch.values_in,
            "new": batch.values_new,
            "revised": batch.values_revised,
            "unchanged": batch.values_unchanged,
            "refused": batch.values_refused,
            "ignored": batch.values_ignored,
            "by_state": dict(batch.values_by_state),
        },
        "units_new": batch.units_new,
        "questions": list(batch.questions),
        "causes": [
            {"kind": each.kind, "code": each.code, "count": each.count, "example": each.example}
            for each in (causes_of(batch) if batch.pk else ())
        ],
    }


def finding_lines(batch: ImportBatch, kind: str = "") -> Iterator[Sequence[str]]:
    """The findings of a check, all or of one kind, as rows of a table, header first."""
    yield ("row", "column", "result", "cause", "text", "what it means")
    found = batch.findings.filter(kind=kind) if kind else batch.findings.all()
    for each in found.order_by("row", "pk").iterator(chunk_size=2000):
        yield (str(each.row), each.column, each.kind, cause(each.code), each.text, each.words)


def refused_lines(batch: ImportBatch) -> Iterator[Sequence[str]]:
    """The rows of a file with a refused value as they stand in it, and why; to repair and to send again.

    Raises FileRefused with the first line, where the file can no longer be read.
    """
    version = batch.recipe_version
    reasons = batch.findings.filter(kind=Kind.REFUSED).order_by("row", "pk").iterator(chunk_size=2000)
    by_row = groupby(reasons, key=attrgetter("row"))
    row, why = next(by_row, (0, iter(())))
    if version is None:
        return
    with (
        local_copy(batch.file) as path,
        located_table(path, batch.file.name, version.read(), limits.current(), sheet=batch.sheet) as opened,
    ):
        table, header = opened
        yield (*header.names, "Row of the file", "Why it is refused")
        for number, (cells, _bytes) in enumerate(table.records(), start=1):
            if not row:
                return
            if number == row:
                padded = [*cells, *[""] * (len(header.names) - len(cells))]
                yield (*padded, str(number), " ".join(str(each) for each in why))
                row, why = next(by_row, (0, iter(())))


@dataclass(frozen=True)
class FileRow:
    """One row of an uploaded file beside its header."""

    number: int
    cells: Sequence[tuple[str, str]]


def file_row(batch: ImportBatch, number: int) -> FileRow | None:
    """A row as it stands in the file; None beyond its end. Raises FileRefused."""
    version = batch.recipe_version
    if version is None or number > batch.rows_in + WITHIN_ROWS:
        return None  # beyond the end, wherever the header is: the file need not be walked to know
    file, allowed = batch.file, limits.for_a_page()
    deadline = time.monotonic() + allowed.page_seconds
    with (
        local_copy(file) as path,
        located_table(path, file.name, version.read(), allowed, sheet=batch.sheet) as (table, header),
    ):
        for place, (record, _bytes) in enumerate(table.records(), start=1):
            if time.monotonic() > deadline:
                raise FileRefused("too_slow", "The file is too long to find this row here. Open the file.")
            if place == number:
                names = [*header.names, *[""] * max(len(record) - len(header.names), 0)]
                return FileRow(number, tuple(zip(names, record, strict=False)))
    return None


_NEXT_STEPS: dict[str, tuple[str, str]] = {
    BatchState.UPLOADED: ("Say what the columns of %s mean.", "Choose columns"),
    BatchState.NEEDS_ANSWER: ("Answer a question about %s.", "Answer"),
    BatchState.CHECKED: ("Decide whether %s is loaded.", "Look and decide"),
    BatchState.FAILED: ("Repair %s, which could not be read, or give it up.", "Look at it"),
}


def work_for(person: Any) -> Work:
    """Imports of a person that wait for their word, and those whose person has left."""
    if not can_import(person):
        return Work()
    waiting = ImportBatch.objects.filter(state__in=_NEXT_STEPS).filter(
        Q(created_by=person.pk) | Q(created_by__is_active=False)
    )
    to_do = []
    for batch in waiting.select_related("file").order_by("created_at", "pk"):
        text, button = _NEXT_STEPS[batch.state]
        to_do.append(WorkItem(text % batch.file.name, reverse("imports:batch", args=[batch.pk]), button))
    return Work(to_do=tuple(to_do))


def belongings_of(person: Any) -> Iterator[Belonging]:
    """The imports that a person began and nobody has decided; a loaded one is history."""
    undecided = ImportBatch.objects.filter(created_by=person).exclude(
        state__in=[BatchState.LOADED, BatchState.CANCELLED]
    )
    for batch in undecided.select_related("file").order_by("created_at", "pk"):
        place = reverse("imports:batch", args=[batch.pk])
        yield Belonging("Import", batch.file.name, place, f"batch:{batch.pk}")
