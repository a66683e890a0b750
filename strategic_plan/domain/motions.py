"""The Board's decision about a plan: the motion, who moved it and how the Board voted."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class MeetingKind(StrEnum):
    REGULAR = "regular"
    SPECIAL = "special"
    ORGANIZATIONAL = "organizational"
    EMERGENCY = "emergency"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, f"{kind.value.capitalize()} meeting") for kind in cls]


class VersionKind(StrEnum):
    """How a version of a plan came into force."""

    ADOPTED = "adopted"
    AMENDED = "amended"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.value.capitalize()) for kind in cls]


class AmendmentOutcome(StrEnum):
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(outcome.value, outcome.value.capitalize()) for outcome in cls]


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of the Board of Education as its minutes have it."""

    meeting_on: dt.date
    meeting_kind: MeetingKind
    words: str
    moved_by: str
    seconded_by: str
    votes_for: int
    votes_against: int = 0
    votes_abstained: int = 0

    @property
    def is_carried(self) -> bool:
        """Whether more members voted for it than against it."""
        return self.votes_for > self.votes_against


def motion_problems(motion: Motion, *, as_of: dt.date) -> dict[str, str]:
    """What cannot be right about a motion, as a sentence for each field."""
    problems = {}
    if motion.meeting_on > as_of:
        problems["meeting_on"] = "The Board has not met yet on this day. Record the motion after the meeting."
    if not motion.is_carried:
        problems["votes_for"] = "The motion did not carry: it needs more votes for it than against it."
    if motion.moved_by.strip().casefold() == motion.seconded_by.strip().casefold():
        problems["seconded_by"] = "Another member than the mover seconds a motion."
    return problems
