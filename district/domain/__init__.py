"""The district's rules, standard library only (domain.md section 11)."""

from district.domain.marks import mark_of_order, mark_of_value, marks_as_text, marks_from_text
from district.domain.roles import LEVELS, as_role, fits, levels_in_words, role_sentence, said_of
from district.domain.words import Choice, GroupSchemeKind, Role, UnitLevel, would_lie_inside_itself

__all__ = [
    "LEVELS",
    "Choice",
    "GroupSchemeKind",
    "Role",
    "UnitLevel",
    "as_role",
    "fits",
    "levels_in_words",
    "mark_of_order",
    "mark_of_value",
    "marks_as_text",
    "marks_from_text",
    "role_sentence",
    "said_of",
    "would_lie_inside_itself",
]
