"""The district's rules, standard library only (domain.md section 11)."""

from district.domain.due import Due, due_group, due_in_words
from district.domain.first_units import FirstUnit, read_units, unit_problems, units_problems
from district.domain.marks import (
    changed_since,
    mark_of_order,
    mark_of_value,
    marks_as_text,
    marks_from_text,
    marks_of,
)
from district.domain.roles import (
    EDITING_ROLES,
    LEVELS,
    READING_ROLES,
    as_role,
    fits,
    levels_in_words,
    role_sentence,
    said_of,
)
from district.domain.words import Choice, GroupSchemeKind, Role, UnitLevel, would_lie_inside_itself
from district.domain.years import YearDays, year_starting, years_around

__all__ = [
    "EDITING_ROLES",
    "LEVELS",
    "READING_ROLES",
    "Choice",
    "Due",
    "FirstUnit",
    "GroupSchemeKind",
    "Role",
    "UnitLevel",
    "YearDays",
    "as_role",
    "changed_since",
    "due_group",
    "due_in_words",
    "fits",
    "levels_in_words",
    "mark_of_order",
    "mark_of_value",
    "marks_as_text",
    "marks_from_text",
    "marks_of",
    "read_units",
    "role_sentence",
    "said_of",
    "unit_problems",
    "units_problems",
    "would_lie_inside_itself",
    "year_starting",
    "years_around",
]
