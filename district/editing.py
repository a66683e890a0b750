"""Editing in place: a room says which rows it offers, and the district's pages do the rest.

A room names its kinds in ``settings.EDITED_IN_PLACE`` as a dotted path to a sequence of :class:`Kind`::

    KINDS = [
        Kind(
            model=CoreGoal,
            form=GoalForm,  # any ModelForm; its fields are the ones that may be edited
            page=lambda goal: reverse("strategic_plan_staff:plan_detail", args=[goal.plan_id]),
            can_see=lambda person, goal: can_see_plan(person),
            can_edit=lambda person, goal: can_edit_plan(person),  # goal is None: may they edit any at all?
            why_locked=lambda goal: "",  # or a sentence: why nobody may change it now, and what to do
            headings={"name": 3},  # this field is a heading of that level
            order="number", among=("plan",),  # only for ordered lists
        ),
    ]

and writes in its page ``{% load in_place %} {% editable goal "aim" %}``, ``{% move_buttons goal rows %}`` and
``{% remove_button goal %}``. Each save is a compare-and-swap of one field against what the person saw
(:func:`district.actions.editing.save_field`), with its history; nobody overwrites anybody unseen.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.forms import ModelForm
from django.utils.module_loading import import_string

NOT_WORDS = frozenset({"seen", "reason"})  # of RowForm: about the edit, not about the row


def _open(_row: Any) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """How one kind of row is edited in place: by whom, by which form, and where it is shown."""

    model: type[Model]
    form: "type[ModelForm[Any]]"
    page: Callable[[Any], str]
    can_see: Callable[[Any, Any], bool]
    can_edit: Callable[[Any, Any], bool]
    why_locked: Callable[[Any], str] = _open
    headings: Mapping[str, int] = field(default_factory=dict)
    plain: Collection[str] = ()  # fields shown without their label
    order: str = ""
    among: Sequence[str] = ()
    why_kept: Callable[[Any], str] = _open  # a sentence: why this row cannot be removed
    left_out: Collection[str] = ()  # fields of the form that are not edited in place
    list_page: Callable[[Any], str] | None = None  # where its list stands, if that is another page

    @property
    def key(self) -> str:
        """The kind's name in addresses and in ids of the page."""
        return str(self.model._meta.model_name)

    @property
    def fields(self) -> list[str]:
        """The fields that may be edited in place."""
        return [name for name in self.form.base_fields if name not in NOT_WORDS and name not in self.left_out]

    def page_of_list(self, row: Any) -> str:
        """The page on which a row is moved and removed."""
        return (self.list_page or self.page)(row)

    def may_edit(self, person: Any, row: Any) -> bool:
        """Whether this person may change this row now; the button and the guard both ask here."""
        return self.can_edit(person, row) and not self.why_locked(row)


@cache
def kinds() -> dict[str, Kind]:
    """Every kind that a room offers, by its key."""
    found: dict[str, Kind] = {}
    for path in settings.EDITED_IN_PLACE:
        for kind in import_string(path):
            if kind.key in found:
                raise ValueError(f"Two kinds are called {kind.key!r}.")
            found[kind.key] = kind
    return found


def kind_of(row: Model) -> Kind:
    """The kind of a row."""
    return kinds()[str(row._meta.model_name)]
