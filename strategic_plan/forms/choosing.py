"""Choosing a unit and an owner: only units the person keeps improvement for, only people who may edit."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.models import OrgUnit, Person
from district.queries import people_who_may_own
from strategic_plan.permissions import can_keep_improvement, units_kept


def own_units() -> QuerySet[OrgUnit]:
    """Every unit of the district that is open."""
    units: QuerySet[OrgUnit] = OrgUnit.objects.own().filter(
        Q(closed_on=None) | Q(closed_on__gt=timezone.localdate())
    )
    return units


def owners(present: int | None = None) -> QuerySet[Person]:
    """Everyone who may own something, and whoever owns it already."""
    return Person.objects.filter(Q(pk__in=people_who_may_own().values("pk")) | Q(pk=present))


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of a form choose among these rows."""
    field: Any = form.fields[name]
    field.queryset = rows


class UnitAndOwner(forms.BaseForm):
    """For forms with ``unit`` and ``owner``, made for a person who is passed as ``by``."""

    instance: Any
    initial: dict[str, Any]

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if "unit" in self.fields:
            self._offer_units()
        if "owner" in self.fields:
            present = getattr(self.instance, "owner_id", None)
            offer(self, "owner", owners(present))
            if present is None:
                self.initial["owner"] = by.pk

    def clean_unit(self) -> OrgUnit:
        unit: OrgUnit = self.cleaned_data["unit"]
        if unit.pk != self.instance.unit_id and not can_keep_improvement(self.by, unit):
            raise forms.ValidationError(_("Choose a unit that you lead."))
        return unit

    def _offer_units(self) -> None:
        kept, units = units_kept(self.by), own_units()
        if kept is not None:
            led = Q(pk__in=kept) | Q(parent__in=kept) | Q(parent__parent__in=kept)
            units = units.filter(led | Q(pk=self.instance.unit_id))
            if len(kept) == 1 and self.instance.unit_id is None:
                self.initial["unit"] = next(iter(kept))
        offer(self, "unit", units)
