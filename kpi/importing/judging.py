"""Judging values of one measure on whole columns; only the doubtful ones are looked at one by one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from imports.targets import Examination
from kpi.domain import UnitOfMeasure, ValueCheck, check_value

HUNDRED = Decimal(100)
NEAR = 1e-6  # what binary fractions may be off; anything that near is computed again in decimals


def judge(
    values: Mapping[str, Any],
    unit: UnitOfMeasure,
    decimals: int,
    lowest: Decimal | None,
    highest: Decimal | None,
) -> Examination:
    """Refuse values outside the range of the measure or at odds with their counts; warn above 100 percent."""
    import numpy as np

    value, top, bottom, n = (_floats(values[name]) for name in ("value", "numerator", "denominator", "n"))
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
    notes: list[tuple[int, str, str, str]] = []
    refused: set[int] = set()
    for at in np.nonzero(doubtful | out | counts)[0].tolist():
        code, sentence, is_refused = _verdict(
            *(_decimal(values[name][at]) for name in ("value", "numerator", "denominator", "n")),
            unit=unit,
            decimals=decimals,
            low=low,
            high=high,
            doubtful=bool(doubtful[at]),
            explicit=highest is not None,
        )
        if not code:
            continue
        notes.append((at, code, str(values["value"][at] or ""), sentence))
        if is_refused:
            refused.add(at)
    return Examination(frozenset(refused), tuple(notes))


def _verdict(
    value: Decimal | None,
    top: Decimal | None,
    bottom: Decimal | None,
    n: Decimal | None,
    *,
    unit: UnitOfMeasure,
    decimals: int,
    low: float,
    high: float,
    doubtful: bool,
    explicit: bool,
) -> tuple[str, str, bool]:
    """Return cause, sentence and whether the value is refused; no cause: the value is sound after all."""
    if any(count is not None and count < 0 for count in (top, bottom, n)):
        return "below_zero", "a count cannot be below zero.", True
    if n is not None and n % 1:
        return "not_whole", f"people are counted in whole numbers, found {_plain(n)}.", True
    agrees = False
    if value is not None and top is not None and bottom is not None:
        check = _against_counts(value, top, bottom, unit, decimals)
        agrees = check.is_ok
        if doubtful and not agrees:
            said = f"{check.sentence[0].lower()}{check.sentence[1:]}"
            if check.recomputed is not None and abs(check.recomputed - value) <= Decimal(1).scaleb(-decimals):
                return "rounded_twice", f"{said} It may have been rounded twice.", False
            return "counts_disagree", said, True
    if value is None or low <= float(value) <= high:
        return "", "", False
    expected = f"expected {_plain(low)} to {_plain(high)}, found {_plain(value)}."
    if unit is UnitOfMeasure.PERCENT and high < value and (agrees or (not explicit and value <= 2 * HUNDRED)):
        return (
            "above_hundred",
            f"the rate is {_plain(value)}, above {_plain(high)}. Check that it is meant.",
            False,
        )
    return "out_of_range", f"{expected} Check the decimal point.", True


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
