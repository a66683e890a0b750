"""Short marks of values, so that a change by someone else is noticed before it is overwritten."""

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any


def mark_of_value(value: Any) -> str:
    """A short mark of one value, as a reader takes it: nothing and an empty text are the same, so are 5 and
    5.00, and several things in any order.
    """
    if isinstance(value, list):
        text = "; ".join(sorted(str(each) for each in value))
    elif isinstance(value, Decimal):
        text = f"{value.normalize():f}"
    else:
        text = "" if value is None else str(value).replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def mark_of_order(keys: Iterable[Any]) -> str:
    """A short mark of the order in which rows stand."""
    return mark_of_value(",".join(str(key) for key in keys))


def marks_of(values: Mapping[str, Any]) -> dict[str, str]:
    """A mark for each named value."""
    return {name: mark_of_value(value) for name, value in values.items()}


def changed_since(seen: Mapping[str, str], now: Mapping[str, Any]) -> set[str]:
    """The names whose value is no longer the one that was seen; one that was not there was empty."""
    nothing, marks = mark_of_value(None), marks_of(now)
    return {name for name in {*seen, *marks} if seen.get(name, nothing) != marks.get(name, nothing)}


def marks_as_text(marks: Mapping[str, str]) -> str:
    """Marks of several fields in one hidden input."""
    return " ".join(f"{name}={mark}" for name, mark in marks.items())


def marks_from_text(text: str) -> dict[str, str]:
    """Read what ``marks_as_text`` wrote; whatever else a browser sends is no mark."""
    pairs = (part.partition("=") for part in text.split())
    return {name: mark for name, equals, mark in pairs if equals}
