"""What of the plan is edited where it stands: by whom, and while which state."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from district.editing import Kind
from strategic_plan.forms import ComponentForm, GoalForm, PlanForm, StrategyForm
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy
from strategic_plan.permissions import can_edit_plan, can_see_plan


def _page(plan_id: int) -> str:
    return reverse("strategic_plan_staff:plan_detail", args=[plan_id])


def _sees(person: Any, _row: Any) -> bool:
    return can_see_plan(person)


def _edits(person: Any, _row: Any) -> bool:
    return can_edit_plan(person)


KINDS = [
    Kind(
        model=Plan,
        form=PlanForm,
        page=lambda row: _page(row.pk),
        can_see=_sees,
        can_edit=_edits,
        why_locked=lambda row: row.why_words_are_locked,
        why_kept=lambda _row: _("A plan is not removed; it is archived."),
    ),
    Kind(
        model=PlanComponent,
        form=ComponentForm,
        page=lambda row: _page(row.plan_id),
        can_see=_sees,
        can_edit=_edits,
        why_locked=lambda row: row.plan.why_words_are_locked,
        headings={"title": 3},
        plain=("text",),
        left_out=("kind",),
        order="order",
        among=("plan", "kind"),
    ),
    Kind(
        model=CoreGoal,
        form=GoalForm,
        page=lambda row: _page(row.plan_id),
        can_see=_sees,
        can_edit=_edits,
        why_locked=lambda row: row.plan.why_words_are_locked,
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
        why_locked=lambda row: row.goal.plan.why_words_are_locked,
        headings={"name": 5},
        order="order",
        among=("goal",),
    ),
]
