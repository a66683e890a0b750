"""One field, saved only if it still says what the person saw; and the way back for a minute."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from district.actions.editing.locking import held
from district.actions.refusals import Overtaken, Refused
from district.domain import mark_of_value
from district.editing import Kind
from district.queries.editing import events_of, latest_event

UNDO_SECONDS = 60
ON_THE_WAY = 5  # seconds that a click may take to arrive


@dataclass(frozen=True, slots=True)
class Saved:
    """A field as it was saved; ``event`` is where the way back begins, 0 where nothing changed."""

    row: Any
    at: dt.datetime
    event: int = 0


def save_field(*, kind: Kind, pk: Any, field: str, value: Any, seen: str, by: Any, reason: str = "") -> Saved:
    """Write one field if its mark is still the one this person saw, else say what stands there now.

    The row is locked between the look and the write, so of two people at once one is told.
    """
    with held(kind, pk, by=by, reason=reason) as row:
        before = mark_of_value(row.serializable_value(field))
        setattr(row, field, value)
        if mark_of_value(row.serializable_value(field)) == before:
            return Saved(row, timezone.now())  # the same words twice are no conflict and no change
        if before != seen:
            row.refresh_from_db()
            raise Overtaken(row)
        _write(row, field)
        return Saved(row, timezone.now(), latest_event(row))


def undo_field(*, kind: Kind, pk: Any, field: str, event: int, by: Any) -> Saved:
    """Restore what a field said before this person's change, and keep that in history too."""
    with held(kind, pk, by=by, reason=_("Undone")) as row:
        name = row._meta.get_field(field).attname
        later = list(events_of(row).filter(pgh_id__gte=event).order_by("pgh_id"))
        before = events_of(row).filter(pgh_id__lt=event).first()
        if before is None or not later or later[0].pgh_id != event:
            raise Refused(_("There is nothing to undo here."))
        _refuse_late_undo(before, later, name, by)
        if getattr(row, name) == getattr(before, name):
            raise Refused(_("This was undone already."))
        setattr(row, name, getattr(before, name))
        _write(row, field)
        return Saved(row, timezone.now())


def _refuse_late_undo(before: Any, later: list[Any], name: str, by: Any) -> None:
    changes = [
        event
        for event, earlier in zip(later, [before, *later], strict=False)
        if getattr(event, name) != getattr(earlier, name)
    ]
    if any((event.pgh_context or {}).get("user") != by.pk for event in changes):
        raise Refused(_("Someone else changed this after you. Your earlier text is in the history."))
    limit = dt.timedelta(seconds=UNDO_SECONDS + ON_THE_WAY)
    if changes and timezone.now() - changes[-1].pgh_created_at > limit:
        raise Refused(_("The minute for undoing has passed. The earlier text is in the history."))


def _write(row: Model, field: str) -> None:
    row.validate_constraints()  # a person gets the sentence; the database would only refuse
    row.save(update_fields=[field])
    row.refresh_from_db(fields=[field])  # the next mark is of what the database keeps, such as 5.00 for 5
