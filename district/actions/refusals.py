"""How an action says no. Every room says it in these words, so that every page can hear it."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):  # noqa: N818 -- it is an answer to a person, not a fault
    """What may not be done now, in a sentence; ``problems`` holds one for each field where that helps."""

    def __init__(self, sentence: str = "", *, problems: Mapping[str, str] | None = None) -> None:
        self.problems = dict(problems or {})
        super().__init__(sentence or " ".join(self.problems.values()))


class Overtaken(Refused):
    """Someone else changed first what this person saw; ``row`` says what stands there now."""

    def __init__(self, row: Any = None, sentence: str = "") -> None:
        self.row = row
        super().__init__(sentence or "Someone else changed this first. Read it again before you save.")
