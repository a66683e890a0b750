"""How far a section of the plan is written."""

from collections.abc import Iterable
from enum import StrEnum


class Written(StrEnum):
    """How far a section is, in the words that people read."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ").capitalize()


def words_written(texts: Iterable[str]) -> Written:
    """A section of words: nothing there, something empty, or every one written."""
    written = [bool(text.strip()) for text in texts]
    if not any(written):
        return Written.NOT_STARTED
    return Written.COMPLETE if all(written) else Written.IN_PROGRESS


def goal_written(aim: str, theories: Iterable[str]) -> Written:
    """A core goal: complete with an aim and at least one strategy that each say how they work."""
    said = [bool(theory.strip()) for theory in theories]
    if not aim.strip() and not said:
        return Written.NOT_STARTED
    return Written.COMPLETE if aim.strip() and said and all(said) else Written.IN_PROGRESS
