"""PDSA cycles: the line, the words of the step in hand, questions with predictions, results beside them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.forms import DAY, RowForm
from district.models import Person
from strategic_plan.domain import Step
from strategic_plan.domain.cycles import fields_open
from strategic_plan.forms.choosing import UnitAndOwner, offer, owners
from strategic_plan.forms.plan import OfPlanForm
from strategic_plan.models import Cycle, CycleLine, CycleQuestion, Plan, Process, Strategy

MEANWHILE = _("Someone else moved this cycle on. Copy what you need, then open the cycle again.")


class LineForm(UnitAndOwner, RowForm):
    """What a line of cycles wants to improve."""

    class Meta:
        model = CycleLine
        fields = ("name", "unit", "strategy", "process", "is_sample")
        labels = {
            "name": _("What we want to improve"),
            "unit": _("Whose cycles they are"),
            "process": _("Process it improves"),
            "is_sample": _("This is sample data"),
        }
        help_texts = {"name": _("In a few words. Each cycle of the line gets a number.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strategies = Strategy.objects.exclude(goal__plan__state="archived")
        offer(self, "strategy", strategies)
        one = Plan.objects.levels_in_use().strategy.one
        self.fields["strategy"].label = _("%(one)s it serves") % {"one": one}
        processes = Process.objects.filter(ended_on=None)
        offer(self, "process", processes)


class BeginLineForm(LineForm):
    """A new line with the owner of its first cycle."""

    owner = forms.ModelChoiceField(label=_("Owner of the first cycle"), queryset=Person.objects.none())

    class Meta(LineForm.Meta):
        pass

    field_order = ["name", "unit", "owner", "strategy", "process", "is_sample", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners())


class CycleForm(RowForm):
    """The words that the step of a cycle opens; the others are not asked and not taken."""

    class Meta:
        model = Cycle
        fields = (
            "owner",
            "objective",
            "change_tested",
            "by_whom",
            "doing_what",
            "when",
            "where",
            "collection_plan",
            "measured_how",
            "starts_on",
            "ends_on",
            "carried_out",
            "observations",
            "problems",
            "learned",
            "decision",
            "decision_reason",
        )
        widgets = {"starts_on": DAY, "ends_on": DAY}
        labels = {
            "owner": _("Owner"),
            "objective": _("What this cycle is to find out"),
            "change_tested": _("Change that is tested"),
            "by_whom": _("Who does it"),
            "doing_what": _("What they do"),
            "when": _("When"),
            "where": _("Where"),
            "collection_plan": _("How the data are collected"),
            "measured_how": _("What exactly is counted or measured"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "carried_out": _("Carried out as planned"),
            "observations": _("What was observed"),
            "problems": _("Problems and surprises"),
            "learned": _("What was learned"),
            "decision": _("Decision"),
            "decision_reason": _("Why"),
        }
        help_texts = {
            "change_tested": _("One small change, in one place."),
            "collection_plan": _("Who writes down what, how often, on which form."),
            "measured_how": _("So exactly that two people would count the same."),
            "ends_on": _("Weeks, not years: at most 90 days is usual."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opened = fields_open(Step(self.instance.step))
        for name in [name for name in self._meta.fields or () if name not in {"owner", *opened}]:
            del self.fields[name]
        offer(self, "owner", owners(self.instance.owner_id))
        if "decision_reason" in self.fields:
            self.fields["reason"].label = _("Note for the history")

    def standing(self, row: Any) -> Mapping[str, Any]:
        # The step belongs to what a person saw: words of a step that is over are not taken.
        names = ("step", "owner", *fields_open(Step(self.instance.step)))
        return {name: row.serializable_value(name) for name in names}

    def meet(self, row: Any) -> None:
        """In another step other words are asked for; what was typed stays here to be copied."""
        if row.step == self.instance.step:
            super().meet(row)
        else:
            self.add_error(None, MEANWHILE)


class QuestionForm(OfPlanForm):
    """A question of a cycle and what the answer is thought to be."""

    placed = "cycle"

    class Meta:
        model = CycleQuestion
        fields = ("question", "prediction")
        labels = {"question": _("Question"), "prediction": _("Prediction")}
        help_texts = {"prediction": _("What you think will happen, in numbers where you can. Do locks it.")}


class ResultForm(OfPlanForm):
    """The result of a question, and how it stands against the prediction."""

    placed = "cycle"

    class Meta:
        model = CycleQuestion
        fields = ("result", "verdict")
        labels = {"result": _("Result"), "verdict": _("Did it match the prediction?")}
