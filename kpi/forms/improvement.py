"""The categories a measure serves and the processes that feed it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from strategic_plan.models import Category, Process


class IndicatorTagsForm(forms.Form):
    """Ticks; the agreed definition stays as it is."""

    categories = forms.ModelMultipleChoiceField(
        label=_("Categories it serves"),
        queryset=Category.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    processes = forms.ModelMultipleChoiceField(
        label=_("Processes that feed it"),
        queryset=Process.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "categories": Category.objects.filter(criteria_set__is_in_use=True),
            "processes": Process.objects.filter(ended_on=None),
        }
        for name, rows in offered.items():
            cast(Any, self.fields[name]).queryset = rows
        present = [sorted(row.pk for row in self.initial.get(name, ())) for name in offered]
        self._mark = f"tags {present}"
        self.fields["seen"].initial = self._mark

    @property
    def was_changed_meanwhile(self) -> bool:
        """Whether someone else changed the ticks since this person saw them."""
        return bool(self.cleaned_data.get("seen", "") != self._mark)
