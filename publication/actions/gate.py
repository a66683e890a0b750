"""The gate: nothing is published unless the attack on everything published together fails (R13)."""

from __future__ import annotations

from typing import Any

from district.actions import Refused
from publication import clearing, compiling
from publication.actions.jobs import Job
from publication.disclosure import audit, audit_alike
from publication.models import ClearanceCache, DraftItem, DraftTable, Release
from publication.queries import payloads

SILENT = {"not_shown", "no_students"}
CODED = {"at_least", "at_most"}


def check(release: Release, job: Job) -> None:
    """Attack every table of the release that has not withstood the same attack before; refuse on a breach.

    Tables of parts taken over from the latest release were attacked when they were published.
    """
    seen: set[str] = set()
    for row in DraftTable.objects.filter(release=release).order_by("name").iterator(chunk_size=20):
        if row.name not in seen:
            rows = _cleared_together(release, row)
            seen |= {each.name for each in rows}
            tables = [_read(each) for each in rows]
            marks = clearing.marks(tables)
            decided = clearing.clearances_hash([each.clearances for each in rows])
            proven = dict(ClearanceCache.objects.filter(pk__in=marks).values_list("pk", "withstood"))
            if any(proven.get(mark) != decided for mark in marks):
                _attack(tables, [clearing.clearances_from(each.clearances) for each in rows])
                ClearanceCache.objects.filter(pk__in=marks).update(withstood=decided)
        job.beat()
    _check_words(release)
    _check_rooms(release)


def _cleared_together(release: Release, row: DraftTable) -> list[DraftTable]:
    """Return a table with all others about the same people; refuse where one is missing or says otherwise."""
    names = {row.name, *row.table["alike"]}
    if len(names) == 1:
        return [row]
    rows = list(DraftTable.objects.filter(release=release, name__in=names))
    if any({each.name, *each.table["alike"]} != names for each in rows) or len(rows) != len(names):
        raise Refused(
            f"Nothing was published: {row.name} counts the same people as other tables, and these were not "
            "prepared with it. Ask the technician to look."
        )
    order = {table.name: at for at, table in enumerate(clearing.together([_read(each) for each in rows]))}
    return sorted(rows, key=lambda each: order[each.name])


def _read(row: DraftTable) -> clearing.Table:
    return clearing.table_from(row.name, row.table)


def _attack(tables: list[clearing.Table], decided: list[clearing.Clearances]) -> None:
    ruleset = tables[0].ruleset
    pairs = list(zip(tables, decided, strict=True))
    unjudged = [cell.key for table, clearances in pairs for cell in table.cells if cell.key not in clearances]
    if len(pairs) == 1:
        [(table, clearances)] = pairs
        found = audit(table.cells, clearances, table.partitions, ruleset)
    else:
        found = audit_alike([(table.cells, table.partitions) for table in tables], decided, ruleset)
    small = [
        cell.key
        for table, clearances in pairs
        for cell in table.cells
        if cell.key in clearances
        and cell.is_counted
        and not clearances[cell.key].state.is_suppressed
        and (cell.n is None or 0 < cell.n < ruleset.n_min)
    ]
    if unjudged or found or small:
        places = len({*unjudged, *(breach.key for breach in found), *small})
        names = " and ".join(table.name for table in tables)
        raise Refused(
            f"Nothing was published: in {names}, {places} hidden figures could be worked out from what "
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
                raise Refused(
                    f"Nothing was published: {item.key} would show a number that has to stay hidden. "
                    "Ask the technician to look."
                )


def _check_rooms(release: Release) -> None:
    """Ask the rooms that know what their payloads mean whether one says again what is not shown."""
    items = DraftItem.objects.filter(release=release, is_removed=False)

    def find(kind: str, key: str) -> dict[str, Any] | None:
        own: dict[str, Any] | None = (
            items.filter(kind=kind, key=key).values_list("payload", flat=True).first()
        )
        if own is not None or release.base_number is None:
            return own
        return payloads(release.base_number, kind, [key]).get(key)

    for item in items.iterator(chunk_size=100):
        words = compiling.objection(item.kind, item.key, item.payload, find)
        if words:
            raise Refused(f"Nothing was published: {words} Ask the technician to look.")
