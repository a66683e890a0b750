"""A file that is not read, and the sentence that says what to do."""


class FileRefused(Exception):  # noqa: N818 -- the file is refused, the program has no error
    """The whole file cannot be read; `code` names the cause for programs, the text is for people."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1):,} kB"
