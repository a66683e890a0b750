"""All that a public page may read: one release, by value, and nothing behind it."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

from django.conf import settings
from django.db.models import Max, Q, Subquery
from django.http import Http404
from django.utils import timezone

from publication.domain import PublishedCell, ReleaseState, canonical, cells_of
from publication.models.releases import Release, ReleaseItem

Value = TypeVar("Value")
ItemKey = tuple[str, str]
MIB = 1024 * 1024
FACTS = ("number", "published_at", "reason", "next_review_on", "content_hash", "previous_hash")


class Missing(Http404):
    """The release holds no such item; the visitor sees the ordinary page-not-found page."""


class Remembered(Generic[Value]):
    """The things used last, up to so many bytes of them, shared by the threads of one process."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.entries: OrderedDict[Any, tuple[Value, int]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Any) -> Value | None:
        with self.lock:
            if key not in self.entries:
                return None
            self.entries.move_to_end(key)
            return self.entries[key][0]

    def put(self, key: Any, value: Value, size: int) -> None:
        """Keep a value of about so many bytes and let go of those unused for longest."""
        size += PER_ENTRY
        with self.lock:
            self.size += size - self.entries.pop(key, (None, 0))[1]
            self.entries[key] = value, size
            while self.size > self.limit:
                self.size -= self.entries.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self.lock:
            self.entries.clear()
            self.size = 0


PER_ENTRY = 4_096  # bytes for keys, headers and what Python needs itself
_items: Remembered[dict[str, Any]] = Remembered(16 * MIB)  # as JSON; as Python objects a few times that


@dataclass(frozen=True)
class Edition:
    """One published release, as public pages read it. What it returns is shared: never change it."""

    number: int
    published_at: dt.datetime
    reason: str
    next_review_on: dt.date | None
    content_hash: str
    previous_hash: str
    latest_number: int
    is_archived: bool = False
    is_preview: ClassVar[bool] = False

    @property
    def published_on(self) -> dt.date:
        """The day of publication, as the district's clock had it."""
        return timezone.localdate(self.published_at)

    @property
    def prefix(self) -> str:
        """What links begin with, so that a reader stays in an earlier release."""
        return f"/releases/{self.number}" if self.is_archived else ""

    @property
    def site(self) -> dict[str, Any]:
        """The district's name, contact and whether it is a demonstration."""
        return self.item("site")

    @property
    def notes(self) -> list[dict[str, Any]]:
        """The three things to know: title and text of each."""
        notes: list[dict[str, Any]] = self.item("notes")["notes"]
        return notes

    def item(self, kind: str, key: str = "") -> dict[str, Any]:
        """Return an item's payload, or answer the visitor that there is none."""
        self.load((kind, key))
        payload = _items.get((self.content_hash, kind, key))
        if payload is None and "\0" not in key:  # there is none, or memory let it go again at once
            payload = next((row[2] for row in self.rows(Q(kind=kind, key=key))), None)
        if payload is None:
            raise Missing(f"Release {self.number} has no {kind} {key}.")
        return payload

    def peek(self, kind: str, key: str = "") -> dict[str, Any] | None:
        """Return an item's payload, or nothing where the release has none or memory let it go again."""
        self.load((kind, key))
        return _items.get((self.content_hash, kind, key))

    def items(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return every item of a kind by key; one query, so not for large kinds."""
        return {key: payload for _, key, payload in self.rows(Q(kind=kind))}

    def every(self, *kinds: str) -> dict[ItemKey, dict[str, Any]]:
        """Return every item of a few small kinds by kind and key, in one query."""
        return {(kind, key): payload for kind, key, payload in self.rows(Q(kind__in=kinds))}

    def keys(self, kind: str) -> list[str]:
        """Return the keys of a kind, without reading what they hold."""
        return [key for _, key, _ in self.hashes(Q(kind=kind))]

    def some(self, kind: str, keys: Iterable[str]) -> list[dict[str, Any]]:
        """Return a few items of a large kind in one query, in the order of their keys, remembering none."""
        return [payload for _, _, payload in self.rows(Q(kind=kind, key__in=list(keys)))]

    def contents(self) -> list[list[str]]:
        """Return kind, key and hash of everything published, in the order the release's hash takes them."""
        return sorted(self.hashes(Q()))

    def rows(self, places: Q) -> Iterable[tuple[str, str, dict[str, Any]]]:
        """Read kind, key and payload of the items at some places, in the order of kind and key."""
        return _rows_of(self.number, places)

    def hashes(self, places: Q) -> list[list[str]]:
        """Read kind, key and hash of the items at some places, in the same order."""
        rows = _latest_rows(self.number, places).values_list("kind", "key", "sha256", "is_removed")
        return [[kind, key, sha] for kind, key, sha, is_removed in rows if not is_removed]

    def load(self, *wanted: ItemKey) -> None:
        """Read several items in one query; later `item` calls for them touch no database.

        The district's facts and the notes come along, because every page shows them.
        """
        every = {("site", ""), ("notes", ""), *wanted}
        readable = [pair for pair in every if "\0" not in pair[1]]  # PostgreSQL refuses to look for it
        unread = [pair for pair in readable if _items.get((self.content_hash, *pair)) is None]
        if not unread or not set(wanted) & set(unread):
            return
        places = Q()
        for kind, key in sorted(unread):
            places |= Q(kind=kind, key=key)
        for kind, key, payload in self.rows(places):
            _items.put((self.content_hash, kind, key), payload, len(canonical(payload)))

    def cells(self, measure: str, unit: str) -> list[PublishedCell]:
        """Return every published cell of a measure for one unit."""
        return cells_of(self.item("cells", f"{measure}/{unit}"))


def _latest_rows(number: int, places: Q) -> Any:
    return (
        ReleaseItem.objects.using(_alias())
        .filter(places, release__lte=number)
        .order_by("kind", "key", "-release_id")
        .distinct("kind", "key")
    )


def _rows_of(number: int, places: Q) -> Iterable[tuple[str, str, dict[str, Any]]]:
    for kind, key, payload, is_removed in _latest_rows(number, places).values_list(
        "kind", "key", "payload", "is_removed"
    ):
        if not is_removed:
            yield kind, key, payload


def _alias() -> str:
    """The connection of the role that can read nothing but published tables, where one is configured."""
    return "public" if "public" in settings.DATABASES else "default"


def _published() -> Any:
    return Release.objects.using(_alias()).filter(state=ReleaseState.PUBLISHED).order_by("-number")


def edition(number: int | None = None) -> Edition | None:
    """Return the latest release, or the one of a number; None while nothing is published. One query."""
    releases = _published()
    if number is None:
        facts = releases.values(*FACTS).first()
        return Edition(**facts, latest_number=facts["number"]) if facts else None
    latest = _published().order_by().values("state").annotate(latest=Max("number")).values("latest")
    facts = releases.filter(number=number).values(*FACTS, latest_number=Subquery(latest)).first()
    if facts is None:
        raise Missing(f"There is no release {number}.")
    return Edition(**facts, is_archived=True)


def editions(up_to: int) -> list[Edition]:
    """Return every release up to a number, latest first."""
    rows = _published().filter(number__lte=up_to).values(*FACTS)
    return [Edition(**facts, latest_number=up_to) for facts in rows]


def forget() -> None:
    """Empty this process's memory; only tests need it."""
    _items.clear()


__all__ = ["MIB", "Edition", "Missing", "Remembered", "edition", "editions", "forget"]
