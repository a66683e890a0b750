"""What a reader asks the lists of improvement for; what makes no sense asks for everything."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from district.models import OrgUnit
from strategic_plan.domain import Step
from strategic_plan.models import Category, Cycle, Process


class ImprovementFilter(forms.Form):
    """Whose, as far as both lists ask it."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=OrgUnit.objects.none(), empty_label=_("Any unit")
    )
    whose = forms.ChoiceField(
        label=_("Owner"), required=False, choices=[("", _("Anyone")), ("mine", _("Only mine"))]
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].queryset = OrgUnit.objects.own()  # type: ignore[attr-defined]  # a choice of rows
        self.is_valid()

    def asked(self, name: str) -> Any:
        """What was asked for, or nothing."""
        return getattr(self, "cleaned_data", {}).get(name)


class ProcessFilter(ImprovementFilter):
    """Which processes."""

    category = forms.ModelChoiceField(
        label=_("Category"),
        required=False,
        queryset=Category.objects.filter(criteria_set__is_in_use=True),
        empty_label=_("Any category"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("In use")),
            ("due", _("Evaluation overdue")),
            ("ended", _("Ended")),
            ("all", _("All")),
        ],
    )

    def narrow(self, rows: QuerySet[Process]) -> QuerySet[Process]:
        """The rows that were asked for; whether one is overdue is asked of the list before."""
        state = self.asked("state")
        if state != "all":
            rows = rows.filter(ended_on__isnull=state != "ended")
        if unit := self.asked("unit"):
            rows = rows.filter(Q(unit=unit) | Q(pk__in=unit.process_deployments.values("process")))
        if category := self.asked("category"):
            rows = rows.filter(tags__category=category)
        return rows.filter(owner=self.by) if self.asked("whose") else rows


class CycleFilter(ImprovementFilter):
    """Which cycles."""

    step = forms.ChoiceField(
        label=_("Step"),
        required=False,
        choices=[("", _("Any step")), ("open", _("Not closed")), *Step.choices()],
    )

    def narrow(self, rows: QuerySet[Cycle]) -> QuerySet[Cycle]:
        """The rows that were asked for."""
        step = self.asked("step")
        if step == "open":
            rows = rows.exclude(step=Step.CLOSED)
        elif step:
            rows = rows.filter(step=step)
        if unit := self.asked("unit"):
            rows = rows.filter(line__unit=unit)
        return rows.filter(owner=self.by) if self.asked("whose") else rows
