"""The small drawings: the sparkline of a card (258 by 96) and of a table row (104 by 26)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ui.charts import describe
from ui.charts.axis import Scale, fixed
from ui.charts.shapes import circle, line_shapes, path_shape, stroke, text, wedges, width_of
from ui.charts.values import Break, Drawing, Line, Point, Shape, Trend

WIDTH, HEIGHT = 258, 96
LEFT, TOP, BOTTOM, BASE, YEARS = 5, 22, 67, 75, 91


def _values(trend: Trend) -> list[float]:
    values = [value for line in (trend.us, trend.old) if line for _year, value in line.shown()]
    values += [float(value) for _year, value in trend.path.points] if trend.path else []
    if trend.target:
        values += [trend.target.value, *([trend.target.high] if trend.target.high is not None else [])]
    return values


def sparkline(trend: Trend) -> Drawing | None:
    """A measure on its card: line with gaps, path, wedge, target; None where there is no value to draw."""
    if not _values(trend) or not (trend.us.shown() or trend.old):
        return None
    target_words = describe.target_words(trend.target, trend.unit) if trend.target else ""
    right = (
        max(164.0, WIDTH - 14 - width_of(target_words, strong=True))
        if trend.target
        else 200.0
        if trend.old
        else 232.0
    )
    years = sorted({year for line in (trend.us, trend.old) if line for year, _value in line.shown()})
    years += [trend.target.year] if trend.target else []
    sx = Scale(years[0], max(years), LEFT, right) if len(set(years)) > 1 else Scale(0, 0, LEFT, right)
    low, high = min(_values(trend)), max(_values(trend))
    sy = Scale(low, high, BOTTOM, TOP)
    shapes = [Shape("path", "grid", d=f"M{LEFT} {BASE}H{fixed(right)}")]
    if trend.path:
        shapes += [*wedges(trend.us, trend.path, sx, sy), path_shape(trend.path, sx, sy)]
    if trend.old:
        shapes += line_shapes(trend.old, "old", "old-dot", sx, sy, r=2.6)
        shapes += _new_test(trend, sx)
    shapes += line_shapes(trend.us, "l1", "dot", sx, sy, r=2.6)
    if trend.latest:
        shapes.append(circle("now", sx(trend.latest[0]), sy(trend.latest[1]), 5))
    shapes += _target(trend, sx, sy, target_words)
    shapes += _years(trend, years, sx)
    return Drawing("spark", WIDTH, HEIGHT, describe.short_reading(trend), shapes)


def _new_test(trend: Trend, sx: Scale) -> list[Shape]:
    """The dashed rule between the old line and the new one, with words where there is room."""
    old = trend.old.shown() if trend.old else []
    new = trend.us.shown()
    if not old or not new:
        return []
    mark = trend.breaks[0] if trend.breaks else Break(new[0][0], _("earlier test"), _("new test"))
    x = (sx(old[-1][0]) + sx(new[0][0])) / 2
    shapes = [Shape("path", "break", d=f"M{fixed(x)} 6V{BASE}")]
    if mark.before and x - 6 > width_of(mark.before):
        shapes.append(text("end", x - 5, 14, mark.before))
    if mark.after:
        shapes.append(text("strong roomy", x + 6, 14, mark.after))
    return shapes


def _target(trend: Trend, sx: Scale, sy: Scale, words: str) -> list[Shape]:
    if trend.target is None:
        return []
    x, y = sx(trend.target.year), sy(trend.target.value)
    shapes = [circle("ring", x, y, 5)]
    if trend.target.high is not None:
        y2 = sy(trend.target.high)
        shapes = [stroke("ring-join", [(x, y), (x, y2)]), circle("ring", x, y, 5), circle("ring", x, y2, 5)]
        y = (y + y2) / 2
    css = "strong" if len(words) <= 6 else "strong roomy"
    if x + 9 + width_of(words, strong=True) <= WIDTH + 6:
        shapes.append(text(css, x + 9, y + 4.5, words))
    else:
        shapes.append(text(f"{css} end", WIDTH, min(y, sy(trend.target.value)) - 10, words))
    return shapes


def _years(trend: Trend, years: Sequence[int], sx: Scale) -> list[Shape]:
    """First, latest and target year, the latest always, none on top of another."""
    latest = trend.latest[0] if trend.latest else years[-1]
    shapes = [text("mid", max(sx(latest), 15), YEARS, str(latest))]
    if trend.target and sx(trend.target.year) - sx(latest) >= 38:
        shapes.append(text("mid", sx(trend.target.year), YEARS, str(trend.target.year)))
    if sx(latest) - LEFT >= 50:
        shapes.insert(0, text("", 2, YEARS, str(years[0])))
    return shapes


def mini_spark(
    points: Sequence[Point], *, low: float | None = None, high: float | None = None
) -> Drawing | None:
    """A line for a table cell, hidden from screen readers because the row has the figures.

    Give the same ``low`` and ``high`` to every row of a table, so that slopes can be compared.
    """
    line = Line("us", "", points)
    shown = line.shown()
    if not shown:
        return None
    values = [value for _year, value in shown]
    sx = Scale(shown[0][0], shown[-1][0], 3, 101)
    sy = Scale(min(values) if low is None else low, max(values) if high is None else high, 21, 5)
    shapes = line_shapes(line, "l1", "dot", sx, sy, r=2.4)
    shapes.append(circle("dot", sx(shown[-1][0]), sy(shown[-1][1]), 3.4))
    return Drawing("mini", 104, 26, "", shapes)
