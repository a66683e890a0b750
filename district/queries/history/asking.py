"""Which events a reader asks for: those of every tracked model, the newest first, one page at a time.

A page is found by its place, never by its number: each table of events gives its next few from an index,
and nothing is counted, so a page costs the same after ten years.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from district.queries.history.telling import Entry, entries_of, event_model, tracked_models

PAGE_SIZE = 50
END_OF_DAYS = dt.date(9999, 12, 31)  # no day comes after it
Events = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks the history for; empty asks for everything."""

    model: str = ""
    pk: str = ""
    person: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands among all: by time, then by key, then by model."""

    at: dt.datetime
    key: int
    model: str

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """A place as an address names it; nothing where the text names none."""
        try:
            at, key, model = text.split("~")
            place = cls(dt.datetime.fromisoformat(at), int(key), model)
        except ValueError:
            return None
        return place if place.at.tzinfo and 0 < place.key < 2**63 else None

    def __str__(self) -> str:
        return f"{self.at.astimezone(dt.UTC).isoformat()}~{self.key}~{self.model}"


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some changes, the newest first, and the places where the newer and the older ones go on."""

    entries: list[Entry]
    newer: Place | None = None
    older: Place | None = None


def history(
    asked: Asked, *, before: str = "", after: str = "", kinds: Iterable[str] | None = None
) -> HistoryPage:
    """A page of changes older than the place ``before`` or newer than ``after``; else the newest.

    ``kinds`` are the labels of what the reader may see; none means all.
    """
    older_than, newer_than = Place.read(before), Place.read(after)
    labels = [asked.model] if asked.model else list(tracked_models() if kinds is None else kinds)
    if newer_than and not older_than:
        found = _next(((label, _newer(label, asked, newer_than)) for label in labels), "pgh_created_at")
        places, has_newer, has_older = found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE, True
    else:
        found = _next(((label, _older(label, asked, older_than)) for label in labels), "-pgh_created_at")
        places, has_newer, has_older = found[:PAGE_SIZE], older_than is not None, len(found) > PAGE_SIZE
    return HistoryPage(
        entries_of([(place.model, place.key) for place in places]),
        newer=places[0] if places and has_newer else None,
        older=places[-1] if places and has_older else None,
    )


def history_of_rows(rows: Mapping[str, Mapping[str, Any]], *, most: int) -> list[Entry]:
    """The latest changes of chosen rows: for each model by its label, what its events must say."""
    chosen = ((label, event_model(label)._default_manager.filter(**wanted)) for label, wanted in rows.items())
    found = _next(chosen, "-pgh_created_at", most=most)
    return entries_of([(place.model, place.key) for place in found])


def models_changed_by(context: UUID) -> list[str]:
    """The labels of all models of which one change took, added or altered rows."""
    events = [
        event_model(label).objects.filter(pgh_context_id=context).values_list(Value(label)).order_by()[:1]
        for label in tracked_models()
    ]
    return [label for (label,) in events[0].union(*events[1:], all=True)]


def _next(events: Iterable[tuple[str, Events]], by: str, most: int = PAGE_SIZE + 1) -> list[Place]:
    """The first few of all tables together; each gives no more than are shown, straight from its index."""
    # By time, then by place of writing: one request writes many rows in one instant.
    order = (by, by.replace("created_at", "id"))
    firsts = [
        rows.annotate(model=Value(label)).order_by(*order).values("pgh_created_at", "pgh_id", "model")[:most]
        for label, rows in events
    ]
    if not firsts:
        return []
    last = by.replace("pgh_created_at", "model")
    union = firsts[0].union(*firsts[1:], all=True).order_by(*order, last) if firsts[1:] else firsts[0]
    return [Place(row["pgh_created_at"], row["pgh_id"], row["model"]) for row in union[:most]]


def _older(label: str, asked: Asked, place: Place | None) -> Events:
    events = _wanted(label, asked)
    if place is None:
        return events
    same_moment = Q(pgh_id__lte=place.key) if label < place.model else Q(pgh_id__lt=place.key)
    return events.filter(Q(pgh_created_at__lt=place.at) | same_moment, pgh_created_at__lte=place.at)


def _newer(label: str, asked: Asked, place: Place) -> Events:
    same_moment = Q(pgh_id__gte=place.key) if label > place.model else Q(pgh_id__gt=place.key)
    return _wanted(label, asked).filter(
        Q(pgh_created_at__gt=place.at) | same_moment, pgh_created_at__gte=place.at
    )


def _wanted(label: str, asked: Asked) -> Events:
    events: Events = event_model(label)._default_manager.all()
    if asked.pk:
        try:
            events = events.filter(pgh_obj_id=asked.pk)
        except (ValueError, ValidationError):
            events = events.none()
    if asked.person:
        events = events.filter(pgh_context__user=asked.person)
    if asked.first_day:
        events = events.filter(pgh_created_at__gte=_midnight(asked.first_day))
    if asked.last_day and asked.last_day < END_OF_DAYS:
        events = events.filter(pgh_created_at__lt=_midnight(asked.last_day + dt.timedelta(days=1)))
    return events


def _midnight(day: dt.date) -> dt.datetime:
    """When a day begins on the district's clock."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
