"""Plans that tests begin from, put in force the way the Board does it."""

import datetime as dt
from typing import Any

from strategic_plan.actions import adopt_plan
from strategic_plan.domain import MeetingKind, Motion
from strategic_plan.models import CoreGoal, Plan, PlanComponent, PlanVersion


def motion(day: dt.date, **fields: Any) -> Motion:
    """A motion that carried on a day."""
    words: dict[str, Any] = {
        "meeting_kind": MeetingKind.REGULAR,
        "words": "To adopt the plan as presented.",
        "moved_by": "Seat one",
        "seconded_by": "Seat two",
        "votes_for": 5,
        "votes_against": 1,
    }
    return Motion(day, **(words | fields))


def in_force(plan: Plan, on: dt.date, *, by: Any = None) -> Plan:
    """The plan after the Board adopted it; a mission, a vision and a goal are added where it has none.

    Add goals and strategies before: afterwards the database keeps the words of the plan locked.
    """
    for kind, text in [("mission", "Ready for life, every student."), ("vision", "Everyone belongs.")]:
        PlanComponent.objects.get_or_create(plan=plan, kind=kind, defaults={"text": text})
    if not plan.goals.exists():
        CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")
    adopt_plan(plan=plan, motion=motion(on), by=by)
    plan.refresh_from_db()
    return plan


def latest(plan: Plan) -> PlanVersion:
    """The version of a plan that the Board decided last."""
    return plan.versions.order_by("-number")[0]
