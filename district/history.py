"""The audit trail: database triggers write every change of a tracked row (ADR 3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pghistory
from django.db import models

from district.constraints import APPEND_ONLY

_said: ContextVar[dict[str, Any] | None] = ContextVar("said_of_this_change", default=None)

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def tracked(model: ModelClass) -> ModelClass:
    """Keep the history of a model: each insert, update and delete, by whatever path it came."""
    return _track(model, pghistory.UpdateEvent(), exclude=list(getattr(model, "history_excludes", ())))


def tracked_steps(*steps: str, fields: list[str]) -> Callable[[ModelClass], ModelClass]:
    """Keep the history of a job: its updates only where one of the steps changed, and these fields of it."""
    event = pghistory.UpdateEvent(condition=pghistory.AnyChange(*steps))
    return lambda model: _track(model, event, fields=fields, model_name=f"{model.__name__}Event")


def _track(model: ModelClass, update: pghistory.UpdateEvent, **options: Any) -> ModelClass:
    """Every table of events is declared here, with what its readers look for."""
    indexes = [
        models.Index(fields=["pgh_created_at", "pgh_id"]),  # the newest first, and by day
        models.Index(fields=["pgh_context_id"]),  # what one change did
    ]
    track = pghistory.track(
        pghistory.InsertEvent(),
        update,
        pghistory.DeleteEvent(),
        append_only=False,  # the library's own trigger lets TRUNCATE pass
        meta={"indexes": indexes, "triggers": APPEND_ONLY},
        **options,
    )
    tracked_model: ModelClass = track(model)
    return tracked_model


@contextmanager
def change(*, by: Any, reason: str = "") -> Iterator[None]:
    """Say who changes rows, and why, for every change made inside the ``with`` block."""
    said = {"user": by.pk if by else None, "reason": reason}
    outer = _said.get()
    token = _said.set(said)
    try:
        with pghistory.context(**said):
            yield
    finally:
        _said.reset(token)
        if outer is not None:
            # An inner context writes into the outer one and leaves its words there; say the outer's again.
            pghistory.context(**outer)
