"""How an action says no."""


class Refused(Exception):  # noqa: N818 -- it is an answer to a person, not a fault
    """What may not be done now, in a sentence."""
