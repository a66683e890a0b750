"""Tags of editing in place: ``{% load in_place %}``. The button and the guard ask the same function."""

from typing import Any

from django import template
from django.template.context import Context

from district.editing import kind_of
from district.views.in_place.shown import ShownField

register = template.Library()


@register.inclusion_tag("district/in_place/_field.html", takes_context=True)
def editable(context: Context, row: Any, name: str) -> dict[str, Any]:
    """A field that those who may can edit where it stands."""
    kind, request = kind_of(row), context["request"]
    can_edit = kind.may_edit(request.user, row)
    return {"place": ShownField(kind, row, name, can_edit=can_edit), "request": request}
