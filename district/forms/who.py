"""Whom a reader of "Who can do what" asks about."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.domain import Role
from district.models import Person


class WhoForm(forms.Form):
    """One role, or one person where the reader may see people."""

    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Every role")), *Role.choices()]
    )
    person = forms.ModelChoiceField(
        label=_("Person"), required=False, queryset=Person.objects.none(), empty_label=_("No person chosen")
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["person"])  # type: ignore[type-arg]  # of people
        choice.queryset = people
