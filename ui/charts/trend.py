"""The big trend in two drawings: 760 by 360 for a page, 360 by 330 for a phone. Same values, fewer words."""

from ui.charts import describe
from ui.charts.axis import fixed, spaced_years
from ui.charts.frame import NARROW, WIDE, Frame, Paper, frame, tick_words
from ui.charts.labels import Box, axis_words, placed
from ui.charts.shapes import (
    box,
    circle,
    interval_shapes,
    line_shapes,
    path_shape,
    square,
    stroke,
    text,
    wedges,
    width_of,
)
from ui.charts.trend_labels import inked, trend_labels
from ui.charts.values import Drawing, Line, Shape, Trend
from ui.words import STATUSES


def trend_drawings(trend: Trend) -> tuple[Drawing, Drawing] | None:
    """Both drawings of a measure, wide and narrow; None where there is nothing to draw."""
    if not any(line.shown() for line in trend.lines):
        return None
    return _drawing(trend, WIDE), _drawing(trend, NARROW)


def _drawing(trend: Trend, paper: Paper) -> Drawing:
    at = frame(trend, paper)
    shapes = [*_future(at), *_grid(at), *_year_labels(at), *_axis_notes(at), *_breaks(at)]
    for other in trend.others:
        shapes += _other(at, other)
    shapes += interval_shapes(trend.us, at.sx, at.sy)
    if trend.path:
        shapes += [*wedges(trend.us, trend.path, at.sx, at.sy), path_shape(trend.path, at.sx, at.sy)]
    if trend.old:
        shapes += line_shapes(trend.old, "old", "old-dot", at.sx, at.sy, r=4)
    shapes += [*_us(at), *_target(at)]
    within, words = Box(2, 2, paper.width - 2, paper.height - 2), axis_words(shapes)
    for label, spot in placed(trend_labels(at), within=within, lines=inked(at), words=words):
        shapes += label.shapes(spot)
    kind = STATUSES[trend.status].kind
    return Drawing(f"{paper.css} {kind}", paper.width, paper.height, describe.reading(trend), shapes)


def _future(at: Frame) -> list[Shape]:
    latest, last = at.trend.latest, at.trend.years()[-1]
    if latest is None or last <= latest[0]:
        return []
    x = at.sx(latest[0])
    return [box("future", x, at.paper.top, at.right + 12 - x, at.paper.bottom - at.paper.top)]


def _grid(at: Frame) -> list[Shape]:
    shapes = []
    left = at.sx.start
    for index, tick in enumerate(at.axis.ticks):
        y = at.sy(tick)
        css = "axis" if index == 0 else "grid"
        shapes.append(Shape("path", css, d=f"M{fixed(left)} {fixed(y)}H{fixed(at.right + 12)}"))
        words = tick_words(at.trend, tick, is_top=index == len(at.axis.ticks) - 1)
        shapes.append(text("end", left - 8, y + 4.5, words))
    return shapes


def _year_labels(at: Frame) -> list[Shape]:
    years = at.trend.years()
    latest = at.trend.latest[0] if at.trend.latest else years[-1]
    starts = [run[0][0] for run in at.trend.us.runs()]
    future = list(range(latest + 1, years[-1] + 1))
    wanted = [latest, years[-1], years[0], *starts, *reversed(years), *future]
    y = at.paper.bottom + 22
    return [
        text("mid strong" if year == latest else "mid", at.sx(year), y, str(year))
        for year in spaced_years(list(dict.fromkeys(wanted)), at.sx)
    ]


def _axis_notes(at: Frame) -> list[Shape]:
    shapes = []
    for note in at.trend.notes:
        words = (at.paper.is_narrow and note.short_text) or note.text
        half = width_of(words) / 2
        x = max((at.sx(note.first_year) + at.sx(note.last_year)) / 2, at.sx.start + 4 + half)
        shapes.append(text("mid", min(x, at.right - half), at.paper.bottom - 9, words))
    return shapes


def _breaks(at: Frame) -> list[Shape]:
    shapes = []
    for mark in at.trend.breaks:
        x = at.sx(mark.year - 0.5)
        shapes.append(Shape("path", "break", d=f"M{fixed(x)} {at.paper.top}V{at.paper.bottom}"))
        if mark.before:
            shapes.append(text("end halo", x - 6, at.paper.top + 10, mark.before))
        if mark.after:
            shapes.append(text("strong halo", x + 6, at.paper.top + 10, mark.after))
    return shapes


def _other(at: Frame, line: Line) -> list[Shape]:
    shapes = [stroke("l4", [at.place(*p) for p in run]) for run in line.runs() if len(run) > 1]
    ends = {run[0] for run in line.runs() if len(run) == 1} | {line.shown()[-1]} if line.shown() else set()
    return shapes + [square("square", *at.place(year, value)) for year, value in sorted(ends)]


def _us(at: Frame) -> list[Shape]:
    shapes = [stroke("l1", [at.place(*p) for p in run]) for run in at.trend.us.runs() if len(run) > 1]
    latest = at.trend.latest
    if latest and at.trend.path and (agreed := at.trend.path.at(latest[0])) is not None:
        x, y, path_y = *at.place(*latest), at.sy(agreed)
        if abs(y - path_y) > 9:
            edge = y + (7 if path_y > y else -7)
            shapes.append(Shape("path", "short", d=f"M{fixed(x)} {fixed(edge)}V{fixed(path_y)}"))
    for year, value in at.trend.us.shown():
        shapes.append(
            circle(
                "now" if (year, value) == latest else "dot",
                *at.place(year, value),
                6 if (year, value) == latest else 4,
            )
        )
    return shapes


def _target(at: Frame) -> list[Shape]:
    target = at.trend.target
    if target is None:
        return []
    x, y = at.place(target.year, target.value)
    if target.high is None:
        return [circle("ring", x, y, 7)]
    y2 = at.sy(target.high)
    return [stroke("ring-join", [(x, y), (x, y2)]), circle("ring", x, y, 7), circle("ring", x, y2, 7)]
