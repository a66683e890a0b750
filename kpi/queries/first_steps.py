"""What a new district still lacks of measures, for whoever may add it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from district.work import Work, WorkItem
from kpi.models import Indicator
from kpi.permissions import can_propose_version
from strategic_plan.models import CoreGoal


def first_steps(person: Any) -> Work:
    """The first measure, once there is a core goal that it can serve."""
    if not can_propose_version(person) or Indicator.objects.exists() or not CoreGoal.objects.exists():
        return Work()
    item = WorkItem(_("Begin the first measure"), reverse("kpi_staff:indicator_create"))
    return Work(to_do=(item,))
