"""An import that nobody has decided passes to someone else when the person who began it leaves."""

from collections.abc import Collection
from typing import Any

from imports.domain import BatchState
from imports.models import ImportBatch


def hand_over(*, person: Any, to: Any, keys: Collection[str], by: Any, reason: str) -> None:
    """Let someone else decide; who uploaded the file stays written on the file."""
    chosen = [int(key.partition(":")[2]) for key in keys]
    undecided = ImportBatch.objects.filter(created_by=person, pk__in=chosen)
    for batch in undecided.exclude(state__in=[BatchState.LOADED, BatchState.CANCELLED]).select_for_update():
        batch.created_by = to
        batch.save(update_fields=["created_by"])
