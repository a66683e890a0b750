"""Saving one row with its history: what most writes of this room are."""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from district.history import change

Row = TypeVar("Row", bound=Model)


def save_row(row: Row, by: Any, reason: str) -> Row:
    """Write the row and who did it and why, in one transaction."""
    with transaction.atomic(), change(by=by, reason=reason):
        row.save()
    return row
