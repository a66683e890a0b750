"""The two looks of an explored chart, light and dark: Plotly templates with the grammar of the drawn one.

Colours live here alone: traces, shapes and notes take theirs from the template, so a reader may change the
look of a chart that is already drawn.
"""

from collections.abc import Sequence
from typing import Any

from ui.charts.values import Trend
from ui.words import STATUSES

SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
LIGHT = {
    "ink": "#12222B",
    "ink-2": "#3F4F58",
    "ink-3": "#586770",
    "surface": "#FFFFFF",
    "sunken": "#F2EFE6",
    "line": "#DDD8CB",
    "series": ["#0B6390", "#A9580F", "#612170", "#7D868A"],
    "met": "20,85,79",
    "on_track": "42,108,179",
    "near": "188,108,10",
    "off_track": "160,23,11",
    "unrated": "128,137,141",
}
DARK = {
    "ink": "#EAF0F1",
    "ink-2": "#B9C6CB",
    "ink-3": "#93A3AA",
    "surface": "#142229",
    "sunken": "#0A1216",
    "line": "#2A3B43",
    "series": ["#74D6F7", "#EFA14C", "#C381CB", "#A9B4BA"],
    "met": "157,240,203",
    "on_track": "101,152,218",
    "near": "247,167,30",
    "off_track": "235,87,80",
    "unrated": "161,175,182",
}
Colours = dict[str, Any]


def templates(trend: Trend, kinds: Sequence[str]) -> dict[str, Any]:
    """Both looks; ``kinds`` names what each trace draws, in their order."""
    return {
        "district_light": _template(LIGHT, trend, kinds),
        "district_dark": _template(DARK, trend, kinds),
    }


def _template(colours: Colours, trend: Trend, kinds: Sequence[str]) -> dict[str, Any]:
    small = {"family": SANS, "size": 13, "color": colours["ink-3"]}
    axis = {"automargin": True, "tickfont": small, "fixedrange": True, "zeroline": False}
    return {
        "layout": {
            "font": {"family": SANS, "size": 14, "color": colours["ink-2"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": colours["surface"],
            "colorway": colours["series"],
            "margin": {"l": 48, "r": 24, "t": 16, "b": 40},
            "xaxis": {
                **axis,
                "showgrid": False,
                "showline": True,
                "linecolor": colours["ink-3"],
                "showspikes": True,
                "spikethickness": 1,
                "spikedash": "dot",
                "spikecolor": colours["ink-3"],
                "spikemode": "across",
            },
            "yaxis": {**axis, "gridcolor": colours["line"]},
            "hovermode": "x unified",
            "hoverlabel": {
                "bgcolor": colours["surface"],
                "bordercolor": colours["ink-3"],
                "font": {"family": SANS, "size": 14, "color": colours["ink"]},
            },
            "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
            "dragmode": False,
            "shapes": [*_future(trend, colours), *_breaks(trend, colours)],
            "annotations": _break_words(trend, small),
        },
        "data": {"scatter": [_trace(kind, trend, colours) for kind in kinds]},
    }


def _trace(kind: str, trend: Trend, colours: Colours) -> dict[str, Any]:
    """How one trace looks: us solid, an earlier test solid and grey, others dashed, the path dotted ink."""
    surface, us, grey = colours["surface"], colours["series"][0], colours["series"][3]
    looks: dict[str, dict[str, Any]] = {
        "us": {
            "line": {"width": 3, "color": us},
            "marker": {"size": 8, "opacity": 1, "color": us, "line": {"width": 2, "color": surface}},
        },
        "old": {
            "line": {"width": 2, "color": grey},
            "marker": {"size": 8, "color": grey, "line": {"width": 2, "color": surface}},
        },
        "other": {
            "line": {"width": 2, "color": grey, "dash": "dash"},
            "marker": {"size": 8, "color": grey, "symbol": "square-open"},
        },
        "path": {"line": {"width": 1.6, "color": colours["ink"], "dash": "dot"}},
        "target": {
            "line": {"width": 1.5, "color": colours["ink"]},
            "marker": {
                "size": 14,
                "color": surface,
                "symbol": "circle",
                "line": {"width": 2.5, "color": colours["ink"]},
            },
            "textfont": {"family": SANS, "size": 13, "color": colours["ink"], "weight": 600},
        },
        "wedge": {
            "line": {"width": 0},
            "fillcolor": f"rgba({colours.get(STATUSES[trend.status].kind, colours['unrated'])},.18)",
        },
    }
    return {"connectgaps": False} | looks[kind]


def _future(trend: Trend, colours: Colours) -> list[dict[str, Any]]:
    """What has not happened yet lies on a sunken band."""
    if trend.latest is None or trend.years()[-1] <= trend.latest[0]:
        return []
    return [
        {
            "name": "future",
            "type": "rect",
            "x0": trend.latest[0],
            "x1": trend.years()[-1] + 0.4,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "layer": "below",
            "fillcolor": colours["sunken"],
            "opacity": 0.75,
            "line": {"width": 0},
        }
    ]


def _breaks(trend: Trend, colours: Colours) -> list[dict[str, Any]]:
    """A dashed rule where a new test begins."""
    return [
        {
            "name": f"break {mark.year}",
            "type": "line",
            "x0": mark.year - 0.5,
            "x1": mark.year - 0.5,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"width": 1, "dash": "dash", "color": colours["ink-3"]},
        }
        for mark in trend.breaks
    ]


def _break_words(trend: Trend, font: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{side} {mark.year}",
            "text": str(words),
            "x": mark.year - 0.5,
            "y": 1,
            "yref": "paper",
            "xanchor": side,
            "yanchor": "top",
            "xshift": -6 if side == "right" else 6,
            "showarrow": False,
            "font": font,
        }
        for mark in trend.breaks
        for side, words in (("right", mark.before), ("left", mark.after))
        if words
    ]
