"""A release in preparation passes to someone else when the person who prepared it leaves."""

from collections.abc import Collection
from typing import Any

from district.actions import Refused
from publication.queries import open_releases


def hand_over(*, person: Any, to: Any, keys: Collection[str], by: Any, reason: str) -> None:
    """Let someone else go on with releases; never the one who has already confirmed them (four eyes)."""
    chosen = [int(key.partition(":")[2]) for key in keys]
    for release in open_releases().filter(drafted_by=person, pk__in=chosen).select_for_update(of=("self",)):
        if release.privacy_reviewer_id == to.pk:
            raise Refused(
                f"{to} has confirmed “{release.reason}” and so cannot take it over. Choose another."
            )
        release.drafted_by = to
        release.save(update_fields=["drafted_by"])
