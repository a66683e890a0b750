"""People and their roles."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.domain import Role, fits, levels_in_words
from district.forms.kept import DAY, RowForm
from district.models import OrgUnit, Person, RoleAssignment
from district.queries import AskedPeople
from district.ways_in import account_states


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = cast(forms.ModelChoiceField, self.fields["unit"])  # type: ignore[type-arg]  # of units
        units.queryset = OrgUnit.objects.own()

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = clean.get("valid_from"), clean.get("valid_to")
        self._refuse_where_it_makes_no_sense(clean.get("role"), clean.get("unit"))
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

    def _refuse_where_it_makes_no_sense(self, role: str | None, unit: OrgUnit | None) -> None:
        if role and unit and not fits(role, unit.level):
            sentence = _("%(role)s is a role for %(levels)s. Choose such a unit.") % {
                "role": Role(role).words,
                "levels": levels_in_words(role),
            }
            self.add_error("unit", sentence)


class RoleDaysForm(RowForm):
    """The days a role holds, changed with a reason."""

    class Meta:
        model = RoleAssignment
        fields = ("valid_from", "valid_to")
        widgets = {"valid_from": DAY, "valid_to": DAY}
        labels = {"valid_from": _("First day"), "valid_to": _("Last day")}
        help_texts = {"valid_to": _("Leave empty when no end is known.")}


class EndRoleForm(forms.Form):
    """The last day of a role, and why it ends."""

    last_day = forms.DateField(label=_("Last day"), widget=DAY, initial=timezone.localdate)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)


class PeopleFilterForm(forms.Form):
    """Which people a reader asks for."""

    STANDINGS = (
        ("here", _("Here now")),
        ("left", _("Left")),
        ("everyone", _("Everyone")),
    )

    words = forms.CharField(label=_("Name or e-mail address"), max_length=80, required=False)
    unit = forms.ModelChoiceField(
        label=_("School or unit"), required=False, queryset=OrgUnit.objects.own(), empty_label=_("Every unit")
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Every role")), *Role.choices()]
    )
    standing = forms.ChoiceField(label=_("Who"), required=False, choices=STANDINGS)
    state = forms.ChoiceField(
        label=_("Signing in"), required=False, choices=lambda: [("", _("Everyone")), *account_states()]
    )

    @property
    def asked(self) -> AskedPeople:
        """The clean part of what was asked."""
        clean = getattr(self, "cleaned_data", {})
        return AskedPeople(
            words=clean.get("words", ""),
            unit=clean.get("unit"),
            role=clean.get("role", ""),
            standing=clean.get("standing") or "here",
            state=clean.get("state", ""),
        )


class PersonEditForm(RowForm):
    """The name and address of someone who is here already."""

    class Meta:
        model = Person
        fields = ("name", "email")
        labels = {"name": _("Name"), "email": _("E-mail address")}

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Person.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Someone with this address is here already."))
        return email
