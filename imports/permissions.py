"""Who may import."""

from typing import Any

from district.abilities import ability
from district.domain import Role
from district.permissions import can_manage_people, can_manage_units, holds


@ability("imports files of results and keeps their recipes")
def can_import(person: Any) -> bool:
    """Data stewards and administrators load files and keep recipes."""
    return holds(person, Role.DATA_STEWARD, Role.ADMINISTRATOR)


@ability("adds and changes people from a file", kind="people")
@ability("adds and changes schools and other units from a file", kind="units")
def can_read_roster(person: Any, kind: str) -> bool:
    """Whoever keeps people or units one by one may do so from a file."""
    return can_manage_people(person) if kind == "people" else can_manage_units(person)
