"""The first write of a new site."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from district.actions.refusals import Refused
from district.domain import Role
from district.history import change
from district.models import DistrictProfile, GroupScheme, OrgUnit, Person, RoleAssignment, StudentGroup


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new site must know of its district and of the first person who runs it."""

    name: str
    short_name: str
    contact_office: str
    contact_email: str
    administrator_name: str
    administrator_email: str


def begin_district(*, beginning: Beginning, password: str) -> Person:
    """Name the district, its own unit, the group of all students and the first administrator."""
    reason = "The district began"
    with transaction.atomic(), change(by=None, reason=reason):
        if DistrictProfile.objects.exists() or OrgUnit.objects.own().filter(level="district").exists():
            raise Refused("This database has a district already. Nothing was changed.")
        person = Person.objects.create_user(
            beginning.administrator_email, password, name=beginning.administrator_name
        )
        with change(by=person, reason=reason):
            DistrictProfile.objects.create(
                pk=1,
                name=beginning.name,
                short_name=beginning.short_name,
                contact_office=beginning.contact_office,
                contact_email=beginning.contact_email,
            )
            district = OrgUnit.objects.create(name=beginning.name, slug="district", level="district")
            everyone = GroupScheme.objects.create(code="all", name="All students", kind="total")
            StudentGroup.objects.create(scheme=everyone, code="all", name="All students")
            RoleAssignment.objects.create(
                person=person, role=Role.ADMINISTRATOR, unit=district, valid_from=timezone.localdate()
            )
    return person
