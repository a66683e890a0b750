"""Why a write did not happen; every sentence is for people."""

from typing import Any


class Refused(ValueError):  # noqa: N818 -- reads as the sentence it is
    """The rules do not allow it."""


class ChangedMeanwhile(Exception):  # noqa: N818 -- reads as the sentence it is
    """Someone else saved first; ``current`` is what they saved."""

    def __init__(self, current: Any) -> None:
        """Keep the row as it is now."""
        super().__init__("Someone else changed this first.")
        self.current = current


class ValueRefused(ValueError):  # noqa: N818 -- reads as the sentence it is
    """A result that cannot be recorded; ``problems`` holds a sentence for each field."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the sentences by field."""
        super().__init__(" ".join(problems.values()))
        self.problems = problems
