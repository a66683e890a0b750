"""The life of a plan for its pages: what its state allows, what blocks it, its versions, its tree."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from strategic_plan.content import blocks, content_of, fingerprint
from strategic_plan.domain import (
    Line,
    PlanState,
    PlanStep,
    compared,
    steps_open,
)
from strategic_plan.models import Amendment, Initiative, Plan, PlanVersion
from strategic_plan.permissions import can_archive_plan, can_edit_plan, can_record_motion

MAY = {
    PlanStep.ADOPT: can_record_motion,
    PlanStep.RECORD_AMENDMENT: can_record_motion,
    PlanStep.OPEN_AMENDMENT: can_edit_plan,
    PlanStep.WITHDRAW_AMENDMENT: can_edit_plan,
    PlanStep.START_NEXT: can_edit_plan,
    PlanStep.ARCHIVE: can_archive_plan,
}


@dataclass(frozen=True, slots=True)
class Life:
    """What the state panel of a plan shows."""

    blocks: tuple[str, ...]
    amendment: Amendment | None
    steps: tuple[PlanStep, ...]
    versions: tuple[PlanVersion, ...]


def life_of(plan: Plan, person: Any) -> Life:
    """A plan's state for a person: the steps that both its state and their roles allow."""
    amendment = Amendment.objects.open().filter(plan=plan).select_related("opened_by").first()
    state = PlanState(plan.state)
    lacking: list[str] = []
    if state == PlanState.DRAFT or amendment is not None:
        lacking = blocks(content_of(plan))
    open_steps = steps_open(state, amendment_open=amendment is not None)
    decides = (PlanStep.ADOPT, PlanStep.RECORD_AMENDMENT)
    return Life(
        tuple(lacking),
        amendment,
        tuple(step for step in open_steps if MAY[step](person) and not (lacking and step in decides)),
        tuple(plan.versions.defer("content").order_by("-number")),
    )


def words_now(plan: Plan) -> tuple[dict[str, Any], str]:
    """The words of a plan as they are now, and the mark that tells whether they changed meanwhile."""
    content = content_of(plan)
    return content, fingerprint(content)


def changed_since(plan: Plan) -> list[Line]:
    """What an open amendment changes, against the version in force."""
    latest = PlanVersion.objects.latest_of(plan.pk)
    return compared(latest.content, content_of(plan)) if latest else []


def work_left(plan: Plan) -> int:
    """How many open initiatives a plan has that its followers did not take along."""
    open_work = Initiative.objects.open().filter(strategy__goal__plan=plan, carried_to=None)
    return int(open_work.count())


def plan_tree(plan: Plan) -> Plan:
    """A plan with its whole tree, open initiatives included, in a constant number of queries."""
    found: Plan = Plan.objects.prefetch_related(
        "components",
        Prefetch("goals__strategies__initiatives", queryset=Initiative.objects.open()),
    ).get(pk=plan.pk)
    return found
