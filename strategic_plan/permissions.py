"""Who may change the words of the plan."""

from typing import Any

from district.abilities import ability
from district.domain import Role
from district.permissions import can_work_here, holds


@ability("reads the strategic plan while it is being written")
def can_see_plan(person: Any) -> bool:
    """Everyone with a role reads the plan as it is being written."""
    return can_work_here(person)


@ability("writes the strategic plan")
def can_edit_plan(person: Any) -> bool:
    """The superintendent, their staff and administrators write the plan."""
    return holds(person, Role.PLAN_EDITOR, Role.SUPERINTENDENT, Role.ADMINISTRATOR)
