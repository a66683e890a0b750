"""What an action says instead of doing something wrong."""


class ImportRefused(ValueError):  # noqa: N818 -- the wish is refused; the program has no error
    """A wish that the state or the rules do not allow; the text is for people."""


class AnswerRefused(ImportRefused):
    """An answer that cannot be meant; `key` names its question."""

    def __init__(self, key: str, sentence: str) -> None:
        """Keep which question it answers."""
        super().__init__(sentence)
        self.key = key
