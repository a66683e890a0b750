"""What a check found: row, column, offending text and a sentence a person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 80


class Kind(StrEnum):
    """What a finding means for its row."""

    REFUSED = "refused"
    IGNORED = "ignored"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one row; `code` groups findings by cause."""

    row: int
    kind: Kind
    code: str
    column: str = ""
    text: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        """Return the sentence as people read it, with its place in front."""
        place = f"Row {self.row}, column {self.column}" if self.column else f"Row {self.row}"
        return f"{place}: {self.sentence}"


CAUSES = {
    "not_a_number": "A cell is not a number",
    "decimal_comma": "A number has a decimal comma",
    "too_large": "A number is too long",
    "not_whole": "A count is not a whole number",
    "below_zero": "A count is below zero",
    "unknown_word": "A word is not in the list of ratings",
    "blank_value": "A value is missing",
    "spreadsheet_error": "A cell holds a spreadsheet error",
    "formula": "A formula has no stored result",
    "not_allowed": "A mark that this recipe does not expect",
    "out_of_range": "A value is outside the expected range",
    "above_hundred": "A rate is above 100",
    "counts_disagree": "The value and its counts do not agree",
    "rounded_twice": "A value is off by one in its last place",
    "unknown_unit": "A school or district is not known",
    "unknown_group": "A student group is not known",
    "bad_period": "A school year cannot be read",
    "duplicate": "The same result appears twice with different values",
    "repeated": "A row repeats an earlier one",
    "cells_missing": "A row has too few cells",
    "cells_extra": "A row has too many cells",
    "blank_row": "Empty rows",
    "no_measure": "No measure of the recipe uses this row",
    "not_kept": "The row belongs to a measure that is not kept here",
    "nothing_stated": "The row states no value",
    "large_change": "A value moved a lot since the last one",
    "rule": "Left out by the recipe",
}


def cause(code: str) -> str:
    """Return the heading of a cause; the recipe's own reasons and the words of rows follow a colon."""
    kind, _colon, words = code.partition(":")
    if kind == "rule":
        return words
    return f"{CAUSES[kind]}: “{words}”" if words else CAUSES[kind]


def is_cause(code: str) -> bool:
    """Whether a text from outside names a cause."""
    kind, _colon, words = code.partition(":")
    return kind in CAUSES and (kind != "rule" or bool(words))


def sentence_case(sentence: str) -> str:
    """Return a sentence as it begins where no place stands before it."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def cut(text: str) -> str:
    """Shorten an offending text so that it can be shown; control characters become spaces."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - 1] + "…"
