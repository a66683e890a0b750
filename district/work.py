"""What a person owes, across all rooms, in date order; beside it, whom they wait for and what is new.

A room contributes a function of a person that gives ``Work``, named in ``settings.STAFF_WORK``, in a constant
number of queries. Give ``due`` wherever a day exists: what is overdue is computed from it and never typed.
``text`` is a sentence that names the thing, ``button`` the one next step; the page puts both side by side::

    WorkItem("Say how “Tutoring” stands: the last note is of June.", url, "Write a note", due=day)
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from district.domain import Due, due_group, due_in_words


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do, to wait for or to know, with the one place to go."""

    text: str
    url: str
    button: str = ""
    due: dt.date | None = None

    @property
    def due_group(self) -> Due:
        """Overdue, this week, later or without a date, as of today."""
        return due_group(self.due, today=timezone.localdate())

    @property
    def due_in_words(self) -> str:
        """How far away the day is, where that says more than the date."""
        return due_in_words(self.due, today=timezone.localdate())


@dataclass(frozen=True, slots=True)
class Work:
    """What a person owes, whom they wait for, and what happened lately."""

    to_do: tuple[WorkItem, ...] = ()
    waiting: tuple[WorkItem, ...] = ()
    lately: tuple[WorkItem, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """A stretch of the one list."""

    due: Due
    items: tuple[WorkItem, ...]

    @property
    def words(self) -> str:
        return self.due.value


Contributor = Callable[[Any], Work]


def work_of(person: Any) -> Work:
    """Gather what every room named in ``STAFF_WORK`` offers a person, the soonest due first."""
    parts = [_contributor(path)(person) for path in settings.STAFF_WORK]
    return Work(
        to_do=tuple(sorted((item for part in parts for item in part.to_do), key=_by_due)),
        waiting=tuple(item for part in parts for item in part.waiting),
        lately=tuple(item for part in parts for item in part.lately),
    )


def in_groups(items: Iterable[WorkItem]) -> list[WorkGroup]:
    """The one list cut where overdue ends, where this week ends and where dates end."""
    ordered = sorted(items, key=_by_due)
    return [WorkGroup(due, tuple(some)) for due, some in groupby(ordered, key=lambda item: item.due_group)]


def _contributor(path: str) -> Contributor:
    contributor: Contributor = import_string(path)
    return contributor


def _by_due(item: WorkItem) -> tuple[bool, dt.date]:
    return (item.due is None, item.due or dt.date.max)
