"""What can be done with a release: draft, explain, compile, confirm, publish, give up."""

from publication.actions.drafting import (
    abandon_release,
    compile_again,
    confirm_release,
    draft_release,
    explain_changes,
)
from publication.actions.handing_over import hand_over
from publication.actions.jobs import sweep
from publication.actions.previewing import compile_release
from publication.actions.publishing import publish_release

__all__ = [
    "abandon_release",
    "compile_again",
    "compile_release",
    "confirm_release",
    "draft_release",
    "explain_changes",
    "hand_over",
    "publish_release",
    "sweep",
]
