"""Why a worker leaves a release."""


class InputsChangedError(Exception):
    """Something was changed after the preview; it has to be prepared and reviewed again."""


class SupersededError(Exception):
    """Another worker has taken this job over."""
