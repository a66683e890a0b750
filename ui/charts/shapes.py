"""Shapes made from numbers: the only place where coordinates become text."""

from collections.abc import Sequence

from ui.charts.axis import Scale, fixed
from ui.charts.values import Line, Path, Shape, Text

Place = tuple[float, float]


def trace(places: Sequence[Place], *, closed: bool = False) -> str:
    """Path data through all places."""
    return "M" + "L".join(f"{fixed(x)} {fixed(y)}" for x, y in places) + ("Z" if closed else "")


def stroke(css: str, places: Sequence[Place]) -> Shape:
    """A line through places."""
    return Shape("path", css, d=trace(places))


def area(css: str, places: Sequence[Place]) -> Shape:
    """A filled shape."""
    return Shape("path", css, d=trace(places, closed=True))


def circle(css: str, x: float, y: float, r: float) -> Shape:
    """A circle."""
    return Shape("circle", css, x=fixed(x), y=fixed(y), r=fixed(r))


def square(css: str, x: float, y: float, size: float = 9) -> Shape:
    """A square about its middle."""
    return Shape(
        "rect", css, x=fixed(x - size / 2), y=fixed(y - size / 2), width=fixed(size), height=fixed(size)
    )


def box(css: str, x: float, y: float, width: float, height: float) -> Shape:
    """A rectangle."""
    return Shape("rect", css, x=fixed(x), y=fixed(y), width=fixed(width), height=fixed(height))


def text(css: str, x: float, y: float, words: Text) -> Shape:
    """Words; ``end`` and ``mid`` among the classes say which part of them stands at x."""
    return Shape("text", css, x=fixed(x), y=fixed(y), words=words)


def width_of(words: Text, *, strong: bool = False, size: float = 13) -> float:
    """How wide words are, on the generous side, for the usual interface typefaces."""
    return len(str(words)) * size * (0.63 if strong else 0.57)


def line_shapes(line: Line, css: str, dot_css: str, sx: Scale, sy: Scale, *, r: float) -> list[Shape]:
    """A line in its unbroken stretches; a point alone is a dot."""
    shapes = []
    for run in line.runs():
        places = [(sx(year), sy(value)) for year, value in run]
        shapes.append(stroke(css, places) if len(places) > 1 else circle(dot_css, *places[0], r))
    return shapes


def wedge_corners(line: Line, path: Path) -> list[list[tuple[float, float]]]:
    """Years and values about the areas between what happened and the path, one for each unbroken stretch."""
    found: list[list[tuple[float, float]]] = []
    for run in line.runs():
        on_path = [(year, value, agreed) for year, value in run if (agreed := path.at(year)) is not None]
        if len(on_path) < 2:
            continue
        first, last = on_path[0][0], on_path[-1][0]
        corners = [(year, float(value)) for year, value in path.points if first < year < last]
        agreed_way = sorted([(first, on_path[0][2]), *corners, (last, on_path[-1][2])], reverse=True)
        found.append([*((year, value) for year, value, _agreed in on_path), *agreed_way])
    return found


def wedges(line: Line, path: Path, sx: Scale, sy: Scale) -> list[Shape]:
    """The areas between what happened and the agreed path."""
    shapes = []
    for corners in wedge_corners(line, path):
        places = [(sx(year), sy(value)) for year, value in corners]
        if places[0] == places[-1]:
            places.pop()
        shapes.append(area("wedge", places))
    return shapes


def path_shape(path: Path, sx: Scale, sy: Scale) -> Shape:
    """The agreed path, dotted."""
    return stroke("path", [(sx(year), sy(float(value))) for year, value in sorted(path.points)])


def interval_shapes(line: Line, sx: Scale, sy: Scale) -> list[Shape]:
    """The Wilson intervals that were given: a band along a stretch, a whisker for a point alone."""
    given = {
        point.year: (float(point.low), float(point.high))
        for point in line.points
        if point.value is not None and point.low is not None and point.high is not None
    }
    shapes = []
    for run in line.runs():
        years = [year for year, _value in run if year in given]
        if len(years) > 1:
            upper = [(sx(year), sy(given[year][1])) for year in years]
            lower = [(sx(year), sy(given[year][0])) for year in reversed(years)]
            shapes.append(area("interval", upper + lower))
        elif years:
            x, (low, high) = sx(years[0]), given[years[0]]
            top, bottom = fixed(sy(high)), fixed(sy(low))
            left = fixed(x - 4)
            shapes.append(
                Shape("path", "whisker", d=f"M{fixed(x)} {top}V{bottom}M{left} {top}h8M{left} {bottom}h8")
            )
    return shapes
