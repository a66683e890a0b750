"""A drawing as a file of its own: the page's classes become paint, because no stylesheet travels with it."""

import re

from django.template.loader import render_to_string

from ui.charts.values import Drawing, Text
from ui.words import STATUSES

INK, INK_2, INK_3, LINE, US, OTHERS, SURFACE = (
    "#12222B",
    "#3F4F58",
    "#586770",
    "#DDD8CB",
    "#0B6390",
    "#7D868A",
    "#FFFFFF",
)
MARKS = {
    "met": "#14554F",
    "on_track": "#2A6CB3",
    "near": "#BC6C0A",
    "off_track": "#A0170B",
    "unrated": "#80898D",
}
WORDS = {
    "met": "#14554F",
    "on_track": "#235E9E",
    "near": "#8A4D00",
    "off_track": "#A0170B",
    "unrated": "#56646C",
}

ROUND = {"stroke-linecap": "round", "stroke-linejoin": "round"}
PAINT: dict[str, dict[str, str]] = {
    "grid": {"stroke": LINE},
    "axis": {"stroke": "#7D8990"},
    "future": {"fill": "#F2EFE6", "fill-opacity": ".75"},
    "l1": {"fill": "none", "stroke": US, "stroke-width": "3", **ROUND},
    "l4": {"fill": "none", "stroke": OTHERS, "stroke-width": "2", "stroke-dasharray": "6 4"},
    "old": {"fill": "none", "stroke": OTHERS, "stroke-width": "2", **ROUND},
    "path": {"fill": "none", "stroke": INK, "stroke-width": "1.6", "stroke-dasharray": "1.5 5", **ROUND},
    "dot": {"fill": US, "stroke": SURFACE, "stroke-width": "2"},
    "now": {"fill": US, "stroke": SURFACE, "stroke-width": "2"},
    "old-dot": {"fill": OTHERS, "stroke": SURFACE, "stroke-width": "2"},
    "square": {"fill": SURFACE, "stroke": OTHERS, "stroke-width": "2"},
    "ring": {"fill": SURFACE, "stroke": INK, "stroke-width": "2.5"},
    "ring-join": {"stroke": INK, "stroke-width": "1.5"},
    "break": {"stroke": INK_3, "stroke-dasharray": "4 3"},
    "interval": {"fill": US, "fill-opacity": ".12"},
    "whisker": {"fill": "none", "stroke": US, "stroke-width": "1.5"},
    "strong": {"font-weight": "650", "fill": INK},
    "us": {"font-weight": "650", "fill": US},
    "them": {"font-weight": "550", "fill": WORDS["unrated"]},
    "note": {"fill": INK_2},
    "end": {"text-anchor": "end"},
    "mid": {"text-anchor": "middle"},
    "halo": {"stroke": SURFACE, "stroke-width": "5", "stroke-linejoin": "round", "paint-order": "stroke"},
}


def _paint(classes: str, kind: str) -> str:
    paint = {
        **PAINT,
        "wedge": {"fill": MARKS[kind], "fill-opacity": ".16"},
        "short": {"stroke": MARKS[kind], "stroke-width": "2.5"},
        "verdict": {"font-weight": "650", "fill": WORDS[kind]},
    }
    merged: dict[str, str] = {}
    for name in classes.split():
        merged.update(paint.get(name, {}))
    return "".join(f' {name}="{value}"' for name, value in merged.items())


def svg_file(drawing: Drawing, *, title: Text, subtitle: Text, source: Text, status: str) -> str:
    """The drawing with its title, subtitle and source (release, date, "sample data") as one SVG document."""
    kind = STATUSES[status].kind
    context = {
        "drawing": drawing,
        "title": title,
        "subtitle": subtitle,
        "source": source,
        "height": drawing.height + 92,
    }
    text = render_to_string("ui/charts/file.svg", context)
    painted = {"suppressed": "unrated"}.get(kind, kind)
    return re.sub(r' class="([^"]*)"', lambda match: _paint(match[1], painted), text)
