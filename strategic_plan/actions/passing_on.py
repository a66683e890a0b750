"""Handing over what a person who leaves answers for in improvement."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from district.history import change
from strategic_plan.models import Cycle, Process

OWNED: dict[str, type[Model]] = {"process": Process, "cycle": Cycle}


def hand_over_improvement(*, person: Any, to: Any, keys: Collection[str], by: Any, reason: str) -> None:
    """Give processes and cycles to someone else; keys that are not the person's any more are left alone."""
    with change(by=by, reason=reason):
        for kind, model in OWNED.items():
            rows = [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")]
            model._default_manager.filter(pk__in=rows, owner=person).update(owner=to)
