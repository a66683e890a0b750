"""Events told in words: who changed what, when, from what to what, and why."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pghistory.models
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from psycopg import sql

from district.models import Person
from district.permissions import can_see_people

DID = {"insert": "Added", "update": "Changed", "delete": "Removed"}
TITLE_FIELDS = ("name", "title", "label", "question", "email", "code", "value", "period", "reason")
SILENT = {"lock", "changed_at"}  # kept by the machine, of no interest to a reader


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, by the name people know, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one row."""

    at: dt.datetime
    who: str
    did: str
    kind: str
    thing: str
    url: str
    reason: str
    changes: tuple[FieldChange, ...]

    @property
    def is_new(self) -> bool:
        """Whether the row begins here: there is nothing before."""
        return self.did == DID["insert"]


@dataclass(frozen=True, slots=True)
class _Event:
    """An event as the database keeps it, with the event of the same row before it."""

    model: str
    row: Mapping[str, Any]
    before: Mapping[str, Any]


@cache
def tracked_models() -> dict[str, type[models.Model]]:
    """Every model with a history, by its label (``district.orgunit``)."""
    events: list[Any] = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    found: dict[str, type[models.Model]] = {
        event.pgh_tracked_model._meta.label_lower: event.pgh_tracked_model
        for event in events
        if event.pgh_tracked_model
    }
    return dict(sorted(found.items(), key=lambda item: str(item[1]._meta.verbose_name)))


def kinds_seen_by(person: Any) -> dict[str, type[models.Model]]:
    """The models whose history someone reads; what ``tells_of_people`` is for who may see people."""
    is_trusted = can_see_people(person)
    return {
        label: model
        for label, model in tracked_models().items()
        if is_trusted or not getattr(model, "tells_of_people", False)
    }


def entries_of(keys: list[tuple[str, int]]) -> list[Entry]:
    """Events by model and key, told in words; the number of queries does not grow with their number."""
    events = _read(keys)
    people = _names(Person, (_who(event.row) for event in events.values()))
    related = _related_names(events.values())
    return [_entry(events[key], people, related) for key in keys if key in events]


def _read(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], _Event]:
    """Read events with the one before each, all models in one query."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for label, key in keys:
        wanted[label].append(key)
    if not wanted:
        return {}
    query = sql.SQL(" UNION ALL ").join(
        sql.SQL(
            "SELECT {label}, e.pgh_id, to_jsonb(e.*), (SELECT to_jsonb(p.*) FROM {table} p"
            " WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id ORDER BY p.pgh_id DESC LIMIT 1)"
            " FROM {table} e WHERE e.pgh_id = ANY({keys})"
        ).format(
            label=sql.Literal(label),
            table=sql.Identifier(event_model(label)._meta.db_table),
            keys=sql.Literal(keys_of_model),
        )
        for label, keys_of_model in wanted.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetchall()
    return {(label, key): _Event(label, _json(row), _json(before)) for label, key, row, before in rows}


def _json(text: str | None) -> dict[str, Any]:
    return json.loads(text, parse_float=Decimal) if text else {}


def _entry(event: _Event, people: Mapping[Any, str], related: Mapping[Any, str]) -> Entry:
    model = tracked_models()[event.model]
    context = event.row.get("pgh_context") or {}
    key = str(event.row["pgh_obj_id"])
    return Entry(
        at=dt.datetime.fromisoformat(event.row["pgh_created_at"]),
        who=people.get(str(_who(event.row)), ""),
        did=DID.get(event.row["pgh_label"], event.row["pgh_label"]),
        kind=str(model._meta.verbose_name).capitalize(),
        thing=_title(model, event.row, related) or key,
        url=reverse("district:history_of", args=[event.model, key]),
        reason=str(context.get("reason") or ""),
        changes=_changes(model, event, related),
    )


def _changes(model: type[models.Model], event: _Event, related: Mapping[Any, str]) -> tuple[FieldChange, ...]:
    label = event.row["pgh_label"]
    after = {} if label == "delete" else event.row
    before = event.row if label == "delete" else {} if label == "insert" else event.before
    return tuple(
        FieldChange(_label(field), old, new)
        for field in _shown_fields(model, event.row)
        for old, new in [(_words(field, before, related), _words(field, after, related))]
        if old != new
    )


def _shown_fields(model: type[models.Model], row: Mapping[str, Any]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.attname in row
        and field.name not in SILENT
        and not (field.primary_key and field.name == "id")
    ]


def _label(field: Any) -> str:
    return str(field.verbose_name).capitalize()


def _words(field: Any, row: Mapping[str, Any], related: Mapping[Any, str]) -> str:
    """A value as people read it: the words of a choice, the name of a related row, yes and no."""
    value = row.get(field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return related.get((field.related_model, str(value)), str(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, models.DateTimeField):
        return date_format(timezone.localtime(dt.datetime.fromisoformat(value)), "F j, Y, g:i A")
    if isinstance(field, models.DateField):
        return date_format(dt.date.fromisoformat(value), "F j, Y")
    if isinstance(value, dict | list):
        return _json_words(value)
    choices = dict(field.flatchoices)
    return str(choices.get(value, value))


def _json_words(value: Any) -> str:
    """A structure in one line: names with what they hold, parts of a list one after another."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_json_words(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_json_words(part) for part in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def _title(model: type[models.Model], row: Mapping[str, Any], related: Mapping[Any, str]) -> str:
    for name in TITLE_FIELDS:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if words := _words(field, row, related):
            return words
    if row.get("kind"):  # a mission has no name of its own, and its plan's would mislead
        return _words(model._meta.get_field("kind"), row, related)
    names = [_words(field, row, related) for field in model._meta.concrete_fields if field.is_relation]
    return ", ".join(name for name in names if name)


def _related_names(events: Iterable[_Event]) -> dict[Any, str]:
    """Name the rows that events point at: one query for each kind of row."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for event in events:
        fields: Any = tracked_models()[event.model]._meta.concrete_fields
        for field in fields:
            for row in (event.row, event.before):
                if field.is_relation and row.get(field.attname) is not None:
                    wanted[field.related_model].add(str(row[field.attname]))
    return {(model, key): name for model, keys in wanted.items() for key, name in _names(model, keys).items()}


def _names(model: type[models.Model], keys: Iterable[Any]) -> dict[str, str]:
    """Names of rows by key, without a query for each: rows are named by fields of their own."""
    present = {key for key in keys if key is not None}
    if not present:
        return {}
    names = [field.name for field in model._meta.concrete_fields if field.name in TITLE_FIELDS]
    rows = model._default_manager.filter(pk__in=present).values("pk", *names)
    return {
        str(row["pk"]): next((str(row[name]) for name in TITLE_FIELDS if row.get(name)), f"#{row['pk']}")
        for row in rows
    }


def _who(row: Mapping[str, Any]) -> Any:
    return (row.get("pgh_context") or {}).get("user")


def event_model(label: str) -> Any:
    """The table of events of a model."""
    return tracked_models()[label].pgh_event_model  # type: ignore[attr-defined]  # set by pghistory.track
