"""What higher rooms say about improvement: which of their things carry a category, and what a process feeds.

A room takes part by naming functions in the settings; nothing here knows which rooms there are::

    CRITERIA_COVERAGE = ["kpi.queries.measures_by_category"]  # criteria set -> Covered
    PROCESS_FEEDS = ["kpi.queries.measures_fed_by"]           # process -> things it feeds

``measures_by_category`` gives what carries each category of the set, in a constant number of queries.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of a room by its name, and where it is."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One kind of thing and what of it carries each category, by the category's key."""

    plural: str
    singular: str
    things: Mapping[int, tuple[Thing, ...]]


def covered_above(criteria_set: Any) -> list[Covered]:
    """What every room named in ``CRITERIA_COVERAGE`` has tagged with the categories of a set."""
    contributors: list[Callable[[Any], Covered]] = [
        import_string(path) for path in settings.CRITERIA_COVERAGE
    ]
    return [contributor(criteria_set) for contributor in contributors]


def fed_above(process: Any) -> list[Thing]:
    """What a process feeds in every room named in ``PROCESS_FEEDS``."""
    contributors: list[Callable[[Any], Iterable[Thing]]] = [
        import_string(path) for path in settings.PROCESS_FEEDS
    ]
    return [thing for contributor in contributors for thing in contributor(process)]
