"""Where years and values lie on a paper, and which words stand at its edges."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ui.charts import describe
from ui.charts.axis import Scale, ValueAxis, value_axis
from ui.charts.shapes import Place, width_of
from ui.charts.values import Line, Trend


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of a drawing and how many words fit."""

    css: str
    width: int
    height: int
    top: int
    bottom: int
    is_narrow: bool


WIDE = Paper("wide", 760, 360, 16, 320, is_narrow=False)
NARROW = Paper("narrow", 360, 330, 20, 290, is_narrow=True)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where years and values lie on a paper."""

    trend: Trend
    paper: Paper
    axis: ValueAxis
    sx: Scale
    sy: Scale
    right: float

    def place(self, year: float, value: float) -> Place:
        """The place of a value in a year."""
        return self.sx(year), self.sy(value)


def tick_words(trend: Trend, tick: float, *, is_top: bool) -> str:
    """A tick's words: the percent sign only on the highest, dollars on all."""
    if trend.unit.kind == "money" or (trend.unit.kind == "percent" and is_top):
        return trend.unit.short(tick, trim=True)
    return trend.unit.figure(tick, trim=True)


def frame(trend: Trend, paper: Paper) -> Frame:
    """Fits years and values on a paper, with room left for the words at the right end."""
    values = [value for line in trend.lines for _year, value in line.shown()]
    values += [float(end) for point in trend.us.points for end in (point.low, point.high) if end is not None]
    values += [float(value) for _year, value in trend.path.points] if trend.path else []
    if trend.target:
        values += [trend.target.value, *([trend.target.high] if trend.target.high is not None else [])]
    axis = value_axis(values, smallest=trend.floor, largest=trend.ceiling)
    left = max(46.0, 14 + max(width_of(tick_words(trend, tick, is_top=True)) for tick in axis.ticks))
    if trend.target:
        edge = "" if paper.is_narrow else target_label(trend)
    else:
        edge = end_words(trend.us, trend, paper) if trend.latest else ""
    right = min(paper.width - 34, paper.width - 18 - width_of(edge, strong=True))
    years = trend.years()
    sx = Scale(years[0], years[-1], left, right)
    return Frame(trend, paper, axis, sx, Scale(axis.low, axis.high, paper.bottom, paper.top), right)


def target_label(trend: Trend) -> str:
    return (
        _("%(value)s target") % {"value": describe.target_words(trend.target, trend.unit)}
        if trend.target
        else ""
    )


def end_words(line: Line, trend: Trend, paper: Paper) -> str:
    value = trend.unit.short(line.shown()[-1][1])
    if not paper.is_narrow:
        return f"{line.name} {value}"
    return value if line.kind == "us" else f"{line.short_name or line.name} {value}"
