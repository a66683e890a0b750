"""Holding a row still while it changes: first the whole it belongs to, then the row itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from district.actions.refusals import Refused
from district.editing import Kind
from district.history import change


class Locked(Refused):
    """The row may not be changed now, whoever asks; the sentence says what to do."""


class Gone(Refused):
    """Someone removed the row meanwhile."""


@contextmanager
def held(kind: Kind, pk: Any, *, by: Any, reason: str) -> Iterator[Any]:
    """Lock a row for one change and its history; the whole comes first, so nobody waits in a circle."""
    with transaction.atomic(), change(by=by, reason=reason):
        row = _find(kind, pk)
        if kind.whole:
            lock(kind.whole(row))
        row = _find(kind, pk, is_locked=True)
        if sentence := kind.why_locked(row):
            raise Locked(sentence)
        yield row


def lock(row: Model) -> Model:
    """Wait for everybody else who changes this row, and read it anew."""
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _find(kind: Kind, pk: Any, *, is_locked: bool = False) -> Any:
    rows = kind.model._base_manager.all()
    row = (rows.select_for_update(of=("self",)) if is_locked else rows).filter(pk=pk).first()
    if row is None:
        raise Gone(_("Someone removed this meanwhile. Reload the page to see what is there now."))
    return row
