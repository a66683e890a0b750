"""What a person sees of a file while they say what its columns mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from imports.reading import column_letters, plain_name

NUMBERED = re.compile(r"(.+) \(number (\d{1,3})\)")
SHOWN_WORDS = 60


def label_of(name: str, number: int) -> str:
    """Return a column's name, with its number where several are called alike."""
    return f"{name} (number {number})" if number else name


def name_and_number(label: str) -> tuple[str, int]:
    """Return the name behind a label, and which of several it means; 0 where there is one."""
    match = NUMBERED.fullmatch(label)
    return (match[1], int(match[2])) if match else (label, 0)


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, to choose columns by; `words` are those found in the columns asked about."""

    sheets: Sequence[str]
    sheet: str
    header_row: int
    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    hidden_sheets: Sequence[str] = ()
    words: dict[str, Sequence[tuple[str, int]]] = field(default_factory=dict)

    @cached_property
    def labels(self) -> dict[str, int]:
        """The columns by label, each with its place; of several called alike each has its number."""
        return places_of(self.names)

    def place(self, names: Sequence[str]) -> int | None:
        """Return where a column stands, by the first of its names that the file has."""
        return next((self.labels[label] for name in names if (label := self.label(name))), None)

    def label(self, name: str) -> str:
        """Return the label of the column of a name, however it is written."""
        wanted = plain_name(name)
        return next((label for label in self.labels if plain_name(label) == wanted), "")

    def choices(self) -> list[tuple[str, str]]:
        """Return the columns as options; those called alike say where they stand."""
        return [
            (label, f"{label}, {column_letters(place)}" if name_and_number(label)[1] else label)
            for label, place in self.labels.items()
        ]

    def samples(self, label: str, count: int = 3) -> list[str]:
        """Return the first texts of a column that differ."""
        place = self.labels.get(label)
        if place is None:
            return []
        cells = [row[place].strip()[:40] for row in self.rows if place < len(row) and row[place].strip()]
        return list(dict.fromkeys(cells))[:count]


def places_of(names: Sequence[str]) -> dict[str, int]:
    """Return where each column stands, by its label."""
    alike, seen = Counter(plain_name(name) for name in names), Counter[str]()
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        plain = plain_name(name)
        seen[plain] += 1
        if plain:
            places[label_of(name.strip(), seen[plain] if alike[plain] > 1 else 0)] = place
    return places


def counted_words(rows: Iterable[Sequence[str]], places: Mapping[str, int]) -> dict[str, Counter[str]]:
    """Return how often each text stands in each of the columns; a column of very many is cut short."""
    found = {label: Counter[str]() for label in places}
    for row in rows:
        for label, place in places.items():
            text = " ".join(row[place].split()) if place < len(row) else ""
            counted = found[label]
            if text and len(text) <= 120 and (text in counted or len(counted) < 2000):
                counted[text] += 1
    return found
