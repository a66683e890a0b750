"""One point of a line as it is drawn: the published figure, its state, and how sure a small group can be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kpi.domain.change import HUNDRED, Interval, wilson_interval

WILSON_BELOW = 300  # the interval is drawn for groups smaller than this (design-spec section 7)


def drawn_interval(percent: Decimal | None, n: int | None) -> Interval | None:
    """Return the Wilson 95% interval in percent, to one decimal, of a published percent of a small group."""
    if percent is None or not n or n >= WILSON_BELOW or not 0 <= percent <= HUNDRED:
        return None
    found = wilson_interval(percent / HUNDRED, n)
    return Interval(round(found.low * HUNDRED, 1), round(found.high * HUNDRED, 1))


def drawn_point(
    year: int, value: Decimal | None, state: str, n: int | None, *, is_percent: bool
) -> list[Any]:
    """Return year, value or nothing, state, and both ends of a small group's interval."""
    interval = drawn_interval(value, n) if is_percent else None
    spread = [float(interval.low), float(interval.high)] if interval else []
    return [year, None if value is None else float(value), state, *spread]
