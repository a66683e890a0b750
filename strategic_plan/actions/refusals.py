"""Why a write did not happen; every sentence is for people."""

from district.actions import Refused


class WordsChanged(Refused):
    """The words are not those that the person read."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("The words of the plan changed since you read them. Read them again, then record.")


class MotionRefused(Refused):
    """A motion that cannot be right; ``problems`` holds a sentence for each field."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the sentences by field."""
        super().__init__(" ".join(problems.values()))
        self.problems = problems
