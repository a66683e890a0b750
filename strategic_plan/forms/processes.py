"""A documented process and its parts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.forms import DAY, RowForm, SeenForm
from strategic_plan.forms.choosing import UnitAndOwner, offer, own_units
from strategic_plan.forms.plan import OfPlanForm
from strategic_plan.models import (
    Category,
    CoreGoal,
    Plan,
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessFeed,
    ProcessStep,
    Strategy,
)


class ProcessForm(UnitAndOwner, RowForm):
    """The frame of a process."""

    document_url = forms.URLField(
        label=_("Address of the document"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Begins with https://"),
    )

    class Meta:
        model = Process
        fields = (
            "name",
            "unit",
            "owner",
            "purpose",
            "document_name",
            "document_url",
            "not_yet_used_by",
            "began_on",
            "evaluate_every",
            "ended_on",
            "ended_because",
            "is_sample",
        )
        widgets = {"began_on": DAY, "ended_on": DAY}
        labels = {
            "unit": _("Whose process it is"),
            "owner": _("Owner"),
            "purpose": _("What it is for"),
            "document_name": _("Name of the document"),
            "not_yet_used_by": _("Who should use it but does not yet"),
            "began_on": _("In use since"),
            "evaluate_every": _("Evaluate again every … months"),
            "ended_on": _("Ended on"),
            "ended_because": _("Why it ended"),
            "is_sample": _("This is sample data"),
        }
        help_texts = {
            "purpose": _("In a sentence or two: what it makes sure of, and for whom."),
            "document_name": _("Where the steps are written, if not here."),
            "evaluate_every": _("Leave empty when no time is set."),
            "ended_on": _("Leave empty while it is in use."),
        }


class StepForm(OfPlanForm):
    """One step of a process."""

    placed = "process"

    class Meta:
        model = ProcessStep
        fields = ("text", "by_whom")
        labels = {"text": _("What is done"), "by_whom": _("By whom")}
        help_texts = {"by_whom": _("A role, such as office staff.")}


class DeploymentForm(OfPlanForm):
    """A unit that uses a process."""

    placed = "process"

    class Meta:
        model = ProcessDeployment
        fields = ("unit", "since")
        widgets = {"since": DAY}
        labels = {"unit": _("Unit"), "since": _("Since")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", own_units())


class EvaluationForm(OfPlanForm):
    """That a process was evaluated."""

    placed = "process"

    class Meta:
        model = ProcessEvaluation
        fields = ("evaluated_on", "how", "learned", "changed")
        widgets = {"evaluated_on": DAY}
        labels = {
            "evaluated_on": _("Evaluated on"),
            "how": _("How"),
            "learned": _("What was learned"),
            "changed": _("What was changed because of it"),
        }
        help_texts = {"how": _("For example: talked with five teachers, counted late arrivals.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["evaluated_on"] = timezone.localdate()

    def clean_evaluated_on(self) -> Any:
        day = self.cleaned_data["evaluated_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Record the evaluation afterwards."))
        return day


class FeedForm(OfPlanForm):
    """What a process feeds: exactly one thing."""

    placed = "process"

    class Meta:
        model = ProcessFeed
        fields = ("goal", "strategy", "other")
        labels = {"other": _("or another process")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = CoreGoal.objects.exclude(plan__state="archived")
        strategies = Strategy.objects.exclude(goal__plan__state="archived")
        others = Process.objects.filter(ended_on=None).exclude(pk=self.instance.process_id)
        for name, rows in (("goal", goals), ("strategy", strategies), ("other", others)):
            offer(self, name, rows)
        levels = Plan.objects.levels_in_use()
        self.fields["goal"].label = levels.goal.one
        self.fields["strategy"].label = _("or: %(one)s") % {"one": levels.strategy.one_within}


class TagsForm(SeenForm):
    """The categories of the set in use that something is tagged with."""

    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"),
        queryset=Category.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("categories", "reason", "seen")

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        """Take what is tagged."""
        self.row = row
        super().__init__(*args, **kwargs)
        offer(self, "categories", Category.objects.filter(criteria_set__is_in_use=True))
        self.initial["categories"] = self.standing(row)["categories"]

    @property
    def held(self) -> Any:
        return self.row

    def standing(self, row: Any) -> Mapping[str, Any]:
        present = row.tags.filter(category__criteria_set__is_in_use=True)
        return {"categories": list(present.values_list("category_id", flat=True))}
