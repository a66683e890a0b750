"""What history says about one field of one row: who changed it last, and what it said before."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from district.models import Person

LOOK_BACK = 200  # events; a field that did not change for longer has no newsworthy author


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a field; ``who`` is empty where the system made it."""

    who: str
    at: dt.datetime


def events_of(row: Model) -> Any:
    """The events of one row, the newest first."""
    event_model: Any = type(row).pgh_event_model  # type: ignore[attr-defined]  # set by pghistory.track
    return event_model.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id")


def latest_event(row: Model) -> int:
    """The key of the newest event of a row."""
    key: int = events_of(row).values_list("pgh_id", flat=True).first() or 0
    return key


def last_change(row: Model, field: str) -> Change | None:
    """Who changed a field last, and when."""
    name = row._meta.get_field(field).attname  # type: ignore[union-attr]  # a concrete field
    rows = list(events_of(row).values("pgh_created_at", "pgh_context", name)[:LOOK_BACK])
    for event, before in zip(rows, [*rows[1:], None], strict=True):
        if before is None or event[name] != before[name]:
            who = Person.objects.filter(pk=(event["pgh_context"] or {}).get("user") or 0).first()
            return Change(who.name if who else "", event["pgh_created_at"])
    return None


def words_of(row: Any, name: str) -> str:
    """A field as people read it."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, models.DateField) and isinstance(value, dt.date):
        return date_format(value, "F j, Y")
    return str(value)
