"""Who may do what with measures; what a state allows is in kpi.domain.lifecycle."""

from typing import Any

from district.abilities import ability
from district.domain import Role
from district.models import OrgUnit
from district.permissions import holds, holds_anywhere, units_held
from kpi.domain import Agreement

PROPOSERS = (Role.PLAN_EDITOR, Role.SUPERINTENDENT, Role.DATA_STEWARD, Role.ADMINISTRATOR)
READERS_OF_VALUES = (*PROPOSERS, Role.PRIVACY_REVIEWER)
SCHOOL_READERS = (Role.PRINCIPAL, Role.DEPARTMENT_LEAD, *READERS_OF_VALUES)
AGREES = {Agreement.BOARD: Role.BOARD_CLERK, Agreement.SUPERINTENDENT: Role.SUPERINTENDENT}


@ability("reads the definitions, targets and agreements of measures")
def can_see_measures(person: Any) -> bool:
    """Everyone with a role reads definitions, targets and agreements."""
    return holds_anywhere(person)


@ability("proposes measures and changes of measures")
def can_propose_version(person: Any) -> bool:
    """Superintendent's staff, the superintendent, data stewards and administrators write proposals."""
    return holds(person, *PROPOSERS)


@ability("records the Board’s agreement to a measure", party=Agreement.BOARD)
@ability("records the superintendent’s agreement to a measure", party=Agreement.SUPERINTENDENT)
def can_record_agreement(person: Any, party: Agreement) -> bool:
    """The board clerk records the Board's agreement; the superintendent records their own."""
    return holds(person, AGREES[party])


@ability("retires a measure, with a reason")
def can_retire_version(person: Any) -> bool:
    """The superintendent and administrators retire a measure, with a reason."""
    return holds(person, Role.SUPERINTENDENT, Role.ADMINISTRATOR)


@ability("records and corrects results", reach="for their units")
def can_record_value(person: Any, unit: OrgUnit | None = None) -> bool:
    """Data stewards and administrators record results, for the units they hold the role for."""
    return holds(person, Role.DATA_STEWARD, Role.ADMINISTRATOR, unit=unit)


@ability("reads results before small groups are hidden", reach="for their units")
def can_see_values(person: Any) -> bool:
    """Whoever reads the results of at least one unit, before small groups are hidden."""
    return units_with_values(person) != frozenset()


def units_with_values(person: Any) -> frozenset[int] | None:
    """The units whose results a person reads unsuppressed; None means every unit."""
    return None if holds(person, *READERS_OF_VALUES) else units_held(person, *SCHOOL_READERS)
