"""Reading one cell: a number, a known bound, a word that says why there is none, or a problem.

The rules are few and declared by the recipe. A word such as ``*`` becomes a state, never 0 and never blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cached_property

# Digits are ASCII only: no 1_000, no full-width digits, no exponents, no infinities.
NUMBER = re.compile(r"(-?)(\d{1,12})(?:\.(\d{1,20}))?", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"-?\d{1,12},\d{1,6}", re.ASCII)
BOUND = re.compile(r"(>=|<=|>|<|≥|≤)\s*(.+)")
LOOKS_NUMERIC = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?%?", re.ASCII)
STORED_PLACES = Decimal("0.000001")
LARGEST = Decimal(10) ** 12
MINUS = str.maketrans({"−": "-"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. Exactly one of value, bound, category, state or problem carries the news."""

    value: str | None = None
    state: str = ""
    bound: str | None = None
    is_strict: bool = False
    category: str = ""
    problem: str = ""


@dataclass(frozen=True)
class CellRules:
    """Which marks a recipe expects in the cells of a measure."""

    percent: bool = False
    thousands: bool = False
    fraction: bool = False
    bounds: bool = False
    whole: bool = False
    blank: str = "missing"
    state: str = "final"
    words: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Make words ready to be compared without case."""
        object.__setattr__(self, "words", {plain(word): state for word, state in self.words.items()})

    @cached_property
    def for_counts(self) -> CellRules:
        """Return how the counts beside a value are read: a word there means that they are not stated."""
        return CellRules(thousands=True, bounds=True, blank="", words=dict.fromkeys(self.words, ""))


def plain(text: str) -> str:
    """Return a text as it is compared: one space between words, no case."""
    return " ".join(text.split()).casefold()


def read_cell(text: str, rules: CellRules) -> Cell:
    """Read one cell by the rules; never raises, a problem is named by its code."""
    stripped = text.strip()
    if not stripped:
        return Cell(state=rules.blank)
    if plain(stripped) in rules.words:
        return Cell(state=rules.words[plain(stripped)])
    if stripped.startswith("#"):
        return Cell(problem="formula" if stripped == "#FORMULA" else "spreadsheet_error")
    if rules.categories:
        return _category(stripped, rules)
    if match := BOUND.fullmatch(stripped):
        return _bound(match[1], match[2], rules)
    return _number(stripped, rules)


def _category(text: str, rules: CellRules) -> Cell:
    for word in rules.categories:
        if plain(word) == plain(text):
            return Cell(state=rules.state, category=word)
    return Cell(problem="unknown_word")


def _bound(sign: str, text: str, rules: CellRules) -> Cell:
    if not rules.bounds:
        return Cell(problem="not_allowed")
    number = _number(text, rules)
    if number.problem:
        return number
    is_top = sign in {">=", ">", "≥"}
    return Cell(
        state="top_coded" if is_top else "bottom_coded", bound=number.value, is_strict=sign in {">", "<"}
    )


def _number(text: str, rules: CellRules) -> Cell:
    digits = text.translate(MINUS)
    if digits.endswith("%"):
        if not rules.percent:
            return Cell(problem="not_allowed")
        digits = digits[:-1].rstrip()
    if "," in digits and rules.thousands and THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    match = NUMBER.fullmatch(digits)
    if match is None:
        return Cell(problem=_why_no_number(digits))
    if rules.whole and match[3] and match[3].strip("0"):
        return Cell(problem="not_whole")
    value = _stored(Decimal(digits), is_fraction=rules.fraction and not text.endswith("%"))
    return Cell(problem="too_large") if value is None else Cell(value=value, state=rules.state)


def _why_no_number(digits: str) -> str:
    if DECIMAL_COMMA.fullmatch(digits) and not THOUSANDS.fullmatch(digits):
        return "decimal_comma"
    return "too_large" if _is_too_long(digits) else "not_a_number"


def _is_too_long(digits: str) -> bool:
    return LOOKS_NUMERIC.fullmatch(digits) is not None and (len(digits) > 12 or "e" in digits.lower())


def _stored(number: Decimal, *, is_fraction: bool) -> str | None:
    """Return the number as it is stored: at most six decimals, no trailing zeros, no exponent."""
    with localcontext() as context:
        context.prec = 40
        number = (number * 100 if is_fraction else number).quantize(STORED_PLACES, ROUND_HALF_EVEN)
    if abs(number) >= LARGEST:
        return None
    text = format(number, "f").rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
