"""Forms that change what is there: they ask why, and notice when someone else changed it first.

What someone else changed meanwhile is never overwritten: :meth:`SeenForm.meet` fills in what only they
changed, and for each field that both changed it keeps both texts and lets the person choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from district.domain import changed_since, mark_of_value, marks_as_text, marks_from_text, marks_of
from district.forms.words import words_typed
from district.queries.editing import Change, last_change

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class BothChanged:
    """A field that two people changed at once: both texts, and the name of the choice between them."""

    label: str
    choice: str
    mine: str
    theirs: str
    change: Change | None


class SeenForm(forms.Form):
    """A form that carries a mark of each field as it was read, and the reason that history keeps.

    A form of several rows says which one is held while it is saved, and what stands there now.
    """

    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.both_changed: list[BothChanged] = []
        if self.held is not None:
            self.fields["seen"].initial = marks_as_text(marks_of(self.standing(self.held)))
            self._take_chosen()

    @property
    def held(self) -> Any:
        """The row that is locked from the look to the write; none where something is added."""
        raise NotImplementedError

    def standing(self, row: Any) -> Mapping[str, Any]:
        """What each field says now, rows by their keys; a name without a field is compared too."""
        raise NotImplementedError

    def written_in(self, row: Any, name: str) -> tuple[Model, str] | None:
        """The row and the field whose history tells who wrote a field of this form."""
        return (row, name) if any(field.name == name for field in row._meta.concrete_fields) else None

    @property
    def marks(self) -> dict[str, str]:
        """The marks of what this person saw."""
        return marks_from_text(self.cleaned_data.get("seen", ""))

    def meet(self, row: Any) -> None:
        """Show what this person typed beside what stands there now; nothing is lost on either side."""
        seen, now = self.marks, self.standing(row)
        typed: Any = self.data  # a QueryDict
        data = typed.copy()
        for name in [name for name in self.fields if name in changed_since(seen, now)]:
            mine = mark_of_value(_plain(self.cleaned_data.get(name)))
            if mine == seen.get(name, mark_of_value(None)):
                _put(data, self.add_prefix(name), now.get(name))
            elif mine != mark_of_value(now.get(name)):
                self.both_changed.append(self._both(name, row, now.get(name)))
        data[self.add_prefix("seen")] = marks_as_text(marks_of(now))
        self.data = data
        self.add_error(
            None, _("Someone else changed this first. Nothing is lost: compare both below, then save again.")
        )

    def _both(self, name: str, row: Any, theirs: Any) -> BothChanged:
        field, written = self.fields[name], self.written_in(row, name)
        return BothChanged(
            label=str(field.label or name),
            choice=self.add_prefix(f"keep_{name}"),
            mine=words_typed(field, _plain(self.cleaned_data.get(name))),
            theirs=words_typed(field, theirs),
            change=last_change(*written) if written else None,
        )

    def _take_chosen(self) -> None:
        """Where a person chose the other text, it counts as typed; its mark says which one they read."""
        typed: Any = self.data
        prefix = self.add_prefix("keep_")
        chosen = [
            key.removeprefix(prefix) for key in typed if key.startswith(prefix) and typed.get(key) == THEIRS
        ]
        if chosen:
            data, now = typed.copy(), self.standing(self.held)
            for name in [name for name in chosen if name in now]:
                _put(data, self.add_prefix(name), now[name])
            self.data = data


class RowForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]  # the model is named by each form
    """A form for one row."""

    @property
    def held(self) -> Any:
        return None if self.instance._state.adding else self.instance

    def standing(self, row: Any) -> Mapping[str, Any]:
        return {name: row.serializable_value(name) for name in self._meta.fields or ()}

    @property
    def marks(self) -> dict[str, str]:
        # Who sends none, as no page of ours does, is held to what this request found.
        return super().marks or marks_from_text(self.fields["seen"].initial or "")


def _plain(value: Any) -> Any:
    """A clean value as ``standing`` would say it: rows by their keys, several things as a list."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list | tuple | set):
        return [_plain(each) for each in value]
    return value


def _put(data: Any, name: str, value: Any) -> None:
    """A value as a browser would send it; an empty box is not sent at all."""
    if value is False:
        data.pop(name, None)
    elif isinstance(value, list):
        data.setlist(name, [str(each) for each in value])
    else:
        data[name] = "on" if value is True else "" if value is None else str(value)
