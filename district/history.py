"""The audit trail: database triggers write every change of a tracked row (ADR 3)."""

from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pghistory
from django.db import models

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


def change(*, by: Any, reason: str = "") -> AbstractContextManager[Any]:
    """Say who changes rows, and why, for every change made inside the ``with`` block."""
    context: AbstractContextManager[Any] = pghistory.context(user=by.pk if by else None, reason=reason)
    return context


def _secret_fields(model: type[models.Model]) -> list[str]:
    return list(getattr(model, "history_excludes", ()))
