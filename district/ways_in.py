"""What lets a person in: open sessions, invitations; how it closes, and what becomes of it on a new address.

A room takes part with three functions, dotted paths in ``settings.WAYS_IN``: one gives what is open, one
closes all of it, one follows a person to another address; the last two inside the caller's transaction::

    def ways_in_of(person: Any) -> Iterable[WayIn]: ...
    def close_ways_in(*, person: Person, by: Any, reason: str) -> None: ...
    def follow_address(*, person: Person, before: str, by: Any, reason: str) -> None: ...
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in that is open, in words, and where it is looked after."""

    text: str
    url: str = ""


def with_account_state(people: Any) -> Any:
    """People with ``account_state``, how far each is on the way in, as the room of accounts says."""
    return import_string(settings.ACCOUNT_STATES[0])(people)


def account_states() -> list[tuple[str, str]]:
    """The states of people who are here, with their words."""
    states: list[tuple[str, str]] = import_string(settings.ACCOUNT_STATES[1])()
    return states


def ways_in_of(person: Any) -> tuple[WayIn, ...]:
    """Every way in that is open for a person."""
    return tuple(way for found, _close, _follow in settings.WAYS_IN for way in import_string(found)(person))


def close_ways_in(*, person: Any, by: Any, reason: str) -> None:
    """Close every way in; the caller holds the transaction."""
    for _found, close, _follow in settings.WAYS_IN:
        import_string(close)(person=person, by=by, reason=reason)


def follow_address(*, person: Any, before: str, by: Any, reason: str) -> None:
    """Tell every room that someone has another address than before; the caller holds the transaction."""
    for _found, _close, follow in settings.WAYS_IN:
        import_string(follow)(person=person, before=before, by=by, reason=reason)
