"""Signs that a text tells about single students (R12): few of few, initials, names after a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

PEOPLE = r"(?:students?|pupils?|children|child|seniors?|graduates?|learners?|respondents?|girls?|boys?)"
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
NUMBER = r"(?:\d{1,4}|" + "|".join(NUMBERS) + r")"
FEW_OF = re.compile(
    rf"\b({NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+)?({NUMBER})\s+(?:\w+\s+){{0,2}}{PEOPLE}\b", re.I
)
FEW = re.compile(rf"\b(?:only|just)\s+({NUMBER})\s+(?:\w+\s+){{0,2}}{PEOPLE}\b", re.I)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][a-z]+")
INITIALS = re.compile(r"\b[A-Z]\.\s?[A-Z]\.(?!\w)(?!\s*Department)")
CALLED = re.compile(rf"\b{PEOPLE}\s+(?:named|called)\s+[A-Z][a-z]+", re.I)
HARMLESS_INITIALS = {"U.S.", "U. S.", "D.C.", "A.M.", "P.M.", "N.A."}
COUNTS = "Speaks of"  # how the sentence of a small count begins
WRITTEN_BY_PEOPLE = ("source", "comment")  # the columns of a table of figures that hold prose


@dataclass(frozen=True)
class Finding:
    """A place in a text that a person should read again, and why."""

    where: str
    found: str
    sentence: str


def findings(where: str, text: str, *, n_min: int = 10) -> Iterator[Finding]:
    """Yield what looks like a single student in one text; heuristics, so a person decides."""
    for match in FEW_OF.finditer(text):
        if 0 < _number(match[2]) < n_min:
            yield Finding(where, match[0], f"Speaks of a group of fewer than {n_min}. Say it without counts.")
    for match in FEW.finditer(text):
        if 0 < _number(match[1]) < n_min:
            yield Finding(where, match[0], f"Speaks of fewer than {n_min} people. Say it without counts.")
    for match in TITLED.finditer(text):
        yield Finding(where, match[0], "Looks like a person's name. Name the role instead.")
    for match in CALLED.finditer(text):
        yield Finding(where, match[0], "Looks like a student's name. Leave it out.")
    for match in INITIALS.finditer(text):
        if match[0].upper() not in HARMLESS_INITIALS:
            yield Finding(where, match[0], "Looks like a person's initials. Leave them out.")


def findings_in(kind: str, key: str, payload: Any, *, names: Sequence[str] = ()) -> list[dict[str, str]]:
    """Check every text of an item; of a table of figures what people wrote beside them, each text once.

    The names of schools and districts are no signs, whatever stands in them.
    """
    texts = _beside_figures(payload) if kind == "cells" else _texts(payload)
    where = f"{kind} {key}".strip()
    return [asdict(finding) for text in texts for finding in findings(where, _without(text, names))]


def names_like_initials(names: Iterable[str]) -> list[str]:
    """Return the names that would be taken for initials (A.C.G.C. High School), the longest first."""
    return sorted((name for name in names if INITIALS.search(name)), key=len, reverse=True)


def small_counts_first(found: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return findings in the order they are read: small counts, then names, then initials."""
    return sorted(
        found, key=lambda each: (not each["sentence"].startswith(COUNTS), "initials" in each["sentence"])
    )


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def _beside_figures(payload: Any) -> Iterable[str]:
    columns = [payload["columns"].index(name) for name in WRITTEN_BY_PEOPLE]
    return dict.fromkeys(row[column] for row in payload["rows"] for column in columns)


def _texts(payload: Any) -> Iterable[str]:
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, dict):
        for value in payload.values():
            yield from _texts(value)
    elif isinstance(payload, list | tuple):
        for value in payload:
            yield from _texts(value)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]
