"""People and their roles."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.forms.kept import DAY, RowForm
from district.models import Person, RoleAssignment


class PersonForm(forms.Form):
    """Someone who shall be able to sign in."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Person.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Someone with this address is here already."))
        return email


class RoleForm(RowForm):
    """A role for a unit and the days it holds."""

    class Meta:
        model = RoleAssignment
        fields = ("role", "unit", "valid_from", "valid_to")
        widgets = {"valid_from": DAY, "valid_to": DAY}
        labels = {"valid_from": _("First day"), "valid_to": _("Last day")}
        help_texts = {"valid_to": _("Leave empty when no end is known.")}

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = clean.get("valid_from"), clean.get("valid_to")
        held = RoleAssignment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=first or dt.date.min),
            person=self.instance.person,
            role=clean.get("role", ""),
            unit=clean.get("unit"),
            valid_from__lte=last or dt.date.max,
        )
        if held.exists():
            raise forms.ValidationError(_("This person holds the role for this unit on these days already."))
        return clean


class EndRoleForm(forms.Form):
    """The last day of a role, and why it ends."""

    last_day = forms.DateField(label=_("Last day"), widget=DAY, initial=timezone.localdate)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
