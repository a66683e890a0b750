"""The district's rules, standard library only (domain.md section 11)."""

from district.domain.marks import mark_of_order, mark_of_value, marks_as_text, marks_from_text
from district.domain.words import Choice, GroupSchemeKind, Role, UnitLevel, would_lie_inside_itself

__all__ = [
    "Choice",
    "GroupSchemeKind",
    "Role",
    "UnitLevel",
    "mark_of_order",
    "mark_of_value",
    "marks_as_text",
    "marks_from_text",
    "would_lie_inside_itself",
]
