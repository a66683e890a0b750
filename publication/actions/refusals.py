"""Why a release cannot go on."""


class RefusalError(Exception):
    """The sentence says why, for the person who asked."""


class InputsChangedError(Exception):
    """Something was changed after the preview; it has to be prepared and reviewed again."""


class SupersededError(Exception):
    """Another worker has taken this job over."""
