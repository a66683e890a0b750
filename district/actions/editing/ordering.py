"""The order of a list: dense numbers from 1, changed by one person at a time."""

from typing import Any

from django.db.models import Max

from district.actions.editing.locking import held, hold_list
from district.actions.refusals import Overtaken
from district.domain import mark_of_order
from district.editing import Kind


def rows_beside(kind: Kind, row: Any) -> Any:
    """The list a row stands in, in its order."""
    same = {name: row.serializable_value(name) for name in kind.among}
    return kind.model._base_manager.filter(**same).order_by(kind.order, "pk")


def move_row(*, kind: Kind, pk: Any, to: int, seen: str, by: Any, reason: str = "") -> tuple[Any, int, int]:
    """Put a row at a place of its list, counted from 1; the row, its place and how many there are.

    The list is held first, so two people who move at once move one after the other; the second one saw
    another order and is told (``Overtaken``).
    """
    with held(kind, pk, by=by, reason=reason) as row:
        hold_list(kind, row)
        rows = list(rows_beside(kind, row))
        if mark_of_order(each.pk for each in rows) != seen:
            raise Overtaken(row)
        rows.remove(row)
        place = max(1, min(to, len(rows) + 1))
        rows.insert(place - 1, row)
        _number(kind, rows)
        return row, place, len(rows)


def close_gaps(kind: Kind, row: Any) -> None:
    """Number a list anew after a row left or joined it."""
    _number(kind, list(rows_beside(kind, row)))


def last_place(kind: Kind, row: Any) -> int:
    """The place after the last one of the list a new row joins; nobody else joins it meanwhile."""
    hold_list(kind, row)
    last: int | None = rows_beside(kind, row).aggregate(last=Max(kind.order))["last"]
    return (last or 0) + 1


def _number(kind: Kind, rows: list[Any]) -> None:
    for number, row in enumerate(rows, start=1):
        if getattr(row, kind.order) != number:
            setattr(row, kind.order, number)
            row.save(update_fields=[kind.order])
