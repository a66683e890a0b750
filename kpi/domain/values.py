"""Values from counts: recompute, compare, add up; never average percents (domain brief 6.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kpi.domain.words import UnitOfMeasure

HUNDRED = Decimal(100)
SCALE = {
    UnitOfMeasure.PERCENT: HUNDRED,
    UnitOfMeasure.RATIO: Decimal(1),
    UnitOfMeasure.MEAN_SCORE: Decimal(1),
}


@dataclass(frozen=True)
class Counts:
    """A numerator and the denominator it belongs to."""

    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True)
class ValueCheck:
    """Whether a stated value agrees with its counts; the sentence says what is wrong."""

    is_ok: bool
    recomputed: Decimal | None = None
    sentence: str = ""


def value_of(counts: Counts, unit: UnitOfMeasure) -> Decimal | None:
    """Return the value that counts give in a unit; None when the denominator is zero or the unit has none."""
    if unit not in SCALE or counts.denominator == 0:
        return None
    return SCALE[unit] * counts.numerator / counts.denominator


def check_value(
    value: Decimal,
    numerator: Decimal | None,
    denominator: Decimal | None,
    unit: UnitOfMeasure,
    decimals: int,
) -> ValueCheck:
    """Compare a stated value, rounded to `decimals`, with its counts, give or take half a last place."""
    if numerator is None or denominator is None or unit not in SCALE:
        return ValueCheck(is_ok=True)
    if numerator < 0 or denominator < 0:
        return ValueCheck(is_ok=False, sentence="A count cannot be below zero.")
    if unit is UnitOfMeasure.PERCENT and numerator > denominator:
        return ValueCheck(
            is_ok=False, sentence=f"The numerator {numerator} is larger than the denominator {denominator}."
        )
    recomputed = value_of(Counts(numerator, denominator), unit)
    if recomputed is None:
        return ValueCheck(
            is_ok=False, sentence=f"The value is {value.normalize():f}, but the denominator is 0."
        )
    if abs(value - recomputed) <= Decimal(5).scaleb(-decimals - 1):
        return ValueCheck(is_ok=True, recomputed=recomputed)
    shown = round(recomputed, decimals)
    said, top, bottom = (f"{Decimal(each).normalize():f}" for each in (value, numerator, denominator))
    sentence = f"The value is {said}, but {top} of {bottom} gives {shown}."
    return ValueCheck(is_ok=False, recomputed=recomputed, sentence=sentence)


def aggregate(parts: Iterable[Counts]) -> Counts:
    """Add numerators and denominators; the value of the sum is the only correct value of the whole."""
    numerator = denominator = Decimal(0)
    for part in parts:
        numerator += part.numerator
        denominator += part.denominator
    return Counts(numerator, denominator)
