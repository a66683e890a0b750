"""Judging values of one measure on whole columns; only the doubtful ones are looked at one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from imports.targets import Note
from kpi.domain import UnitOfMeasure, ValueCheck, check_value

HUNDRED = Decimal(100)
COUNTS = ("numerator", "denominator", "n")
PARTS = ("value", *COUNTS)
NEAR = 1e-6  # what binary fractions may be off; anything that near is computed again in decimals


def judge(
    values: Mapping[str, Any],
    unit: UnitOfMeasure,
    decimals: int,
    lowest: Decimal | None,
    highest: Decimal | None,
) -> list[Note]:
    """Refuse values outside the range of the measure or at odds with their counts; warn above 100 percent."""
    import numpy as np

    value, top, bottom, n = (_floats(values[name]) for name in PARTS)
    is_percent = unit is UnitOfMeasure.PERCENT
    scale = 100 if is_percent else 1
    has_counts = ~np.isnan(value) & ~np.isnan(top) & ~np.isnan(bottom)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.abs(value - scale * top / bottom)
    doubtful = has_counts & ~(gap < 0.5 * 10.0**-decimals - NEAR)
    if unit not in (UnitOfMeasure.PERCENT, UnitOfMeasure.RATIO, UnitOfMeasure.MEAN_SCORE):
        doubtful[:] = False
    low = 0.0 if lowest is None and is_percent else _limit(lowest, -np.inf)
    high = 100.0 if highest is None and is_percent else _limit(highest, np.inf)
    out = (value < low) | (value > high)
    counts = (top < 0) | (bottom < 0) | (n < 0) | ((n % 1) > 0)
    rules = _Rules(unit, decimals, low, high, is_explicit=highest is not None)
    found = (
        rules.verdict(at, {name: _decimal(values[name][at]) for name in PARTS}, doubtful=bool(doubtful[at]))
        for at in np.nonzero(doubtful | out | counts)[0].tolist()
    )
    return [note for note in found if note is not None]


@dataclass(frozen=True)
class _Rules:
    """What one measure asks of a value."""

    unit: UnitOfMeasure
    decimals: int
    low: float
    high: float
    is_explicit: bool

    def verdict(self, at: int, stated: Mapping[str, Decimal | None], *, doubtful: bool) -> Note | None:
        """Return what is wrong with a value, or nothing: the value is sound after all."""
        for role in COUNTS:
            if (count := stated[role]) is not None and count < 0:
                said = f"a count cannot be below zero, found {_plain(count)}."
                return Note(at, "below_zero", said, role, is_refused=True)
        value, top, bottom, n = (stated[name] for name in PARTS)
        if n is not None and n % 1:
            said = f"people are counted in whole numbers, found {_plain(n)}."
            return Note(at, "not_whole", said, "n", is_refused=True)
        agrees = False
        if value is not None and top is not None and bottom is not None:
            check = _against_counts(value, top, bottom, self.unit, self.decimals)
            agrees = check.is_ok
            if doubtful and not agrees:
                return self._disagreement(at, value, check)
        if value is None or self.low <= float(value) <= self.high:
            return None
        return self._outside(at, value, agrees=agrees)

    def _disagreement(self, at: int, value: Decimal, check: ValueCheck) -> Note:
        said = f"{check.sentence[0].lower()}{check.sentence[1:]}"
        nearly = Decimal(1).scaleb(-self.decimals)
        if check.recomputed is not None and abs(check.recomputed - value) <= nearly:
            return Note(at, "rounded_twice", f"{said} It may have been rounded twice.")
        return Note(at, "counts_disagree", said, is_refused=True)

    def _outside(self, at: int, value: Decimal, *, agrees: bool) -> Note:
        is_rate = self.unit is UnitOfMeasure.PERCENT and self.high < value
        if is_rate and (agrees or (not self.is_explicit and value <= 2 * HUNDRED)):
            said = f"the rate is {_plain(value)}, above {_plain(self.high)}. Check that it is meant."
            return Note(at, "above_hundred", said)
        expected = f"expected {_plain(self.low)} to {_plain(self.high)}, found {_plain(value)}."
        return Note(at, "out_of_range", f"{expected} Check the decimal point.", is_refused=True)


def _against_counts(
    value: Decimal, top: Decimal, bottom: Decimal, unit: UnitOfMeasure, decimals: int
) -> ValueCheck:
    """Compare a value with its counts; a rate above 100 can be true, so it is compared as a ratio."""
    if unit is UnitOfMeasure.PERCENT and top > bottom > 0:
        return check_value(value / HUNDRED, top, bottom, UnitOfMeasure.RATIO, decimals + 2)
    return check_value(value, top, bottom, unit, decimals)


def _floats(column: Any) -> Any:
    import numpy as np

    return np.array([np.nan if each is None else float(each) for each in column], dtype=float)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _limit(limit: Decimal | None, otherwise: float) -> float:
    return otherwise if limit is None else float(limit)


def _plain(number: Decimal | float) -> str:
    return format(Decimal(str(number)).normalize(), "f") if abs(number) != float("inf") else "any number"
