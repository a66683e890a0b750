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


def add_person(*, name: str, email: str, by: Any, reason: str = "") -> Person:
    """Add a person; they can sign in once someone has set a password for them."""
    with transaction.atomic(), change(by=by, reason=reason):
        return Person.objects.create_user(email, name=name)


def give_role(*, assignment: RoleAssignment, by: Any, reason: str = "") -> RoleAssignment:
    """Give a person a role for a unit, from one day on."""
    return save_row(assignment, by, reason)


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
