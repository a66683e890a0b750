"""Words and kinds of the district (domain.md section 11)."""

from collections.abc import Mapping
from enum import StrEnum


class Choice(StrEnum):
    """A closed list of words: value for the database, ``words`` for people."""

    @property
    def words(self) -> str:
        return _WORDS.get(self, self.value.replace("_", " ").capitalize())

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.words) for member in cls]


class UnitLevel(Choice):
    STATE = "state"
    DISTRICT = "district"
    SCHOOL = "school"
    DEPARTMENT = "department"
    PROGRAM = "program"


class GroupSchemeKind(Choice):
    """How a scheme's groups relate to all students; disclosure control needs to know."""

    TOTAL = "total"
    PARTITION = "partition"
    PAIR = "pair"
    OVERLAPPING = "overlapping"


class Role(Choice):
    TEAM_MEMBER = "team_member"
    EML_REPRESENTATIVE = "eml_representative"
    PRINCIPAL = "principal"
    DEPARTMENT_LEAD = "department_lead"
    DATA_STEWARD = "data_steward"
    PRIVACY_REVIEWER = "privacy_reviewer"
    FINANCE = "finance"
    PLAN_EDITOR = "plan_editor"
    SUPERINTENDENT = "superintendent"
    BOARD_MEMBER = "board_member"
    BOARD_CLERK = "board_clerk"
    ADMINISTRATOR = "administrator"


def would_lie_inside_itself(unit: int, *, parent: int | None, parents: Mapping[int, int | None]) -> bool:
    """Whether a unit below this parent would be reached again on the way up; keys, and each key's parent."""
    seen = {unit}
    while parent is not None:
        if parent in seen:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False


_WORDS: dict[str, str] = {
    GroupSchemeKind.TOTAL: "All students",
    GroupSchemeKind.PARTITION: "Every student is in exactly one group",
    GroupSchemeKind.PAIR: "In the group or not",
    GroupSchemeKind.OVERLAPPING: "Groups may overlap",
    Role.EML_REPRESENTATIVE: "Teachers' union representative",
    Role.FINANCE: "Finance staff",
    Role.PLAN_EDITOR: "Superintendent's staff",
}
