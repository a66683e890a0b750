"""What a room may put on a person's staff home: three lists and nothing else (design specification 5.15)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do, to wait for or to know, with the one place to go."""

    text: str
    url: str
    button: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A person's three lists."""

    to_do: tuple[WorkItem, ...] = ()
    waiting: tuple[WorkItem, ...] = ()
    lately: tuple[WorkItem, ...] = ()


Contributor = Callable[[Any], Work]


def work_of(person: Any) -> Work:
    """Gather what every room named in ``STAFF_WORK`` offers a person, the soonest due first."""
    parts = [_contributor(path)(person) for path in settings.STAFF_WORK]
    return Work(
        to_do=tuple(sorted((item for part in parts for item in part.to_do), key=_by_due)),
        waiting=tuple(item for part in parts for item in part.waiting),
        lately=tuple(item for part in parts for item in part.lately),
    )


def _contributor(path: str) -> Contributor:
    contributor: Contributor = import_string(path)
    return contributor


def _by_due(item: WorkItem) -> tuple[bool, dt.date]:
    return (item.due is None, item.due or dt.date.max)
