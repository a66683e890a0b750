"""Rows of improvement for the access table: of the principal's school, of another, and closed."""

from typing import Any

from strategic_plan.models import (
    Assessment,
    AssessmentItem,
    CoreGoal,
    CriteriaSet,
    Cycle,
    CycleQuestion,
    Process,
    Strategy,
)

OWN, OTHER = "oak-hills-elementary", "lakeville-north-high"
ROOM = "strategic_plan_staff"


def present() -> dict[str, dict[str, Any]]:
    """What belongs to the principal's school, and what is the district's and open."""
    opened = Assessment.objects.get(closed_on=None)
    return {
        **_of_school(OWN),
        f"{ROOM}:criteria_use": {"pk": CriteriaSet.objects.filter(is_in_use=False)[0].pk},
        f"{ROOM}:goal_tags": {"pk": CoreGoal.objects.all()[0].pk},
        f"{ROOM}:strategy_tags": {"pk": Strategy.objects.all()[0].pk},
        **_of_assessment(opened),
    }


def other() -> dict[str, dict[str, Any]]:
    """The same doors, for what belongs to another school."""
    return _of_school(OTHER)


def archived() -> dict[str, dict[str, Any]]:
    """What is closed: a cycle with its decision, and an assessment that never changes again."""
    closed = Cycle.objects.filter(step="closed", line__unit__slug=OWN)[0]
    question = CycleQuestion.objects.filter(cycle=closed)[0]
    return _of_assessment(Assessment.objects.exclude(closed_on=None)[0]) | _of_cycle(closed, question)


def _of_school(slug: str) -> dict[str, dict[str, Any]]:
    process = Process.objects.get(unit__slug=slug)
    cycle = Cycle.objects.exclude(step="closed").get(line__unit__slug=slug)
    found = {
        **{f"{ROOM}:process_{name}": {"pk": process.pk} for name in ("detail", "edit", "tags")},
        **{
            f"{ROOM}:{name}_add": {"process": process.pk}
            for name in ("step", "deployment", "evaluation", "feed")
        },
        f"{ROOM}:evaluation_edit": {"pk": process.evaluations.all()[0].pk},
    }
    return found | _of_cycle(cycle, cycle.questions.all()[0])


def _of_cycle(cycle: Cycle, question: CycleQuestion) -> dict[str, dict[str, Any]]:
    doors = ("cycle_detail", "cycle_edit", "line_edit", "cycle_advance", "cycle_follow")
    questions = ("question_edit", "question_remove", "result_edit")
    return {
        **{f"{ROOM}:{name}": {"pk": cycle.pk} for name in doors},
        f"{ROOM}:question_add": {"cycle": cycle.pk},
        **{f"{ROOM}:{name}": {"pk": question.pk} for name in questions},
    }


def _of_assessment(assessment: Assessment) -> dict[str, dict[str, Any]]:
    item = AssessmentItem.objects.filter(assessment=assessment)[0]
    return {
        f"{ROOM}:assessment_detail": {"pk": assessment.pk},
        f"{ROOM}:assessment_close": {"pk": assessment.pk},
        f"{ROOM}:item_edit": {"pk": item.pk},
    }
