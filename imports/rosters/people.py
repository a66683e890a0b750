"""Rows of people: found by e-mail address, added or renamed, and given a role."""

from typing import Any

from django.utils import timezone

from district import actions
from district.domain import Role
from district.forms import PersonEditForm, PersonForm, RoleDaysForm, RoleForm
from district.importing import PEOPLE
from district.models import OrgUnit, Person, RoleAssignment
from imports.rosters.rows import Cells, RowRefused, checked

_ROLES = {text.casefold(): role for role in Role for text in (role.value, role.words)}


class PeopleRows:
    """Adds and changes people row by row; remembers the units, so that a row costs few queries."""

    columns = PEOPLE

    def __init__(self, *, by: Any, reason: str) -> None:
        """Read the units once."""
        self.by, self.reason = by, reason
        self.units: dict[str, list[OrgUnit]] = {}
        for unit in OrgUnit.objects.own():
            for text in {unit.name.casefold(), unit.slug.casefold()}:
                self.units.setdefault(text, []).append(unit)

    def take(self, row: Cells) -> str:
        """Add or change what a row says and return whom it is about."""
        person = self._person(row)
        if row.get("role"):
            self._role(person, row)
        elif row.get("unit") or row.get("valid_from") or row.get("valid_to"):
            raise RowRefused("Role: say which role, or leave unit and days empty too.")
        return f"{person.name}, {person.email}"

    def _person(self, row: Cells) -> Person:
        email = row.get("email").lower()
        given = {"name": row.get("name"), "email": email, "reason": self.reason}
        person = Person.objects.filter(email=email).first() if email else None
        if person is None:
            clean = checked(PersonForm(given), PEOPLE)
            row.is_new = True
            row.changes.append("New person")
            return actions.add_person(by=self.by, **clean)
        if not person.is_active:
            raise RowRefused(f"E-mail: {person.name} left. Let them come back on their own page first.")
        if person.name != given["name"]:
            before, form = person.name, PersonEditForm(given, instance=person)
            checked(form, PEOPLE)
            row.changes.append(f"Name: {before} → {given['name']}")
            return actions.save_person(person=form.instance, by=self.by, reason=self.reason)
        return person

    def _role(self, person: Person, row: Cells) -> None:
        role = _ROLES.get(row.get("role").casefold())
        if role is None:
            raise RowRefused(f"Role: there is no role “{row.get('role')}”.")
        unit = self._unit(row.get("unit"))
        held = self._held(person, role, unit, row)
        if held is not None:
            self._days(held, row)
            return
        given = {
            "role": role.value,
            "unit": unit.pk,
            "valid_from": row.get("valid_from") or timezone.localdate().isoformat(),
            "valid_to": row.get("valid_to"),
            "reason": self.reason,
        }
        form = RoleForm(given, instance=RoleAssignment(person=person))
        clean = checked(form, PEOPLE)
        actions.give_role(assignment=form.instance, by=self.by, reason=self.reason)
        last = f" to {clean['valid_to']}" if clean["valid_to"] else ""
        row.changes.append(f"New role: {role.words}, {unit}, from {clean['valid_from']}{last}")

    def _held(self, person: Person, role: Role, unit: OrgUnit, row: Cells) -> RoleAssignment | None:
        """The same role from the same day; without a day, the one that holds today."""
        same = RoleAssignment.objects.filter(person=person, role=role, unit=unit)
        if not row.get("valid_from"):
            now: RoleAssignment | None = same.in_force(timezone.localdate()).first()
            return now
        days = RoleDaysForm({"valid_from": row.get("valid_from"), "valid_to": row.get("valid_to")})
        first = checked(days, PEOPLE)["valid_from"]
        from_that_day: RoleAssignment | None = same.filter(valid_from=first).first()
        return from_that_day

    def _days(self, held: RoleAssignment, row: Cells) -> None:
        if not row.has("valid_to"):
            return
        before = held.valid_to
        given = {"valid_from": held.valid_from, "valid_to": row.get("valid_to"), "reason": self.reason}
        last = checked(RoleDaysForm(given, instance=held), PEOPLE)["valid_to"]
        if last == before:
            return
        row.changes.append(f"Last day: {before or 'none'} → {last or 'none'}")
        try:
            actions.change_role_days(
                assignment=held, first_day=held.valid_from, last_day=last, by=self.by, reason=self.reason
            )
        except actions.Refused as refused:
            raise RowRefused(f"Last day: {refused}") from refused

    def _unit(self, text: str) -> OrgUnit:
        found = self.units.get(text.casefold(), [])
        if not text:
            raise RowRefused("Unit: say for which unit.")
        if not found:
            raise RowRefused(f"Unit: there is no unit “{text}”. Add it first, or correct the name.")
        if len(found) > 1:
            raise RowRefused(f"Unit: several units are called “{text}”. Write its address instead.")
        return found[0]
