"""The audit trail: database triggers write every change of a tracked row (ADR 3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pghistory
from django.db import models

_said: ContextVar[dict[str, Any] | None] = ContextVar("said_of_this_change", default=None)

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def tracked(model: ModelClass) -> ModelClass:
    """Keep the history of a model: each insert, update and delete, by whatever path it came."""
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=_secret_fields(model),
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


def _secret_fields(model: type[models.Model]) -> list[str]:
    return list(getattr(model, "history_excludes", ()))
