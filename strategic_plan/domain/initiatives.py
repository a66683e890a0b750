"""Where an initiative stands: computed from its dates, its milestones and how it ended, never typed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    LATE = "late"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone as the rule needs it: its name, the day it is due and the day it was reached."""

    name: str
    due_on: dt.date
    done_on: dt.date | None = None

    def is_overdue(self, as_of: dt.date) -> bool:
        """Whether its day has passed and it has not been reached; on the day itself it is not late."""
        return self.done_on is None and self.due_on < as_of


@dataclass(frozen=True, slots=True)
class Course:
    """The dates of an initiative: what was planned and how it ended."""

    starts_on: dt.date
    due_on: dt.date
    finished_on: dt.date | None = None
    stopped_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be worked on."""
        return self.finished_on is None and self.stopped_on is None


def standing(course: Course, stages: Iterable[Stage], *, as_of: dt.date) -> Standing:
    """Where an initiative stands on a day.

    Late means that its last day or that of a milestone not reached yet lies before ``as_of``. It is under way
    from its first day, or earlier once a milestone is reached.
    """
    stages = list(stages)
    if course.stopped_on is not None:
        return Standing.STOPPED
    if course.finished_on is not None:
        return Standing.DONE
    if course.due_on < as_of or any(stage.is_overdue(as_of) for stage in stages):
        return Standing.LATE
    begun = course.starts_on <= as_of or any(stage.done_on is not None for stage in stages)
    return Standing.UNDER_WAY if begun else Standing.NOT_STARTED


def days_late(course: Course, stages: Iterable[Stage], *, as_of: dt.date) -> int:
    """For how many days the earliest of its missed days has passed; 0 when nothing is late."""
    if not course.is_open:
        return 0
    missed = [stage.due_on for stage in stages if stage.is_overdue(as_of)]
    if course.due_on < as_of:
        missed.append(course.due_on)
    return (as_of - min(missed)).days if missed else 0


class Reach(StrEnum):
    """Who reads a note."""

    STAFF = "staff"
    PUBLIC = "public"
    NEXT_RELEASE = "next_release"
    HELD_BACK = "held_back"

    @property
    def words(self) -> str:
        return {
            "staff": "For staff only",
            "public": "Public",
            "next_release": "Public with the next release",
            "held_back": "Marked public, but the whole is not shown to the public",
        }[self.value]


def reach(*, is_marked: bool, whole_is_public: bool, is_published: bool) -> Reach:
    """Who reads a note: its own mark counts only where its initiative is public too."""
    if is_published:
        return Reach.PUBLIC
    if not is_marked:
        return Reach.STAFF
    return Reach.NEXT_RELEASE if whole_is_public else Reach.HELD_BACK


def note_is_owed(course: Course, last_note: dt.date | None, *, as_of: dt.date, every_days: int) -> bool:
    """Whether a running initiative has been silent for longer than agreed, counted from its first day."""
    if not course.is_open or course.starts_on > as_of:
        return False
    return (as_of - max(last_note or course.starts_on, course.starts_on)).days > every_days
