"""The frame of a plan, its words, goals and strategies."""

from django.utils.translation import gettext_lazy as _

from district.forms import DAY, RowForm
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy


class OfPlanForm(RowForm):
    """A row whose place in the plan comes from the address; its rules are checked all the same."""

    placed = ""

    def _get_validation_exclusions(self) -> set[str]:
        # Django skips rules that name a field the form does not show; ours is set before the form is read.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return excluded - {self.placed}


class PlanForm(RowForm):
    """The frame of a plan."""

    class Meta:
        model = Plan
        fields = ("name", "first_year", "last_year", "state", "adopted_on", "source", "is_sample")
        widgets = {"adopted_on": DAY}
        labels = {"adopted_on": _("Adopted on"), "is_sample": _("These words are sample data")}


class ComponentForm(OfPlanForm):
    """A text of the plan."""

    placed = "plan"

    class Meta:
        model = PlanComponent
        fields = ("kind", "title", "text", "is_sample")
        labels = {"is_sample": _("These words are sample data")}


class GoalForm(OfPlanForm):
    """A core goal."""

    placed = "plan"

    class Meta:
        model = CoreGoal
        fields = ("name", "aim", "leader", "is_sample")
        labels = {"is_sample": _("These words are sample data")}


class StrategyForm(OfPlanForm):
    """A strategy of a core goal; its address is made from its first name and stays."""

    placed = "goal"

    class Meta:
        model = Strategy
        fields = ("name", "theory_of_action", "leader", "is_sample")
        labels = {"is_sample": _("These words are sample data")}
