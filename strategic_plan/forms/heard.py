"""Who was heard, when, how, and what it changed: the form, and the filters of the list."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.forms import DAY, RowForm
from publication.text_checks import findings
from strategic_plan.domain import Audience, Method
from strategic_plan.models import CoreGoal, Plan, StakeholderInput, Strategy

TEXTS = ("title", "heard", "changed")
LINKS = ("goals", "strategies")


class InputForm(RowForm):
    """One time that people were heard. Its texts are read for signs of single people before they are kept."""

    audiences = forms.MultipleChoiceField(
        label=_("Who was heard"),
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say who was heard.")},
    )
    goals = forms.ModelMultipleChoiceField(
        queryset=CoreGoal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: it speaks to the plan as a whole."),
    )
    strategies = forms.ModelMultipleChoiceField(
        queryset=Strategy.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names_nobody = forms.BooleanField(
        label=_("I have read it again: it speaks of no single person"),
        required=False,
        widget=forms.HiddenInput,
    )
    field_order = (
        "title", "audiences", "method", "held_from", "held_to", "how_many", "heard", "changed", "goals",
        "strategies", "is_public", "is_sample", "names_nobody", "reason", "seen",
    )  # fmt: skip

    class Meta:
        model = StakeholderInput
        fields = (
            "title", "audiences", "method", "held_from", "held_to", "how_many", "heard", "changed",
            "is_public", "is_sample",
        )  # fmt: skip
        widgets = {
            "held_from": DAY,
            "held_to": DAY,
            "heard": forms.Textarea(attrs={"rows": 6}),
            "changed": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "title": _("What it was"),
            "method": _("How"),
            "held_from": _("When"),
            "held_to": _("Until"),
            "how_many": _("How many people"),
            "heard": _("What was heard"),
            "changed": _("What it changed"),
            "is_public": _("Show it in public with the next release"),
            "is_sample": _("This is sample data"),
        }
        help_texts = {
            "title": _("Such as: Family listening sessions, winter 2026."),
            "held_to": _("Only where it took more than one day."),
            "how_many": _("About how many took part, if someone counted."),
            "heard": _("What groups of people said. Never a name or a story that points to one person."),
            "changed": _("In the plan or in what we do. Leave it empty until something has changed."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        goals, strategies = (
            cast("forms.ModelMultipleChoiceField[Any]", self.fields[name]) for name in ("goals", "strategies")
        )
        levels = row.plan.levels
        goals.label = _("%(many)s it speaks to") % {"many": levels.goal.many}
        strategies.label = _("%(many)s it speaks to") % {"many": levels.strategy.many}
        goals.queryset = CoreGoal.objects.filter(plan=row.plan_id)
        strategies.queryset = Strategy.objects.filter(goal__plan=row.plan_id).order_by(
            "goal__number", "order"
        )
        if row.pk:
            goals.initial = row.goals.values_list("pk", flat=True)
            strategies.initial = row.strategies.values_list("pk", flat=True)

    def standing(self, row: Any) -> Mapping[str, Any]:
        links = {name: list(getattr(row, name).values_list("pk", flat=True)) for name in LINKS}
        return {**super().standing(row), **links}

    def clean(self) -> dict[str, Any]:
        """Ask a person to read again what looks like it speaks of someone."""
        clean = super().clean() or {}
        if clean.get("names_nobody"):
            return clean
        found = [(name, each) for name in TEXTS for each in findings(name, clean.get(name) or "")]
        for name, each in found:
            self.add_error(name, f"“{each.found}”: {each.sentence}")
        if found:
            self.fields["names_nobody"].widget = forms.CheckboxInput()
        return clean


class InputFilterForm(forms.Form):
    """Which of the inputs to list."""

    goal = forms.ModelChoiceField(queryset=CoreGoal.objects.none(), required=False, empty_label=_("Any"))
    audience = forms.ChoiceField(label=_("Who"), required=False)
    method = forms.ChoiceField(label=_("How"), required=False)
    changed = forms.ChoiceField(
        label=_("What it changed"),
        required=False,
        choices=[("", _("Any")), ("yes", _("Something")), ("not-yet", _("Nothing yet"))],
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goal, audience, method = (self.fields[name] for name in ("goal", "audience", "method"))
        goal.label = plan.levels.goal.one
        cast("forms.ModelChoiceField[Any]", goal).queryset = plan.goals.all()
        cast(forms.ChoiceField, audience).choices = [("", _("Anyone")), *Audience.choices()]
        cast(forms.ChoiceField, method).choices = [("", _("Any")), *Method.choices()]
