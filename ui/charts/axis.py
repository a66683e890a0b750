"""Scales and ticks: from values to places on the paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def fixed(number: float) -> str:
    """A coordinate as SVG wants it: one decimal at most, a point in every language."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def nice_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5, 10 (times a power of ten) that is not below ``rough``."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in NICE if step * power >= rough * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places; one value alone lies in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The range of a value axis and its round ticks, lowest first."""

    low: float
    high: float
    ticks: tuple[float, ...]


def value_axis(
    values: Iterable[float],
    *,
    smallest: float | None = None,
    largest: float | None = None,
    count: float = 3.2,
) -> ValueAxis:
    """A range that holds all values with room for labels, from a round number up.

    It may start above zero, as lines may; it never starts below ``smallest`` nor has a tick above ``largest``
    unless a value lies there.
    """
    shown = list(values)
    low, high = min(shown), max(shown)
    span = (high - low) or max(abs(high) * 0.1, 1.0)
    step = nice_step(span / count)
    base = floor((low - 0.12 * span) / step + 1e-9) * step
    if smallest is not None and low >= smallest:
        base = max(base, smallest)
    top = high + 0.16 * span
    last = high if largest is None else max(high, largest)
    steps = ceil((top - base) / step)
    ticks = [round(base + step * index, 9) for index in range(steps + 1)]
    return ValueAxis(
        base, top, tuple(tick for tick in ticks if tick <= top and (largest is None or tick <= last))
    )


def spaced_years(wanted: Sequence[int], place: Scale, *, gap: float = 44) -> list[int]:
    """The years that get a label: by importance, first in ``wanted`` first, each ``gap`` from the others."""
    taken: list[int] = []
    for year in wanted:
        if all(abs(place(year) - place(other)) >= gap for other in taken):
            taken.append(year)
    return sorted(taken)
