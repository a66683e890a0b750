"""Parts of a recipe's wording: each is read as what it should be, or named in a sentence and left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from imports.domain.findings import cut

LONGEST = 300  # characters of a text
MOST = 1000  # entries of a list
Said = Mapping[str, Any]


class Wording:
    """Reads parts and collects sentences, so that a person repairs a recipe in one go."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def refuse(self, sentence: str) -> None:
        """Keep a sentence once."""
        if sentence not in self.problems:
            self.problems.append(sentence)

    def part(self, stated: Any, place: str, known: Collection[str]) -> Said:
        """Return an object with known names only; nothing stated is an empty one."""
        said = self.named({} if stated is None else stated, place)
        for name in said.keys() - set(known):
            self.refuse(f"{place} does not know “{cut(name)}”. It knows {', '.join(sorted(known))}.")
        return {name: each for name, each in said.items() if name in known}

    def named(self, stated: Any, place: str) -> Said:
        """Return an object whose names can be stored."""
        if not isinstance(stated, dict) or len(stated) > MOST:
            self._expected(place, f"an object, {{…}}, with at most {MOST} names", stated)
            return {}
        return {name: each for name, each in stated.items() if self._is_text(name, f"{place}, a name")}

    def listed(self, stated: Any, place: str) -> Sequence[Any]:
        """Return a list; nothing stated is an empty one."""
        if stated is None:
            return []
        if not isinstance(stated, list) or len(stated) > MOST:
            self._expected(place, f"a list, […], of at most {MOST} entries", stated)
            return []
        return stated

    def text(self, said: Said, name: str, place: str, default: str = "") -> str:
        """Return a text of one part."""
        stated = said.get(name, default)
        return stated if self._is_text(stated, f"{place}, {name}") else default

    def texts(self, stated: Any, place: str) -> tuple[str, ...]:
        """Return one text or a list of texts."""
        entries = [stated] if isinstance(stated, str) else self.listed(stated, place)
        return tuple(text for text in entries if self._is_text(text, place))

    def is_so(self, said: Said, name: str, place: str) -> bool:
        """Return whether a part says true."""
        stated = said.get(name, False)
        if not isinstance(stated, bool):
            self._expected(f"{place}, {name}", "true or false", stated)
        return stated is True

    def whole(self, said: Said, name: str, place: str, least: int, most: int, default: int) -> int:
        """Return a whole number within limits."""
        stated = said.get(name, default)
        if isinstance(stated, int) and not isinstance(stated, bool) and least <= stated <= most:
            return stated
        self._expected(f"{place}, {name}", f"a whole number from {least} to {most}", stated)
        return default

    def one_of(self, said: Said, name: str, place: str, words: Sequence[str]) -> str:
        """Return one of some words; the first when nothing is stated."""
        stated = said.get(name, words[0])
        if stated in words:
            return str(stated)
        self._expected(f"{place}, {name}", f"one of {', '.join(words)}", stated)
        return words[0]

    def _is_text(self, stated: Any, place: str) -> bool:
        if not isinstance(stated, str) or len(stated) > LONGEST:
            self._expected(place, f"a text of at most {LONGEST} characters", stated)
        elif odd := next((each for each in stated if _is_odd(each)), ""):
            self.refuse(f"{place}: remove the invisible character U+{ord(odd):04X}.")
        else:
            return True
        return False

    def _expected(self, place: str, what: str, stated: Any) -> None:
        self.refuse(f"{place}: expected {what}, found {_shown(stated)}.")


def _is_odd(character: str) -> bool:
    """Whether a character is neither seen nor white space; a database cannot keep some of them."""
    return unicodedata.category(character) in {"Cc", "Cs"} and not character.isspace()


def _shown(stated: Any) -> str:
    match stated:
        case None:
            return "nothing"
        case bool():
            return "true" if stated else "false"
        case int() | float():
            return "a number" if abs(stated) >= 10**9 else str(stated)
        case str():
            return f"“{cut(''.join(each for each in stated[:100] if not _is_odd(each)))}”"
        case list():
            return "a list"
    return "an object"
