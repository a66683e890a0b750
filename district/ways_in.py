"""What lets a person in: open sessions, invitations; and how a room closes it when they leave.

A room takes part with two functions, a pair of dotted paths in ``settings.WAYS_IN``: one gives what is open,
one closes all of it inside the caller's transaction::

    def ways_in_of(person: Any) -> Iterable[WayIn]: ...
    def close_ways_in(*, person: Person, by: Any, reason: str) -> None: ...
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


def ways_in_of(person: Any) -> tuple[WayIn, ...]:
    """Every way in that is open for a person."""
    return tuple(way for found, _close in settings.WAYS_IN for way in import_string(found)(person))


def close_ways_in(*, person: Any, by: Any, reason: str) -> None:
    """Close every way in; the caller holds the transaction."""
    for _found, close in settings.WAYS_IN:
        import_string(close)(person=person, by=by, reason=reason)
