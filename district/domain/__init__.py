"""The district's rules, standard library only (domain.md section 11)."""

from district.domain.words import Choice, GroupSchemeKind, Role, UnitLevel, would_lie_inside_itself

__all__ = ["Choice", "GroupSchemeKind", "Role", "UnitLevel", "would_lie_inside_itself"]
