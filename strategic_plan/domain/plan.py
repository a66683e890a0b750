"""Kinds of plan components, states of a plan and the names of its levels, standard library only."""

from dataclasses import dataclass
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
    def is_single(self) -> bool:
        """Whether a plan has one text of this kind: its mission, its vision."""
        return self in (ComponentKind.MISSION, ComponentKind.VISION)

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
    AMENDED = "amended"
    ARCHIVED = "archived"

    @property
    def is_in_force(self) -> bool:
        """Whether the district follows a plan in this state; one plan at most is in force."""
        return self in IN_FORCE

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, state.value.capitalize()) for state in cls]


IN_FORCE = (PlanState.ADOPTED, PlanState.AMENDED)


@dataclass(frozen=True, slots=True)
class Level:
    """What a district calls one level of its plan: one of them, and many."""

    one: str
    many: str

    @property
    def one_within(self) -> str:
        """One of them, as it stands within a sentence."""
        return _within(self.one)

    @property
    def many_within(self) -> str:
        """Many of them, as it stands within a sentence."""
        return _within(self.many)


@dataclass(frozen=True, slots=True)
class Levels:
    """The district's own names for the three levels below the plan."""

    goal: Level = Level("Core goal", "Core goals")
    strategy: Level = Level("Strategy", "Strategies")
    initiative: Level = Level("Initiative", "Initiatives")


def _within(name: str) -> str:
    """A name without its capital; an abbreviation keeps it, such as SMART goal."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


LEVELS = Levels()
