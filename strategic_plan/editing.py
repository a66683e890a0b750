"""What of the plan and of its processes is edited where it stands: by whom, and while which state."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from district.editing import Kind
from strategic_plan.domain import ARCHIVED_IS_FINAL, PlanState, work_is_open
from strategic_plan.forms import (
    ComponentForm,
    DeploymentForm,
    FeedForm,
    GoalForm,
    InitiativeForm,
    MilestoneForm,
    PlanForm,
    StepForm,
    StrategyForm,
)
from strategic_plan.models import (
    CoreGoal,
    Initiative,
    Milestone,
    Plan,
    PlanComponent,
    ProcessDeployment,
    ProcessFeed,
    ProcessStep,
    Strategy,
)
from strategic_plan.permissions import (
    can_change_improvement,
    can_edit_plan,
    can_see_improvement,
    can_see_plan,
    can_work_on,
    works_on_anything,
)


def _page(plan_id: int) -> str:
    return reverse("strategic_plan_staff:plan_detail", args=[plan_id])


def _sees(person: Any, _row: Any) -> bool:
    return can_see_plan(person)


def _edits(person: Any, _row: Any) -> bool:
    return can_edit_plan(person)


def _works(person: Any, milestone: Any) -> bool:
    if milestone is None:
        return works_on_anything(person)
    return can_work_on(person, milestone.initiative)


def _why_work_is_locked(strategy: Strategy) -> str:
    return "" if work_is_open(PlanState(strategy.goal.plan.state)) else ARCHIVED_IS_FINAL


def _initiative_page(pk: int) -> str:
    return reverse("strategic_plan_staff:initiative_detail", args=[pk])


def _part_of_process(model: Any, form: Any, **more: Any) -> Kind:
    """A part of a process: whoever keeps the process changes it."""
    return Kind(
        model=model,
        form=form,
        page=lambda row: str(row.process.get_absolute_url()),
        can_see=lambda person, _row: can_see_improvement(person),
        can_edit=lambda person, row: (
            can_see_improvement(person) if row is None else can_change_improvement(person, row.process)
        ),
        among=("process",),
        **more,
    )


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
    Kind(
        model=Initiative,
        form=InitiativeForm,
        page=lambda row: _initiative_page(row.pk),
        list_page=lambda row: reverse("strategic_plan_staff:strategy_detail", args=[row.strategy_id]),
        can_see=_sees,
        can_edit=_edits,
        why_locked=lambda row: _why_work_is_locked(row.strategy),
        order="order",
        among=("strategy",),
    ),
    Kind(
        model=Milestone,
        form=MilestoneForm,
        page=lambda row: _initiative_page(row.initiative_id),
        can_see=_sees,
        can_edit=_works,
        why_locked=lambda row: _why_work_is_locked(row.initiative.strategy),
        headings={"name": 3},
        among=("initiative",),  # its day says where it stands
    ),
    _part_of_process(ProcessStep, StepForm, plain=("text",), order="order"),
    _part_of_process(ProcessDeployment, DeploymentForm, left_out=("unit",)),
    _part_of_process(ProcessFeed, FeedForm, left_out=("goal", "strategy", "other")),
]
