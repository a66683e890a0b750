"""Writes about people and their roles."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from district.actions.refusals import Refused
from district.actions.rows import save_row
from district.domain import Role
from district.history import change
from district.models import Person, RoleAssignment
from district.ways_in import follow_address

LAST_ADMINISTRATOR = "This is the last administrator. Give the role to someone else first."


def add_person(*, name: str, email: str, by: Any, reason: str = "") -> Person:
    """Add a person; they can sign in once someone has set a password for them."""
    with transaction.atomic(), change(by=by, reason=reason):
        return Person.objects.create_user(email, name=name)


def save_person(*, person: Person, by: Any, reason: str = "") -> Person:
    """Change the name or the address of someone; what let them in by the address before ends."""
    with transaction.atomic(), change(by=by, reason=reason):
        before = Person.objects.select_for_update().get(pk=person.pk).email
        save_row(person, by, reason)
        if person.email != before:
            follow_address(person=person, before=before, by=by, reason=reason)
    return person


def give_role(*, assignment: RoleAssignment, by: Any, reason: str = "") -> RoleAssignment:
    """Give a person a role for a unit, from one day on."""
    return save_row(assignment, by, reason)


def end_role(*, assignment: RoleAssignment, last_day: dt.date, by: Any, reason: str = "") -> None:
    """Let a role end after a day; the last administrator of the district stays."""
    change_role_days(
        assignment=assignment, first_day=assignment.valid_from, last_day=last_day, by=by, reason=reason
    )


def change_role_days(
    *,
    assignment: RoleAssignment,
    first_day: dt.date,
    last_day: dt.date | None,
    by: Any,
    reason: str = "",
) -> None:
    """Change the days of a role; the last administrator of the district stays."""
    with transaction.atomic(), change(by=by, reason=reason):
        if last_day and last_day < first_day:
            raise Refused("A role cannot end before it began.")
        if last_day or first_day > timezone.localdate():
            keep_an_administrator(without=[assignment])
        assignment.valid_from, assignment.valid_to = first_day, last_day
        assignment.save(update_fields=["valid_from", "valid_to"])


def keep_an_administrator(*, without: list[RoleAssignment]) -> None:
    """Refuse a write that would leave nobody who administers the district without an end."""
    # Locks every administrator, so that two who end each other's role at once cannot both succeed.
    lasting = (
        RoleAssignment.objects.select_for_update(of=("self",))
        .in_force(timezone.localdate())
        .filter(role=Role.ADMINISTRATOR, unit__level="district", unit__is_comparison=False, valid_to=None)
        .order_by("pk")
    )
    held = {each.pk for each in lasting}
    ending = {each.pk for each in without}
    if held & ending and not held - ending:
        raise Refused(LAST_ADMINISTRATOR)
