"""Pure rules of a release: its states, what it is made of, and what changed since the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from district.domain import Choice


class ReleaseState(Choice):
    """Where a release stands; TRANSITIONS says what may follow."""

    QUEUED_COMPILE = "queued_compile"
    COMPILING = "compiling"
    READY = "ready"
    QUEUED_PUBLISH = "queued_publish"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    FAILED = "failed"
    ABANDONED = "abandoned"

    @property
    def words(self) -> str:
        return STATE_WORDS[self]

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has something to do, so the page looks again by itself."""
        return self in {
            ReleaseState.QUEUED_COMPILE,
            ReleaseState.COMPILING,
            ReleaseState.QUEUED_PUBLISH,
            ReleaseState.PUBLISHING,
        }


STATE_WORDS = {
    ReleaseState.QUEUED_COMPILE: "Waiting for the preview",
    ReleaseState.COMPILING: "Preparing the preview",
    ReleaseState.READY: "Ready for the privacy review",
    ReleaseState.QUEUED_PUBLISH: "Confirmed, waiting to be published",
    ReleaseState.PUBLISHING: "Being published",
    ReleaseState.PUBLISHED: "Published",
    ReleaseState.FAILED: "Stopped",
    ReleaseState.ABANDONED: "Given up",
}
TRANSITIONS: dict[ReleaseState, frozenset[ReleaseState]] = {
    ReleaseState.QUEUED_COMPILE: frozenset({ReleaseState.COMPILING, ReleaseState.ABANDONED}),
    ReleaseState.COMPILING: frozenset({ReleaseState.READY, ReleaseState.QUEUED_COMPILE, ReleaseState.FAILED}),
    ReleaseState.READY: frozenset(
        {ReleaseState.QUEUED_PUBLISH, ReleaseState.QUEUED_COMPILE, ReleaseState.ABANDONED}
    ),
    ReleaseState.QUEUED_PUBLISH: frozenset({ReleaseState.PUBLISHING, ReleaseState.ABANDONED}),
    ReleaseState.PUBLISHING: frozenset(
        {
            ReleaseState.PUBLISHED,
            ReleaseState.QUEUED_PUBLISH,
            ReleaseState.QUEUED_COMPILE,
            ReleaseState.FAILED,
        }
    ),
    ReleaseState.PUBLISHED: frozenset(),
    ReleaseState.FAILED: frozenset({ReleaseState.QUEUED_COMPILE, ReleaseState.ABANDONED}),
    ReleaseState.ABANDONED: frozenset(),
}


def may_become(state: str, following: ReleaseState) -> bool:
    """Tell whether a release in one state may go to another."""
    return following in TRANSITIONS[ReleaseState(state)]


def may_be_compiled_again(state: str) -> bool:
    """Tell whether a person may have the preview made again; never while a worker is at it."""
    return state in {ReleaseState.READY, ReleaseState.FAILED}


@dataclass(frozen=True)
class PublishedCell:
    """One row of a download: a figure of one measure for one unit, group and period, as it is shown.

    `state` is ``shown``, ``at_least``, ``at_most``, ``not_shown``, ``no_students`` or a state that holds
    no number (``missing``, ``not_applicable``, ``not_released`` …). Numbers are strings, already rounded.
    """

    group: str
    group_name: str
    period: str
    state: str
    value: str = ""
    bound: str = ""
    numerator: str = ""
    n: str = ""
    period_name: str = ""
    series: str = ""
    is_sample: bool = False
    results_released_on: str = ""
    source: str = ""
    comment: str = ""
    is_provisional: bool = False
    correction: str = ""

    @property
    def figure(self) -> tuple[str, str, str, str, str]:
        """What of this cell is a published value; a change of it asks for a reason."""
        return (self.state, self.value, self.bound, self.numerator, self.n)

    @property
    def words(self) -> str:
        """The figure for a list of changes: ``81.9 (n 930)``, ``at least 95``, ``not shown``."""
        shown = self.value or self.state.replace("_", " ") + (f" {self.bound}" if self.bound else "")
        return f"{shown} (n {self.n})" if self.value and self.n else shown


CELL_COLUMNS: tuple[str, ...] = tuple(column.name for column in fields(PublishedCell))
_columns_of = attrgetter(*CELL_COLUMNS)


@dataclass(frozen=True)
class Item:
    """One thing a release publishes: plain JSON that holds cleared values only.

    Kinds: ``site`` (key ""), ``plan`` (""), ``goal`` (number), ``measures`` ("" or unit slug), ``measure``
    (slug), ``cells`` ("measure-slug/unit-slug", made by `cells_item`).
    """

    kind: str
    key: str
    payload: dict[str, Any]

    @property
    def sha256(self) -> str:
        """The hash of the payload's canonical JSON."""
        return hashlib.sha256(canonical(self.payload)).hexdigest()


@dataclass(frozen=True)
class Part:
    """A piece of a release that is compiled only when its inputs changed.

    `fingerprint` is a hash of everything that `compile` reads (rows, definitions, names); where it equals the
    one of the latest release, the items published then stay as they are and `compile` is not called.
    """

    name: str
    fingerprint: str
    compile: Callable[[], Iterable[Item]] = field(compare=False)


def canonical(payload: Any) -> bytes:
    """Write JSON in the one way that hashes are taken of."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(*parts: object) -> str:
    """Return a hash of a few things that have a stable ``str``; use it for a part's fingerprint."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def cells_item(
    *,
    measure: str,
    measure_name: str,
    unit: str,
    unit_name: str,
    unit_of_measure: str,
    cells: Sequence[PublishedCell],
) -> Item:
    """Pack the published cells of one measure and unit: column names once, then rows."""
    return Item(
        "cells",
        f"{measure}/{unit}",
        {
            "measure": measure,
            "measure_name": measure_name,
            "unit": unit,
            "unit_name": unit_name,
            "unit_of_measure": unit_of_measure,
            "columns": list(CELL_COLUMNS),
            "rows": [list(_columns_of(cell)) for cell in cells],
        },
    )


def cells_of(payload: Mapping[str, Any]) -> list[PublishedCell]:
    """Unpack what `cells_item` packed; columns this version does not know are left out."""
    columns = payload["columns"]
    return [
        PublishedCell(**{name: cell for name, cell in zip(columns, row, strict=True) if name in CELL_COLUMNS})
        for row in payload["rows"]
    ]


@dataclass(frozen=True)
class ValueChange:
    """A published value that would change: where, from what, to what."""

    measure: str
    measure_name: str
    unit: str
    unit_name: str
    group: str
    group_name: str
    period: str
    period_name: str
    old: str
    new: str


def value_changes(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[ValueChange]:
    """Compare the cells of one measure and unit in two releases; new rows are additions, not changes."""
    if old is None:
        return []
    place = {name: old[name] for name in ("measure", "measure_name", "unit", "unit_name")}
    after = {_place(cell): cell for cell in cells_of(new)} if new else {}
    changes = []
    for cell in cells_of(old):
        now = after.get(_place(cell))
        if now is None or now.figure != cell.figure:
            new_words = now.words if now else "no longer published"
            changes.append(
                ValueChange(
                    **place,
                    group=cell.group,
                    group_name=cell.group_name,
                    period=cell.period,
                    period_name=cell.period_name or cell.period,
                    old=cell.words,
                    new=new_words,
                )
            )
    return changes


def _place(cell: PublishedCell) -> tuple[str, str, str]:
    return (cell.group, cell.period, cell.series)


def content_hash(entries: Iterable[tuple[str, str, str]], previous_hash: str) -> str:
    """Return the hash of a whole release: the one before, then (kind, key, sha256) of every item in order."""
    sha = hashlib.sha256(previous_hash.encode())
    for entry in sorted(entries):
        sha.update(canonical(list(entry)))
    return sha.hexdigest()
