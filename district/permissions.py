"""Who may: roles in force today, each for a unit and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from district.abilities import ability
from district.domain import EDITING_ROLES, Role, UnitLevel

if TYPE_CHECKING:
    from district.models import OrgUnit

# (role, unit, whether the unit is the district itself) of each role in force
Held = frozenset[tuple[str, int, bool]]


@dataclass(frozen=True, slots=True)
class StandIn:
    """Someone who holds just these roles: for asking what a role allows, without a real person's rows."""

    held: Held
    pk: int = 0
    is_authenticated: bool = True
    is_active: bool = True


_remembered: ContextVar[dict[int, Held] | None] = ContextVar("roles_of_this_request", default=None)


def holds(person: Any, *roles: Role, unit: OrgUnit | None = None) -> bool:
    """Whether a person has one of the roles today for a unit; without one, for the whole district.

    A role at the district covers every unit; a role at a unit covers the unit and what lies below it.
    """
    held = _held(person)
    if any(role in roles and is_district for role, _unit, is_district in held):
        return True
    places = {place for role, place, _is_district in held if role in roles}
    seen: set[int] = set()
    while places and unit is not None and unit.pk not in seen:  # a circle of units ends here too
        if unit.pk in places:
            return True
        seen.add(unit.pk)
        unit = unit.parent
    return False


def holds_anywhere(person: Any, *roles: Role) -> bool:
    """Whether a person has one of the roles today for any unit at all; no role named means any role."""
    return any(not roles or role in roles for role, _unit, _is_district in _held(person))


def may_edit(person: Any) -> bool:
    """Whether any role in force lets a person change something; only then may they own work."""
    return holds_anywhere(person, *EDITING_ROLES)


def units_held(person: Any, *roles: Role) -> frozenset[int]:
    """The keys of the units a person has one of the roles for today."""
    return frozenset(place for role, place, _is_district in _held(person) if role in roles)


@contextmanager
def roles_remembered() -> Iterator[None]:
    """Read each person's roles once inside the block; a request is one, and nothing outlives it."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


@ability("enters the staff workspace")
def can_work_here(person: Any) -> bool:
    """Any role opens the staff workspace."""
    return holds_anywhere(person)


@ability("reads who changed what, and when")
def can_see_history(person: Any) -> bool:
    """Administrators, the superintendent and data stewards read who changed what."""
    return holds(person, Role.ADMINISTRATOR, Role.SUPERINTENDENT, Role.DATA_STEWARD)


@ability("changes what the district is called and how it looks")
def can_manage_district(person: Any) -> bool:
    """Administrators name the district, choose its colour and logo, and say when its years start."""
    return holds(person, Role.ADMINISTRATOR)


@ability("says who may sign in, and what each person may do")
def can_manage_people(person: Any) -> bool:
    """Administrators say who may sign in and what each person may do."""
    return holds(person, Role.ADMINISTRATOR)


@ability("sees everyone who may sign in, and their roles")
def can_see_people(person: Any) -> bool:
    """Administrators and the superintendent see who holds which role."""
    return holds(person, Role.ADMINISTRATOR, Role.SUPERINTENDENT)


@ability("keeps schools, school years and student groups")
def can_manage_units(person: Any) -> bool:
    """Administrators and data stewards keep units, school years and student groups."""
    return holds(person, Role.ADMINISTRATOR, Role.DATA_STEWARD)


@ability("sees how the district is organized")
def can_see_units(person: Any) -> bool:
    """Everyone with a role sees how the district is organized."""
    return can_work_here(person)


def _held(person: Any) -> Held:
    if isinstance(person, StandIn):
        return person.held
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return frozenset()
    remembered = _remembered.get()
    if remembered is None:
        return _read(person)
    if person.pk not in remembered:
        remembered[person.pk] = _read(person)
    return remembered[person.pk]


def _read(person: Any) -> Held:
    rows = person.roles.in_force(timezone.localdate()).values_list(
        "role", "unit_id", "unit__level", "unit__is_comparison"
    )
    return frozenset(
        (role, unit, level == UnitLevel.DISTRICT and not is_comparison)
        for role, unit, level, is_comparison in rows
    )
