"""Roles as sentences, and the units each role makes sense for (domain.md section 11)."""

import datetime as dt
from collections.abc import Mapping

from district.domain.words import Role, UnitLevel

_SITES = frozenset({UnitLevel.SCHOOL, UnitLevel.PROGRAM})
_OFFICES = frozenset({UnitLevel.DEPARTMENT, UnitLevel.PROGRAM})
_WHOLE = frozenset({UnitLevel.DISTRICT})

LEVELS: Mapping[Role, frozenset[UnitLevel]] = {
    # A department may write a plan of its own (policy 105 speaks of departments too), with a team of its own.
    Role.TEAM_MEMBER: _SITES | _OFFICES,
    Role.EML_REPRESENTATIVE: _SITES | _OFFICES,
    Role.PRINCIPAL: _SITES,
    Role.DEPARTMENT_LEAD: _OFFICES,
    # Results are recorded for the whole district or by the one school or office that knows them.
    Role.DATA_STEWARD: _WHOLE | _SITES | _OFFICES,
    Role.PRIVACY_REVIEWER: _WHOLE,
    Role.FINANCE: _WHOLE,
    Role.PLAN_EDITOR: _WHOLE,
    Role.SUPERINTENDENT: _WHOLE,
    Role.BOARD_MEMBER: _WHOLE,
    Role.BOARD_CLERK: _WHOLE,
    Role.ADMINISTRATOR: _WHOLE,
}

READING_ROLES = frozenset({Role.BOARD_MEMBER})
EDITING_ROLES = frozenset(Role) - READING_ROLES  # a role to come edits until someone says that it reads

# What goes on after a person's name; {unit} is the unit's name.
_DOES: Mapping[Role, str] = {
    Role.TEAM_MEMBER: "is a member of the Shared Leadership team of {unit}",
    Role.EML_REPRESENTATIVE: "speaks for the teachers' association in the team of {unit}",
    Role.PRINCIPAL: "leads {unit} and reads all of its results",
    Role.DEPARTMENT_LEAD: "leads {unit} and reads all of its results",
    Role.DATA_STEWARD: "reads, records and corrects results for {unit}",
    Role.PRIVACY_REVIEWER: "makes sure that nothing public gives a student away, for {unit}",
    Role.FINANCE: "answers for the budget of {unit}",
    Role.PLAN_EDITOR: "writes the strategic plan and proposes measures for {unit}",
    Role.SUPERINTENDENT: "leads {unit} and agrees to measures and releases",
    Role.BOARD_MEMBER: "sits on the Board and reads, without changing anything, for {unit}",
    Role.BOARD_CLERK: "records what the Board decides for {unit}",
    Role.ADMINISTRATOR: "says who may sign in and what each person may do in {unit}",
}


def fits(role: str, level: str) -> bool:
    """Whether a role makes sense for a unit of this level: there is no principal of a whole district."""
    return level in LEVELS[Role(role)]


def levels_in_words(role: str) -> str:
    """The kinds of units a role is for: "a school or a program"."""
    levels = [level for level in UnitLevel if level in LEVELS[Role(role)]]
    return " or ".join(f"{'the' if level in _WHOLE else 'a'} {level.words.lower()}" for level in levels)


def said_of(role: str, *, unit: str) -> str:
    """What a role does, without a name and a date, to go on after a person's name."""
    return _DOES[Role(role)].format(unit=unit)


def role_sentence(
    role: str, *, name: str, unit: str, first: dt.date, last: dt.date | None, today: dt.date
) -> str:
    """One role as a sentence: who does what, where, and until when."""
    return f"{name} {said_of(role, unit=unit)}{_days(first, last, today)}."


def as_role(role: str, *, unit: str, last: dt.date | None) -> str:
    """The reason for an ability: "as principal of Oak Hills Elementary, until June 30, 2027"."""
    words = Role(role).words
    words = words if words[:2].isupper() else words[0].lower() + words[1:]
    return f"as {words} of {unit}{f', until {_day(last)}' if last else ''}"


def _days(first: dt.date, last: dt.date | None, today: dt.date) -> str:
    if last and last < today:
        return f" from {_day(first)} to {_day(last)}; this has ended"
    begins = f" from {_day(first)} on" if first > today else ""
    if last and begins:
        return f" from {_day(first)} to {_day(last)}"
    return f" until {_day(last)}" if last else begins


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
