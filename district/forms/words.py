"""What was typed into a field, as people read it."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def words_typed(field: forms.Field, value: Any) -> str:
    """A value of a form's field in words: names for keys, labels for choices, days in full."""
    if value is None or value in ("", []):
        return ""
    several = value if isinstance(value, list) else [value]
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset.model._base_manager.filter(pk__in=several)  # type: ignore[union-attr]  # always set
        return "; ".join(field.label_from_instance(row) for row in rows)
    if isinstance(field, forms.ChoiceField):
        labels = dict(_flat(cast(Iterable[Any], field.choices)))
        return "; ".join(str(labels.get(each, each)) for each in several)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.date):
        return date_format(value, "F j, Y")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "; ".join(str(each) for each in several)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
