"""The frame of a plan, its words, goals and strategies."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from district.forms import RowForm
from strategic_plan.domain import ComponentKind
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy


class OfPlanForm(RowForm):
    """A row whose place in the plan comes from the address; its rules are checked all the same."""

    placed = ""

    def _get_validation_exclusions(self) -> set[str]:
        # Django skips rules that name a field the form does not show; ours is set before the form is read.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return excluded - {self.placed}


class PlanForm(RowForm):
    """The frame of a plan; its state is never typed, it follows from what the Board decides."""

    class Meta:
        model = Plan
        fields = (
            "name",
            "first_year",
            "last_year",
            "source",
            "goal_name",
            "goal_name_plural",
            "strategy_name",
            "strategy_name_plural",
            "initiative_name",
            "initiative_name_plural",
            "is_sample",
        )
        labels = {
            "first_year": _("First school year (the year it ends in)"),
            "last_year": _("Last school year (the year it ends in)"),
            "goal_name": _("What one area of the plan is called"),
            "goal_name_plural": _("What many areas are called"),
            "strategy_name": _("What one way of working toward it is called"),
            "strategy_name_plural": _("What many of these ways are called"),
            "initiative_name": _("What one piece of work is called"),
            "initiative_name_plural": _("What many pieces of work are called"),
            "is_sample": _("These words are sample data"),
        }


class ComponentForm(OfPlanForm):
    """A text of the plan; one that is added under a heading is of the kind that the heading says."""

    placed = "plan"

    class Meta:
        model = PlanComponent
        fields = ("kind", "title", "text", "is_sample")
        labels = {"is_sample": _("These words are sample data")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (self.instance._state.adding and self.instance.kind):
            return
        del self.fields["kind"]
        if ComponentKind(self.instance.kind).is_single:
            del self.fields["title"]
            self.fields["text"].required = True

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if {"title", "text"} <= clean.keys() and not (clean["title"] or clean["text"]):
            self.add_error("text", _("Write a title, a text or both."))
        return clean

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"kind"}


class GoalForm(OfPlanForm):
    """A core goal."""

    placed = "plan"

    class Meta:
        model = CoreGoal
        fields = ("name", "aim", "leader", "is_sample")
        labels = {"is_sample": _("These words are sample data")}
        help_texts = {"aim": _("What it wants to reach, in a sentence."), "is_sample": ""}


class StrategyForm(OfPlanForm):
    """A strategy of a core goal; its address is made from its first name and stays."""

    placed = "goal"

    class Meta:
        model = Strategy
        fields = ("name", "theory_of_action", "leader", "is_sample")
        labels = {"is_sample": _("These words are sample data")}
