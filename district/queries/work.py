"""What administrators owe: roles about to end, and people whose roles have all ended."""

import datetime as dt
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from district.domain import as_role
from district.models import Person, RoleAssignment
from district.permissions import can_manage_people
from district.work import Work, WorkItem

SOON = dt.timedelta(days=60)


def work_for(person: Any) -> Work:
    """Roles that end soon, to renew or to let go, and accounts that no role needs any more."""
    if not can_manage_people(person):
        return Work()
    today = timezone.localdate()
    return Work(to_do=(*_ending(today), *_idle(today)))


def _ending(today: dt.date) -> list[WorkItem]:
    """Each role that ends soon and is not followed by the same role for the same unit."""
    ending = (
        RoleAssignment.objects.in_force(today)
        .filter(valid_to__lte=today + SOON)
        .select_related("person", "unit")
        .order_by("valid_to", "person__name")
    )
    later = set(
        RoleAssignment.objects.filter(valid_from__gt=today).values_list("person_id", "role", "unit_id")
    )
    return [
        WorkItem(
            f"Renew or let end: {held.person}, {as_role(held.role, unit=str(held.unit), last=None)}.",
            reverse("district:role_edit", args=[held.pk]),
            "Change the days",
            held.valid_to,
        )
        for held in ending
        if (held.person_id, held.role, held.unit_id) not in later
    ]


def _idle(today: dt.date) -> list[WorkItem]:
    """Each person who is here still though their last role has ended."""
    ended = (
        Person.objects.filter(is_active=True, roles__isnull=False)
        .exclude(pk__in=RoleAssignment.objects.filter(_lasting(today)).values("person"))
        .annotate(last_day=Max("roles__valid_to"))
        .order_by("last_day", "name")
    )
    return [
        WorkItem(
            f"Let {person} leave, or give a new role: the last role has ended.",
            reverse("district:person_leave", args=[person.pk]),
            "Look",
            person.last_day,
        )
        for person in ended
    ]


def _lasting(today: dt.date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=today)
