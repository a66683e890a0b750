"""What belongs to a person in every room, and how it passes to someone else when they leave.

A room takes part with two functions, named as a pair of dotted paths in ``settings.BELONGINGS``:

    BELONGINGS = [("strategic_plan.queries.belongings_of", "strategic_plan.actions.hand_over")]

The first gives what a person answers for today, in a constant number of queries; what they did in the past
(who proposed, who recorded) is history and belongs to nobody::

    def belongings_of(person: Any) -> Iterable[Belonging]:
        for initiative in Initiative.objects.filter(owner=person):
            yield Belonging("Initiative", initiative.name, url, f"initiative:{initiative.pk}")

The second gives the rows of these keys to someone else, inside the caller's transaction, or raises
``district.actions.Refused`` with a sentence. Keys that are not the person's any more are left alone::

    def hand_over(*, person: Person, to: Person, keys: Collection[str], by: Any, reason: str) -> None:
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Belonging:
    """One thing a person answers for: what kind of thing, its name, where it is, and its key in its room."""

    kind: str
    text: str
    url: str
    key: str


class HandOver(Protocol):
    """Gives what belongs to one person to another, with history, in the caller's transaction."""

    def __call__(self, *, person: Any, to: Any, keys: Collection[str], by: Any, reason: str) -> None: ...


def belongings_of(person: Any) -> tuple[Belonging, ...]:
    """Everything a person answers for, room by room as the settings name them."""
    return tuple(belonging for found, _give in _rooms() for belonging in found(person))


def hand_over_belongings(*, person: Any, to: Mapping[str, Any], by: Any, reason: str) -> int:
    """Give each thing to the person named for its key, and say how many; the caller holds the transaction."""
    given = 0
    for found, give in _rooms():
        keys = [belonging.key for belonging in found(person) if belonging.key in to]
        for receiver in {to[key] for key in keys}:
            theirs = [key for key in keys if to[key] == receiver]
            give(person=person, to=receiver, keys=theirs, by=by, reason=reason)
        given += len(keys)
    return given


def _rooms() -> list[tuple[Callable[[Any], Iterable[Belonging]], HandOver]]:
    return [(import_string(found), import_string(give)) for found, give in settings.BELONGINGS]
