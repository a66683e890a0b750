"""The whole plan for one page: its sections, how far each is written, and what changed lately."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from district.queries import Entry, history_of_rows
from strategic_plan.domain import ComponentKind, Written, goal_written, words_written
from strategic_plan.models import CoreGoal, Plan, PlanComponent

RECENT = 8
HEADINGS = {
    ComponentKind.CORE_VALUE: "Core values",
    ComponentKind.DAILY_EXPERIENCE: "Desired daily experiences",
}


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A part of the plan: the texts of one kind, or one core goal."""

    id: str
    name: str
    written: Written
    kind: str = ""
    components: tuple[PlanComponent, ...] = ()
    goal: CoreGoal | None = None
    is_single: bool = False


def plan_with_words(pk: int) -> Plan:
    """A plan with everything that its page shows, in a constant number of queries; 404 without it."""
    plans = Plan.objects.prefetch_related("components", "goals__strategies", "goals__inputs")
    plan = plans.filter(pk=pk).first()
    if plan is None:
        raise Http404
    return plan


def plan_sections(plan: Plan) -> list[PlanSection]:
    """The sections in the order in which people read them: the texts, then the core goals."""
    return [
        *(_words(plan, kind) for kind in ComponentKind),
        *(
            PlanSection(
                f"goal-{goal.pk}",
                str(goal),
                goal_written(goal.aim, [each.theory_of_action for each in goal.strategies.all()]),
                goal=goal,
            )
            for goal in plan.goals.all()
        ),
    ]


def recent_changes(plan: Plan) -> list[Entry]:
    """The latest changes of this plan's words, removed ones too."""
    goals: list[Any] = [goal.pk for goal in plan.goals.all()]
    return history_of_rows(
        {
            "strategic_plan.plan": {"pgh_obj_id": plan.pk},
            "strategic_plan.plancomponent": {"plan_id": plan.pk},
            "strategic_plan.coregoal": {"plan_id": plan.pk},
            "strategic_plan.strategy": {"goal_id__in": goals},
        },
        most=RECENT,
    )


def _words(plan: Plan, kind: ComponentKind) -> PlanSection:
    components = tuple(each for each in plan.components.all() if each.kind == kind)
    # The mission is its text; a core value may be a title alone.
    texts = [each.text if kind.is_single else each.title + each.text for each in components]
    return PlanSection(
        f"words-{kind.value}",
        HEADINGS.get(kind, kind.words),
        words_written(texts),
        kind=kind.value,
        components=components,
        is_single=kind.is_single,
    )
