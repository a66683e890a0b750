"""What a chart is given and what it gives back: frozen values without Django models.

In: ``Trend`` (one measure over years), ``GroupRow``, ``BarRow``. Out: ``Drawing``, a list of shapes with
ready-made
numbers and class names, which ``ui/charts/drawing.svg.html`` prints.

Years are the spring of the school year: 2025 stands for 2024–25. A point without a value is a gap and
breaks the line;
a hidden value is never passed in, so it can reach no attribute, axis or file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Union

from ui.words import Unit

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text = Union[str, "_StrPromise"]


@dataclass(frozen=True, slots=True)
class Point:
    """One result.

    ``value`` None when it is missing or withheld; ``low`` and ``high`` its Wilson interval, given for n
    < 300.
    """

    year: int
    value: float | None
    label: str = ""
    state: str = "final"
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A series: ``kind`` is "us", "other" (a comparison) or "old" (us on an earlier, not comparable test)."""

    kind: str
    name: Text
    points: Sequence[Point]
    short_name: Text = ""
    step: int = 1

    def shown(self) -> list[tuple[int, float]]:
        """Its points that have a value, by year."""
        return sorted((point.year, float(point.value)) for point in self.points if point.value is not None)

    def runs(self) -> list[list[tuple[int, float]]]:
        """Its unbroken stretches: a year further than ``step`` from the last begins a new one."""
        runs: list[list[tuple[int, float]]] = []
        for year, value in self.shown():
            if runs and year - runs[-1][-1][0] <= self.step:
                runs[-1].append((year, value))
            else:
                runs.append([(year, value)])
        return runs


@dataclass(frozen=True, slots=True)
class Path:
    """The agreed way to the target.

    (year, value) corners, straight between them; ``agreed`` names the year it was agreed in.
    """

    points: Sequence[tuple[int, float]]
    agreed: str = ""

    def at(self, year: float) -> float | None:
        """Where the path is in a year; None before it starts and after it ends."""
        corners = sorted((y, float(v)) for y, v in self.points)
        for (y0, v0), (y1, v1) in pairwise(corners):
            if y0 <= year <= y1:
                return v0 + (v1 - v0) * (year - y0) / (y1 - y0)
        return corners[0][1] if len(corners) == 1 and corners[0][0] == year else None


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised by a year.

    ``high`` makes it a band from ``value`` to ``high``, drawn as two rings.
    """

    year: int
    value: float
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Words on the axis about years without a figure: "No state figure, 2020 and 2021"."""

    first_year: int
    last_year: int
    text: Text
    short_text: Text = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new test: a dashed rule between ``year - 1`` and ``year``."""

    year: int
    before: Text = ""
    after: Text = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over the years, with what was promised and with whom it is compared.

    ``lines`` hold exactly one "us" line, at most one "old" and up to three "other". ``status`` is a key of
    ``ui.words.STATUSES`` and colours the wedge. ``gap`` is the latest value less the path before rounding;
    left out, it is taken from the drawn values. ``floor`` and ``ceiling`` are the limits the unit can reach
    (0 and 100).
    ``description`` is read to those who cannot see the drawing; leave it empty and it is made from the
    points.
    """

    lines: Sequence[Line]
    unit: Unit = field(default_factory=Unit)
    path: Path | None = None
    target: Target | None = None
    status: str = "unrated"
    gap: float | None = None
    title: Text = ""
    subtitle: Text = ""
    description: Text = ""
    notes: Sequence[Note] = ()
    breaks: Sequence[Break] = ()
    floor: float | None = 0
    ceiling: float | None = None

    @property
    def us(self) -> Line:
        """The district's or school's own line."""
        return next(line for line in self.lines if line.kind == "us")

    @property
    def others(self) -> list[Line]:
        """The comparison lines."""
        return [line for line in self.lines if line.kind == "other"]

    @property
    def old(self) -> Line | None:
        """Our line on an earlier test, if there is one."""
        return next((line for line in self.lines if line.kind == "old"), None)

    @property
    def latest(self) -> tuple[int, float] | None:
        """Our last shown year and value."""
        shown = self.us.shown()
        return shown[-1] if shown else None

    def years(self) -> list[int]:
        """Every year that has a point, a corner of the path or the target, in order."""
        found = {year for line in self.lines for year, _value in line.shown()}
        found |= {year for year, _value in self.path.points} if self.path else set()
        found |= {self.target.year} if self.target else set()
        return sorted(found)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One student group.

    Last period and this one on a common axis; ``withheld`` says why there are no figures.
    """

    name: Text
    n_words: Text = ""
    before: float | None = None
    now: float | None = None
    value_words: Text = ""
    change_words: Text = ""
    withheld: Text = ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar from zero: ``is_us`` colours it; ``withheld`` says why there is none."""

    name: Text
    value: float | None = None
    value_words: Text = ""
    is_us: bool = False
    withheld: Text = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: ``tag`` path, circle, rect or text; ``css`` its classes; the rest is text ready to print."""

    tag: str
    css: str
    d: str = ""
    x: str = ""
    y: str = ""
    r: str = ""
    width: str = ""
    height: str = ""
    words: Text = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to print.

    Its size, classes, what it says to a screen reader, and its shapes from back to front.
    """

    css: str
    width: int
    height: int
    description: Text
    shapes: Sequence[Shape]
