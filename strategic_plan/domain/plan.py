"""Kinds of plan components and plan states, standard library only."""

from enum import StrEnum


class ComponentKind(StrEnum):
    """The parts of a published plan that are words, in the order people read them."""

    MISSION = "mission"
    VISION = "vision"
    CORE_VALUE = "core_value"
    DAILY_EXPERIENCE = "daily_experience"
    THEORY_OF_ACTION = "theory_of_action"
    FRAMEWORK = "framework"

    @property
    def words(self) -> str:
        return {
            "core_value": "Core value",
            "daily_experience": "Desired daily experience",
            "theory_of_action": "Theory of action",
        }.get(self.value, self.value.capitalize())

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.words) for kind in cls]


class PlanState(StrEnum):
    DRAFT = "draft"
    ADOPTED = "adopted"
    ARCHIVED = "archived"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, state.value.capitalize()) for state in cls]
