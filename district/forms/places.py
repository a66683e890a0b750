"""Units, school years and student groups."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.domain import Role, fits, would_lie_inside_itself
from district.forms.kept import DAY, RowForm
from district.models import GroupScheme, OrgUnit, ReportingId, SchoolYear, StudentGroup


class UnitForm(RowForm):
    """A unit and its ids elsewhere, one a line: ``mde 9999-01``."""

    reporting_ids = forms.CharField(
        label=_("Ids elsewhere"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: who uses it, a space, the id. Example: mde 9999-01"),
    )

    class Meta:
        model = OrgUnit
        fields = (
            "name",
            "slug",
            "level",
            "kind",
            "grades",
            "parent",
            "predecessor",
            "opened_on",
            "closed_on",
            "is_comparison",
            "is_published_comparison",
            "has_school_plan",
            "order",
        )
        widgets = {"opened_on": DAY, "closed_on": DAY}
        labels = {
            "slug": _("Address"),
            "parent": _("Part of"),
            "predecessor": _("Follows"),
            "opened_on": _("Opened on"),
            "closed_on": _("Closed on"),
            "is_comparison": _("Kept for comparison only"),
            "is_published_comparison": _("Shown in public as a comparison"),
            "has_school_plan": _("Has a school plan"),
        }
        help_texts = {
            "slug": _("Lower-case letters, digits and hyphens."),
            "closed_on": _("First closed day."),
            "is_published_comparison": _("The next release shows its results beside ours."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["reporting_ids"].initial = self.standing(self.instance)["reporting_ids"]

    def standing(self, row: Any) -> Mapping[str, Any]:
        ids = row.reporting_ids.order_by("scheme") if row.pk else ()
        written = "\n".join(f"{each.scheme} {each.value}" for each in ids)
        return {**super().standing(row), "reporting_ids": written}

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        level, is_comparison = clean.get("level"), clean.get("is_comparison")
        held = set(self.instance.roles.values_list("role", flat=True)) if self.instance.pk else set()
        lost = sorted(Role(role).words for role in held if is_comparison or (level and not fits(role, level)))
        if lost:
            sentence = _("People hold roles here that such a unit cannot have: %(roles)s.")
            self.add_error("level", sentence % {"roles": ", ".join(lost)})
        return clean

    def clean_reporting_ids(self) -> dict[str, str]:
        read: dict[str, str] = {}
        for line in str(self.cleaned_data["reporting_ids"]).splitlines():
            scheme, _space, value = line.strip().partition(" ")
            if not scheme:
                continue
            if not value.strip() or not scheme.isidentifier() or len(scheme) > 20 or len(value.strip()) > 40:
                raise forms.ValidationError(_("Write each id as two words, for example: mde 9999-01"))
            if scheme in read:
                raise forms.ValidationError(_("Each body can have one id for a unit."))
            read[scheme.lower()] = value.strip()
        for scheme, value in read.items():
            taken = ReportingId.objects.filter(scheme=scheme, value=value).exclude(unit=self.instance.pk)
            if taken.exists():
                raise forms.ValidationError(_("Another unit has this id already."))
        return read

    def clean_parent(self) -> OrgUnit | None:
        parent: OrgUnit | None = self.cleaned_data["parent"]
        parents = dict(OrgUnit.objects.values_list("pk", "parent"))
        key = self.instance.pk
        if key and parent and would_lie_inside_itself(key, parent=parent.pk, parents=parents):
            raise forms.ValidationError(_("A unit cannot be part of itself."))
        return parent


class YearForm(RowForm):
    """A school year, July to June."""

    class Meta:
        model = SchoolYear
        fields = ("end_year", "starts_on", "ends_on")
        widgets = {"starts_on": DAY, "ends_on": DAY}
        labels = {"end_year": _("Year it ends in"), "starts_on": _("First day"), "ends_on": _("Last day")}


class SchemeForm(RowForm):
    """A way of grouping students."""

    class Meta:
        model = GroupScheme
        fields = ("code", "name", "kind", "first_year", "last_year", "order")


class GroupForm(RowForm):
    """A student group."""

    class Meta:
        model = StudentGroup
        fields = ("scheme", "code", "name", "order")
