"""Holding a row, or the order of a list, still while it changes."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from district.actions.refusals import Refused
from district.editing import Kind
from district.history import change


@contextmanager
def one_change(*, by: Any, reason: str) -> Iterator[None]:
    """One transaction with its history; what the database refuses comes out as a sentence."""
    try:
        with transaction.atomic(), change(by=by, reason=reason):
            yield
            connection.check_constraints()  # now, not at the end of a test or of the request
    except IntegrityError as error:  # a rule of the database that the action could not ask first
        raise Refused(sentence_of(error)) from error


@contextmanager
def held(kind: Kind, pk: Any, *, by: Any, reason: str) -> Iterator[Any]:
    """Lock a row for one change and its history, if it may be changed at all."""
    with one_change(by=by, reason=reason):
        row = kind.model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise Refused(_("Someone removed this meanwhile. Reload the page to see what is there now."))
        if sentence := kind.why_locked(row):
            raise Refused(sentence)
        yield row


def hold_list(kind: Kind, row: Any) -> None:
    """Wait for everybody else who orders, fills or empties this list; nothing else waits for it."""
    parent = ",".join(str(row.serializable_value(name)) for name in kind.among)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)",
            [_number(f"list of {kind.key}"), _number(parent)],
        )


def _number(text: str) -> int:
    """A number of 32 bits with a sign, as the database takes them."""
    return zlib.crc32(text.encode()) - 2**31


def sentence_of(error: IntegrityError) -> str:
    """What the database refused, in words that a person can act on."""
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    words = (diagnosis.message_primary or "") if diagnosis else ""
    # Our own triggers speak to people; the database's own messages do not.
    if words.endswith("."):
        return str(words)
    if isinstance(error.__cause__, UniqueViolation):
        return _("The same is there already: someone else was faster, or it was there before.")
    return _("Someone else changed something that this depends on. Nothing was changed. Reload the page.")
