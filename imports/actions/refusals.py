"""What an action says instead of doing something wrong."""


class ImportRefused(ValueError):  # noqa: N818 -- the wish is refused; the program has no error
    """A wish that the state or the rules do not allow; the text is for people."""
