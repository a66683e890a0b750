"""One field of one row as a page shows it: its words, its addresses, its form."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from district.actions.editing import Saved
from district.domain import mark_of_value
from district.editing import Kind
from district.queries.editing import words_of


@dataclass
class ShownField:
    """A field in its place: what templates may know about it."""

    kind: Kind
    row: Any
    name: str
    can_edit: bool = False
    saved: Saved | None = None
    said: str = ""
    problem: str = ""

    @property
    def id(self) -> str:
        """The id of the place on the page, the target of its requests and the key of its draft."""
        return f"{self.kind.key}-{self.row.pk}-{self.name}"

    @property
    def parts(self) -> list[Any]:
        return [self.kind.key, self.row.pk, self.name]

    @property
    def edit_url(self) -> str:
        return reverse("district:field_edit", args=self.parts)

    @property
    def show_url(self) -> str:
        return reverse("district:field_show", args=self.parts)

    @property
    def undo_url(self) -> str:
        return reverse("district:field_undo", args=self.parts)

    @property
    def page_url(self) -> str:
        """The page the field stands on, at its place."""
        return f"{self.kind.page(self.row)}#{self.id}"

    @property
    def label(self) -> str:
        """What the field is called, in the words of its form."""
        field = self.kind.form.base_fields[self.name]
        return str(field.label or self.name.replace("_", " ").capitalize())

    @property
    def heading(self) -> int:
        """The level of the heading that this field is, 0 where it is none."""
        return self.kind.headings.get(self.name, 0)

    @property
    def is_long(self) -> bool:
        """Whether the words are long enough to be saved while they are typed."""
        return isinstance(self.kind.form.base_fields[self.name].widget, forms.Textarea)

    @property
    def is_plain(self) -> bool:
        """Whether the words stand without their label, because the heading above them says it."""
        return self.name in self.kind.plain

    @property
    def mark(self) -> str:
        return mark_of_value(self.row.serializable_value(self.name))

    @property
    def words(self) -> str:
        return words_of(self.row, self.name)

    @property
    def saved_words(self) -> str:
        return self.said or (saved_words(self.saved.at) if self.saved else "")

    @property
    def saved_clock(self) -> str:
        return clock(self.saved.at) if self.saved else ""

    def form(self, data: Any = None) -> "forms.ModelForm[Any]":
        """The kind's form with this one field left in it."""
        # Ids of the page stay unique while two fields are open at once.
        form = self.kind.form(data, instance=self.row, auto_id=f"{self.id}-%s")
        for name in [name for name in form.fields if name != self.name]:
            del form.fields[name]
        form.fields[self.name].widget.attrs |= {"data-focus": "", **({"rows": 6} if self.is_long else {})}
        return form


def saved_words(at: dt.datetime) -> str:
    """That something was saved, and when."""
    return _("Saved, %(time)s") % {"time": clock(at)}


def clock(at: dt.datetime) -> str:
    """A moment as people say it: the time today, else the day too."""
    here = timezone.localtime(at)
    return date_format(here, "g:i A" if here.date() == timezone.localdate() else "F j, g:i A")
