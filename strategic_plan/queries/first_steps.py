"""What a new district still lacks of a plan, for whoever may write it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from district.work import Work, WorkItem
from strategic_plan.models import CoreGoal, Plan
from strategic_plan.permissions import can_edit_plan


def first_steps(person: Any) -> Work:
    """The plan, and then its core goals, each while there is none."""
    if not can_edit_plan(person) or CoreGoal.objects.exists():
        return Work()
    plan = Plan.objects.current()
    text = _("Begin the strategic plan")
    if plan is not None:
        text = _("Write the %(many)s of the plan") % {"many": plan.levels.goal.many_within}
    return Work(to_do=(WorkItem(text, reverse("strategic_plan_staff:plan_list")),))
