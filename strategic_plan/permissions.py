"""Who may change the words of the plan, and who keeps processes, cycles and self-assessments."""

from types import SimpleNamespace
from typing import Any

from district.abilities import ability
from district.domain import Role
from district.permissions import can_work_here, holds, holds_anywhere, may_edit, units_held

EDITORS = (Role.PLAN_EDITOR, Role.SUPERINTENDENT, Role.ADMINISTRATOR)
KEEPERS = (*EDITORS, Role.PRINCIPAL, Role.DEPARTMENT_LEAD)


class _Anyone:
    """Equal to every key: stands for a row's owner where abilities ask about something of their own."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]  # it is no key itself


OWN_ROW = SimpleNamespace(unit=None, owner_id=_Anyone())
OTHERS_ROW = SimpleNamespace(unit=None, owner_id=None)


@ability("reads the strategic plan while it is being written")
def can_see_plan(person: Any) -> bool:
    """Everyone with a role reads the plan as it is being written."""
    return can_work_here(person)


@ability("records what the Board decided about the strategic plan")
def can_record_motion(person: Any) -> bool:
    """The board clerk records the motions by which the Board adopts or amends a plan."""
    return holds(person, Role.BOARD_CLERK)


@ability("archives a strategic plan")
def can_archive_plan(person: Any) -> bool:
    """The superintendent and administrators end a plan, with a reason."""
    return holds(person, Role.SUPERINTENDENT, Role.ADMINISTRATOR)


@ability("writes the strategic plan")
def can_edit_plan(person: Any) -> bool:
    """The superintendent, their staff and administrators write the plan."""
    return holds(person, *EDITORS)


@ability("reads processes, improvement cycles and self-assessments")
def can_see_improvement(person: Any) -> bool:
    """Everyone with a role reads every unit's improvement: schools learn from each other."""
    return can_work_here(person)


@ability("documents processes and runs improvement cycles", reach="for the units they lead")
def can_keep_improvement(person: Any, unit: Any = None) -> bool:
    """Superintendent's staff everywhere; principals and department leads for what they lead."""
    return holds(person, *KEEPERS, unit=unit)


@ability("begins a process or an improvement cycle", reach="for the units they lead")
def can_begin_improvement(person: Any) -> bool:
    """Everyone who keeps the improvement of any unit."""
    return holds_anywhere(person, *KEEPERS)


@ability(
    "changes a process or an improvement cycle",
    reach="what they own",
    beyond={"row": OTHERS_ROW},
    row=OWN_ROW,
)
def can_change_improvement(person: Any, row: Any) -> bool:
    """Who keeps the unit's improvement, and the owner as long as a role lets them edit; rows name both."""
    return can_keep_improvement(person, row.unit) or (may_edit(person) and row.owner_id == person.pk)


@ability("tags goals and strategies with Baldrige categories, and assesses the district by them")
def can_assess(person: Any) -> bool:
    """The superintendent, their staff and administrators."""
    return holds(person, *EDITORS)


def units_kept(person: Any) -> frozenset[int] | None:
    """The keys of the units a person keeps improvement for by name; None means every unit."""
    return None if can_keep_improvement(person) else units_held(person, *KEEPERS)


@ability(
    "says how an initiative goes",
    reach="what they own",
    beyond={"initiative": OTHERS_ROW},
    initiative=OWN_ROW,
)
def can_work_on(person: Any, initiative: Any) -> bool:
    """The owner of an initiative says how it goes; whoever writes the plan may too."""
    return can_edit_plan(person) or (may_edit(person) and initiative.owner_id == person.pk)


def works_on_anything(person: Any) -> bool:
    """Whether a person may ask for work of theirs at all; whose it is, the row says."""
    return can_work_here(person)
