"""Who may import."""

from typing import Any

from district.abilities import ability
from district.domain import Role
from district.permissions import holds


@ability("imports files of results and keeps their recipes")
def can_import(person: Any) -> bool:
    """Data stewards and administrators load files and keep recipes."""
    return holds(person, Role.DATA_STEWARD, Role.ADMINISTRATOR)
