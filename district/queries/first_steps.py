"""What a new district still lacks, for whoever may add it; nothing once it is there."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from district.models import OrgUnit, Person, SchoolYear, StudentGroup
from district.permissions import can_manage_people, can_manage_units
from district.work import Work, WorkItem


def first_steps(person: Any) -> Work:
    """Schools, this school year, student groups and colleagues, each while there is none."""
    to_do: list[WorkItem] = []
    if can_manage_units(person):
        to_do += _places()
    if can_manage_people(person) and not Person.objects.exclude(pk=person.pk).exists():
        people = reverse("district:person_list")
        to_do.append(WorkItem(_("Add the people who work with you, and say what each may do"), people))
    return Work(to_do=tuple(to_do))


def _places() -> list[WorkItem]:
    today = timezone.localdate()
    steps = [
        (
            OrgUnit.objects.schools().exists(),
            WorkItem(_("Add the schools of the district"), reverse("district:unit_list")),
        ),
        (
            SchoolYear.objects.filter(starts_on__lte=today, ends_on__gte=today).exists(),
            WorkItem(_("Add this school year"), reverse("district:year_list")),
        ),
        (
            StudentGroup.objects.exclude(code="all").exists(),
            WorkItem(_("Add the student groups that results are shown for"), reverse("district:group_list")),
        ),
    ]
    return [item for is_there, item in steps if not is_there]
