"""Forms that change a row: they ask why, and notice when someone else changed the row first."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # the model is named by each form
    """A form for a row, with the reason that history keeps and a mark of the row as it was read."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mark = mark_of(self.instance, list(self._meta.fields or ()))
        self.fields["seen"].initial = self._mark

    @property
    def was_changed_meanwhile(self) -> bool:
        """Whether the row is no longer what the person saw when they began."""
        seen = self.cleaned_data.get("seen", "")
        return bool(self.instance.pk and seen and seen != self._mark)


def mark_of(row: Any, names: list[str]) -> str:
    """A short mark of what a row says now."""
    if row.pk is None:
        return ""
    values = "\n".join(str(row.serializable_value(name)) for name in names)
    return hashlib.sha256(values.encode()).hexdigest()[:16]
