"""The figure behind "Explore this chart": Plotly's JSON, made from the same values as the drawing."""

import json
from typing import Any

from django.utils.translation import gettext as _

from ui.charts.values import Line, Trend
from ui.words import school_year

SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
LIGHT = {
    "ink": "#12222B",
    "ink-2": "#3F4F58",
    "ink-3": "#586770",
    "surface": "#FFFFFF",
    "line": "#DDD8CB",
    "series": ["#0B6390", "#A9580F", "#612170", "#7D868A"],
}
BETWEEN = "#7D8990"  # seen on both surfaces
OTHERS = LIGHT["series"][3]
DARK = {
    "ink": "#EAF0F1",
    "ink-2": "#B9C6CB",
    "ink-3": "#93A3AA",
    "surface": "#142229",
    "line": "#2A3B43",
    "series": ["#74D6F7", "#EFA14C", "#C381CB", "#A9B4BA"],
}


def template(colours: dict[str, Any]) -> dict[str, Any]:
    """One of the district's two looks, as design-spec section 7 lists it."""
    small = {"family": SANS, "size": 13, "color": colours["ink-3"]}
    axis = {"automargin": True, "tickfont": small, "fixedrange": True, "zeroline": False}
    surface = colours["surface"]
    return {
        "layout": {
            "font": {"family": SANS, "size": 14, "color": colours["ink-2"]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": surface,
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
                "bgcolor": surface,
                "bordercolor": colours["ink-3"],
                "font": {"family": SANS, "size": 14, "color": colours["ink"]},
            },
            "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
            "dragmode": False,
        },
        "data": {
            "scatter": [
                {
                    "line": {"width": 3},
                    "marker": {"size": 8, "line": {"width": 2, "color": surface}},
                    "connectgaps": False,
                }
            ],
            "bar": [{"marker": {"cornerradius": 3}, "textposition": "outside"}],
        },
    }


def figure(trend: Trend) -> dict[str, Any]:
    """The figure with both looks, and one reading for each year to say when the arrow keys move."""
    import plotly.graph_objects as go  # here, because it costs 0.5 s and 60 MB that no page should pay

    years = list(range(trend.years()[0], trend.years()[-1] + 1))
    drawn = go.Figure()
    for line in trend.lines:
        drawn.add_trace(go.Scatter(**_trace(line, trend, years)))
    if trend.path:
        corners = [trend.path.at(year) for year in years]
        drawn.add_trace(
            go.Scatter(
                name=_("Agreed path"),
                x=years,
                y=corners,
                mode="lines",
                customdata=_said(corners, trend),
                line={"dash": "dot", "width": 1.6, "color": BETWEEN},
                hovertemplate="%{customdata}",
            )
        )
    if trend.target:
        drawn.add_trace(
            go.Scatter(
                name=_("Target"),
                x=[trend.target.year],
                y=[trend.target.value],
                mode="markers",
                customdata=_said([trend.target.value], trend),
                hovertemplate="%{customdata}",
                marker={"symbol": "circle-open", "size": 14, "color": BETWEEN, "line": {"width": 2.5}},
            )
        )
    every = 1 if len(years) <= 12 else 2
    drawn.update_layout(
        xaxis={
            "tickvals": years[::every],
            "ticktext": [str(year) for year in years[::every]],
            "range": [years[0] - 0.4, years[-1] + 0.4],
        },
        yaxis={
            "ticksuffix": "%" if trend.unit.kind == "percent" else "",
            "tickprefix": "$" if trend.unit.kind == "money" else "",
        },
        template=None,
    )
    parts = json.loads(drawn.to_json())
    return {
        "title": str(trend.title),
        "data": parts["data"],
        "layout": {key: value for key, value in parts["layout"].items() if key != "template"},
        "templates": {"district_light": template(LIGHT), "district_dark": template(DARK)},
        "readings": readings(trend),
    }


def readings(trend: Trend) -> list[dict[str, Any]]:
    """What is said for each year with a value: "2024–25. Our district 81.9%. The state 76.7%."."""
    by_line = [(line, dict(line.shown())) for line in trend.lines]
    years = sorted({year for _line, values in by_line for year in values})
    found = []
    for year in years:
        label = next(
            (p.label for line in trend.lines for p in line.points if p.year == year and p.label),
            school_year(year),
        )
        said = [f"{line.name} {trend.unit.full(values[year])}." for line, values in by_line if year in values]
        found.append(
            {
                "x": year,
                "y": next(v[year] for _line, v in by_line if year in v),
                "words": " ".join([f"{label}.", *said]),
            }
        )
    return found


def _trace(line: Line, trend: Trend, years: list[int]) -> dict[str, Any]:
    values = dict(line.shown())
    shown = [values.get(year) for year in years]
    us = line.kind == "us"
    return {
        "name": str(line.name),
        "x": years,
        "y": shown,
        "customdata": _said(shown, trend),
        "hovertemplate": "%{customdata}",
        "mode": "lines+markers",
        "line": {} if us else {"dash": "dash", "width": 2, "color": OTHERS},
        "marker": {} if us else {"symbol": "square-open", "color": OTHERS},
    }


def _said(values: list[float | None], trend: Trend) -> list[str]:
    return ["" if value is None else trend.unit.full(value) for value in values]
