"""Holding a row, or the order of a list, still while it changes."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from district.actions.refusals import Refused
from district.editing import Kind
from district.history import change


class Locked(Refused):
    """The row may not be changed now, whoever asks; the sentence says what to do."""


class Gone(Refused):
    """Someone removed the row meanwhile."""


@contextmanager
def one_change(*, by: Any, reason: str) -> Iterator[None]:
    """One transaction with its history; what the database refuses comes out as a sentence."""
    try:
        with transaction.atomic(), change(by=by, reason=reason):
            yield
            connection.check_constraints()  # now, not at the end of a test or of the request
    except IntegrityError as error:  # a rule of the database that the action could not ask first
        raise Refused(_sentence(error)) from error
    except OperationalError as error:  # waited too long, or two waited for each other
        raise Refused(_("Someone else is changing this too. Nothing was changed. Try again.")) from error


@contextmanager
def held(kind: Kind, pk: Any, *, by: Any, reason: str) -> Iterator[Any]:
    """Lock a row for one change and its history, if it may be changed at all."""
    with one_change(by=by, reason=reason):
        row = kind.model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise Gone(_("Someone removed this meanwhile. Reload the page to see what is there now."))
        if sentence := kind.why_locked(row):
            raise Locked(sentence)
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


def _sentence(error: IntegrityError) -> str:
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    words = (diagnosis.message_primary or "") if diagnosis else ""
    # Our own triggers speak to people; the database's own messages do not.
    if words.endswith("."):
        return str(words)
    return _("Someone else changed something that this depends on. Nothing was changed. Reload the page.")
