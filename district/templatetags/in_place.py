"""Tags of editing in place: ``{% load in_place %}``. The button and the guard ask the same function."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from district.domain import mark_of_order
from district.editing import Kind, kind_of
from district.views.in_place.shown import ShownField

register = template.Library()


@register.inclusion_tag("district/in_place/_field.html", takes_context=True)
def editable(context: Context, row: Any, name: str) -> dict[str, Any]:
    """A field that those who may can edit where it stands."""
    kind, request = kind_of(row), context["request"]
    can_edit = kind.may_edit(request.user, row)
    return {"place": ShownField(kind, row, name, can_edit=can_edit), "request": request}


@register.inclusion_tag("district/in_place/_row_tools.html", takes_context=True)
def row_tools(context: Context, row: Any, rows: Sequence[Any]) -> dict[str, Any]:
    """Buttons that move a row among its list and remove it; ``rows`` is the list as it is shown."""
    kind, request = kind_of(row), context["request"]
    place = [each.pk for each in rows].index(row.pk) + 1
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "row": row,
        "id": f"{kind.key}-{row.pk}",
        "list": list_id(kind, row),
        "can_edit": kind.may_edit(request.user, row),
        "is_ordered": bool(kind.order) and len(rows) > 1,
        "seen_order": mark_of_order(each.pk for each in rows),
        "place": place,
        "count": len(rows),
        "before": place - 1 or "",
        "after": place + 1 if place < len(rows) else "",
        "move_url": reverse("district:row_move", args=[kind.key, row.pk]),
        "remove_url": reverse("district:row_remove", args=[kind.key, row.pk]),
    }


def list_id(kind: Kind, row: Any) -> str:
    """The id of the list a row stands in: ``strategy-of-3``."""
    return "-".join([kind.key, "of", *(str(row.serializable_value(name)) for name in kind.among)])


@register.simple_tag
def list_of(rows: Sequence[Any]) -> str:
    """The id of a list that has rows."""
    return list_id(kind_of(rows[0]), rows[0])
