"""Forms that change a row: they ask why, and notice when someone else changed the row first.

What someone else changed meanwhile is never overwritten: :meth:`RowForm.meet` fills in what only they
changed, and for each field that both changed it keeps both texts and lets the person choose.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.domain import mark_of_value, marks_as_text, marks_from_text
from district.queries.editing import Change, last_change, words_of

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


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # the model is named by each form
    """A form for a row, with the reason that history keeps and a mark of each field as it was read."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mark = mark_of(self.instance, list(self._meta.fields or ()))
        self.fields["seen"].initial = self._mark
        self.both_changed: list[BothChanged] = []
        if self.is_bound and not self.instance._state.adding:
            self._take_chosen()

    def changed_since(self, row: Any) -> set[str]:
        """The fields that someone else changed since this person began, by the row as it stands now."""
        seen, _slash, rest = self.cleaned_data.get("seen", "").partition("/")
        if not (row.pk and seen):
            return set()
        changed = {
            name
            for name, mark in marks_from_text(seen).items()
            if hasattr(row, name) and mark_of_value(row.serializable_value(name)) != mark
        }
        # A form may add to its mark what is no field of the row, such as a list of other rows.
        return changed | ({""} if rest != self._mark.partition("/")[2] else set())

    def meet(self, row: Any, changed: set[str]) -> None:
        """Show what this person typed beside what the row says now; nothing is lost on either side."""
        names = [name for name in self.fields if name in changed]
        seen = marks_from_text(self.cleaned_data.get("seen", ""))
        typed: Any = self.data  # a QueryDict
        data = typed.copy()
        for name in names:
            mine = mark_of_value(self.instance.serializable_value(name))
            theirs = mark_of_value(row.serializable_value(name))
            if mine == seen[name]:
                _put(data, self.add_prefix(name), row.serializable_value(name))
            elif mine != theirs:
                self.both_changed.append(self._both(name, row))
        mark = mark_of(row, list(marks_from_text(self._mark.partition("/")[0])))
        rest = self._mark.partition("/")[2]
        data[self.add_prefix("seen")] = f"{mark}/{rest}" if rest else mark
        self.data = data
        self.add_error(
            None, _("Someone else changed this first. Nothing is lost: compare both below, then save again.")
        )

    def _both(self, name: str, row: Any) -> BothChanged:
        return BothChanged(
            label=str(self.fields[name].label or name),
            choice=self.add_prefix(f"keep_{name}"),
            mine=words_of(self.instance, name),
            theirs=words_of(row, name),
            change=last_change(row, name),
        )

    def _take_chosen(self) -> None:
        """Where a person chose the other text, it counts as typed; its mark says which one they read."""
        typed: Any = self.data
        chosen = [
            name for name in self._meta.fields or () if typed.get(self.add_prefix(f"keep_{name}")) == THEIRS
        ]
        if chosen:
            data = typed.copy()
            for name in chosen:
                _put(data, self.add_prefix(name), self.instance.serializable_value(name))
            self.data = data


def mark_of(row: Any, names: list[str]) -> str:
    """Marks of what a row says now, one for each field."""
    if row.pk is None:
        return ""
    return marks_as_text({name: mark_of_value(row.serializable_value(name)) for name in names})


def _put(data: Any, name: str, value: Any) -> None:
    """A value as a browser would send it; an empty box is not sent at all."""
    if value is False:
        data.pop(name, None)
    elif isinstance(value, list):
        data.setlist(name, [str(each) for each in value])
    else:
        data[name] = "on" if value is True else "" if value is None else str(value)
