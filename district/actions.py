"""Writes of the district: units, school years, student groups, people and roles."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from district.domain import Role, would_lie_inside_itself
from district.history import change
from district.models import (
    DistrictProfile,
    GroupScheme,
    OrgUnit,
    Person,
    ReportingId,
    RoleAssignment,
    SchoolYear,
    StudentGroup,
)

Row = TypeVar("Row", bound=Model)


class Refused(Exception):  # noqa: N818 -- it is an answer to a person, not a fault
    """What may not be done now, in a sentence."""


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


def save_unit(*, unit: OrgUnit, reporting_ids: Mapping[str, str], by: Any, reason: str = "") -> OrgUnit:
    """Add or change a unit together with what outside bodies call it (scheme → value)."""
    with transaction.atomic(), change(by=by, reason=reason):
        if unit.pk:
            # Locks every unit, so that two who move units at once cannot make a circle together.
            parents = dict(OrgUnit.objects.order_by("pk").select_for_update().values_list("pk", "parent"))
            if would_lie_inside_itself(unit.pk, parent=unit.parent_id, parents=parents):
                raise Refused("A unit cannot be part of itself.")
        unit.save()
        unit.reporting_ids.exclude(scheme__in=reporting_ids).delete()
        for scheme, value in reporting_ids.items():
            ReportingId.objects.update_or_create(unit=unit, scheme=scheme, defaults={"value": value})
    return unit


def save_school_year(*, year: SchoolYear, by: Any, reason: str = "") -> SchoolYear:
    """Add a school year."""
    return _save(year, by, reason)


def save_group_scheme(*, scheme: GroupScheme, by: Any, reason: str = "") -> GroupScheme:
    """Add or change a way of grouping students."""
    return _save(scheme, by, reason)


def save_student_group(*, group: StudentGroup, by: Any, reason: str = "") -> StudentGroup:
    """Add or change a student group."""
    return _save(group, by, reason)


def add_person(*, name: str, email: str, by: Any, reason: str = "") -> Person:
    """Add a person; they can sign in once someone has set a password for them."""
    with transaction.atomic(), change(by=by, reason=reason):
        return Person.objects.create_user(email, name=name)


def give_role(*, assignment: RoleAssignment, by: Any, reason: str = "") -> RoleAssignment:
    """Give a person a role for a unit, from one day on."""
    return _save(assignment, by, reason)


def end_role(*, assignment: RoleAssignment, last_day: dt.date, by: Any, reason: str = "") -> None:
    """Let a role end after a day; the last administrator of the district stays."""
    with transaction.atomic(), change(by=by, reason=reason):
        # Locks every administrator, so that two who end each other's role at once cannot both succeed.
        others = [
            held.pk
            for held in RoleAssignment.objects.select_for_update(of=("self",))
            .in_force(timezone.localdate())
            .filter(role=Role.ADMINISTRATOR, unit__level="district", valid_to=None)
            if held.pk != assignment.pk
        ]
        if assignment.role == Role.ADMINISTRATOR and assignment.unit.level == "district" and not others:
            raise Refused("This is the last administrator. Give the role to someone else first.")
        if last_day < assignment.valid_from:
            raise Refused("A role cannot end before it began.")
        RoleAssignment.objects.filter(pk=assignment.pk).update(valid_to=last_day)


def _save(row: Row, by: Any, reason: str) -> Row:
    with transaction.atomic(), change(by=by, reason=reason):
        row.save()
    return row
