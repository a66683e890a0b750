"""The district's name, contact and look."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.forms.beginning import OWN_COLOUR, ColourField, LogoField, YearStart
from district.forms.kept import RowForm
from district.models import DistrictProfile


class ProfileForm(YearStart, RowForm):
    """What a district is called, how it looks, and when its years start."""

    accent = ColourField()
    new_logo = LogoField()
    removes_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    field_order = (
        "name",
        "short_name",
        "contact_office",
        "contact_email",
        "accent",
        "new_logo",
        "removes_logo",
    )

    class Meta:
        model = DistrictProfile
        fields = (
            "name",
            "short_name",
            "contact_office",
            "contact_email",
            "accent",
            "year_starts_month",
            "year_starts_day",
            "teachers_union",
            "school_plan_name",
            "school_plan_short_name",
            "planning_policy",
        )
        labels = {
            "name": _("Name of the district"),
            "short_name": _("Short name"),
            "contact_office": _("Office that answers questions"),
            "contact_email": _("E-mail address of that office"),
            "teachers_union": _("Short name of the teachers’ union"),
            "school_plan_name": _("What a school’s yearly plan is called"),
            "school_plan_short_name": _("Its short name"),
            "planning_policy": _("Name of the policy on planning"),
        }
        help_texts = {
            "planning_policy": _(
                "As it goes on in a sentence, for example: policy 105. Empty: no name is said."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["accent"] = self.instance.accent or OWN_COLOUR
        self.fields["year_starts_day"].help_text = _("It counts for school years that are added from now on.")
        if not self.instance.logo:
            del self.fields["removes_logo"]

    def standing(self, row: Any) -> Mapping[str, Any]:
        return {**super().standing(row), "logo": row.logo}
