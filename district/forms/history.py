"""What a reader asks the history for."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.models import Person
from district.queries import Asked


class HistoryFilterForm(forms.Form):
    """Whose changes, of what, between which days; what makes no sense is left out with a sentence."""

    model = forms.ChoiceField(label=_("What"), required=False)
    person = forms.ModelChoiceField(
        label=_("Who"), required=False, queryset=Person.objects.all(), empty_label=_("Anyone")
    )
    first_day = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, kinds: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(label, str(model._meta.verbose_name).capitalize()) for label, model in kinds.items()]
        cast(forms.ChoiceField, self.fields["model"]).choices = [("", _("Everything")), *named]

    @property
    def asked(self) -> Asked:
        """The clean part of what was asked."""
        clean = getattr(self, "cleaned_data", {})
        person = clean.get("person")
        return Asked(
            model=clean.get("model") or "",
            person=person.pk if person else None,
            first_day=clean.get("first_day"),
            last_day=clean.get("last_day"),
        )
