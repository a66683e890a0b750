"""What of the plan is edited where it stands: by whom, and while which state."""

from typing import Any

from django.urls import reverse

from district.editing import Kind
from strategic_plan.forms import ComponentForm, GoalForm, PlanForm, StrategyForm
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy
from strategic_plan.permissions import can_edit_plan, can_see_plan


def _page(plan_id: int) -> str:
    return reverse("strategic_plan_staff:plan_list") + f"#plan-{plan_id}"


def _sees(person: Any, _row: Any) -> bool:
    return can_see_plan(person)


def _edits(person: Any, _row: Any) -> bool:
    return can_edit_plan(person)


KINDS = [
    Kind(model=Plan, form=PlanForm, page=lambda row: _page(row.pk), can_see=_sees, can_edit=_edits),
    Kind(
        model=PlanComponent,
        form=ComponentForm,
        page=lambda row: _page(row.plan_id),
        can_see=_sees,
        can_edit=_edits,
        whole=lambda row: row.plan,
        headings={"title": 4},
        order="order",
        among=("plan", "kind"),
    ),
    Kind(
        model=CoreGoal,
        form=GoalForm,
        page=lambda row: _page(row.plan_id),
        can_see=_sees,
        can_edit=_edits,
        whole=lambda row: row.plan,
        headings={"name": 3},
        order="number",
        among=("plan",),
    ),
    Kind(
        model=Strategy,
        form=StrategyForm,
        page=lambda row: _page(row.goal.plan_id),
        can_see=_sees,
        can_edit=_edits,
        whole=lambda row: row.goal.plan,
        headings={"name": 4},
        order="order",
        among=("goal",),
    ),
]
