"""Which words of two texts differ, for reading them side by side."""

import difflib
import re
from dataclasses import dataclass

_PARTS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PARTS = 4_000  # longer texts are compared line by line; words would take too long


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both have, or that only this one has."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts in pieces."""

    first: list[Piece]
    second: list[Piece]


def differences(first: str, second: str) -> Pair:
    """Both texts in pieces, those that differ marked."""
    before, after = _parts(first), _parts(second)
    if len(before) + len(after) > MOST_PARTS:
        before, after = first.splitlines(keepends=True), second.splitlines(keepends=True)
    pair = Pair([], [])
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        for pieces, words in ((pair.first, before[left:left_end]), (pair.second, after[right:right_end])):
            if words:
                pieces.append(Piece("".join(words), tag != "equal"))
    return pair


def _parts(text: str) -> list[str]:
    return _PARTS.findall(text.replace("\r\n", "\n"))
