"""Short marks of values, so that a change by someone else is noticed before it is overwritten."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any


def mark_of_value(value: Any) -> str:
    """A short mark of one value; nothing and an empty text are the same to a reader."""
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def mark_of_order(keys: Iterable[Any]) -> str:
    """A short mark of the order in which rows stand."""
    return mark_of_value(",".join(str(key) for key in keys))


def marks_as_text(marks: Mapping[str, str]) -> str:
    """Marks of several fields in one hidden input."""
    return " ".join(f"{name}={mark}" for name, mark in marks.items())


def marks_from_text(text: str) -> dict[str, str]:
    """Read what ``marks_as_text`` wrote; whatever else a browser sends is no mark."""
    pairs = (part.partition("=") for part in text.split())
    return {name: mark for name, equals, mark in pairs if equals}
