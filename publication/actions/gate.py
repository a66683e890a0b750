"""The gate: nothing is published unless the attack on everything published together fails (R13)."""

from __future__ import annotations

from typing import Any

from publication import clearing
from publication.actions.jobs import Job
from publication.actions.refusals import RefusalError
from publication.disclosure import audit
from publication.models import ClearanceCache, DraftItem, DraftTable, Release

SILENT = {"not_shown", "no_students"}
CODED = {"at_least", "at_most"}


def check(release: Release, job: Job) -> None:
    """Attack every table of the release that has not withstood the same attack before; refuse on a breach.

    Tables of parts taken over from the latest release were attacked when they were published.
    """
    proven = dict(ClearanceCache.objects.exclude(withstood="").values_list("pk", "withstood"))
    for row in DraftTable.objects.filter(release=release).order_by("name").iterator(chunk_size=20):
        table = clearing.table_from(row.name, row.table)
        mark, decided = table.fingerprint, clearing.clearances_hash(row.clearances)
        if proven.get(mark) != decided:
            _attack(table, row.clearances)
            ClearanceCache.objects.filter(pk=mark).update(withstood=decided)
        job.beat()
    _check_words(release)


def _attack(table: clearing.Table, written: list[Any]) -> None:
    clearances = clearing.clearances_from(written)
    unjudged = [cell.key for cell in table.cells if cell.key not in clearances]
    found = audit(table.cells, clearances, table.partitions, table.ruleset)
    small = [
        cell.key
        for cell in table.cells
        if cell.key in clearances
        and cell.is_counted
        and not clearances[cell.key].state.is_suppressed
        and (cell.n is None or 0 < cell.n < table.ruleset.n_min)
    ]
    if unjudged or found or small:
        places = len({*unjudged, *(breach.key for breach in found), *small})
        raise RefusalError(
            f"Nothing was published: in {table.name}, {places} hidden figures could be worked out from what "
            "would be shown. Ask the technician to look at the disclosure rules."
        )


def _check_words(release: Release) -> None:
    """Look at the rows themselves: what is not shown carries no number, what is coded only its bound."""
    items = DraftItem.objects.filter(release=release, kind="cells", is_removed=False)
    for item in items.only("key", "payload").iterator(chunk_size=100):
        place = {name: index for index, name in enumerate(item.payload["columns"])}
        for row in item.payload["rows"]:
            state = row[place["state"]]
            told = [name for name in ("value", "numerator", "bound", "n") if row[place[name]]]
            if (state in SILENT and set(told) - ({"n"} if state == "no_students" else set())) or (
                state in CODED and {"value", "numerator"} & set(told)
            ):
                raise RefusalError(
                    f"Nothing was published: {item.key} would show a number that has to stay hidden. "
                    "Ask the technician to look."
                )
