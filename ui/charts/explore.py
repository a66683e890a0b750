"""The figure behind "Explore this chart": Plotly's JSON, made from the same values as the drawing."""

import json
from typing import Any

from django.utils.translation import gettext as _

from ui.charts.frame import target_label
from ui.charts.looks import templates
from ui.charts.shapes import wedge_corners
from ui.charts.values import Line, Text, Trend
from ui.words import school_year

Trace = tuple[str, dict[str, Any]]  # what it draws, which decides its look, and Plotly's own words for it


def figure(trend: Trend) -> dict[str, Any]:
    """The figure with both looks, and one reading for each year to say when the arrow keys move."""
    import plotly.graph_objects as go  # here, because it costs 0.5 s and 60 MB that no page should pay

    years = list(range(trend.years()[0], trend.years()[-1] + 1))
    traces = [*_wedges(trend), *(_line(line, trend, years) for line in trend.lines)]
    traces += [*_path(trend, years), *_target(trend)]
    drawn = go.Figure([go.Scatter(**trace) for _kind, trace in traces])
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
        "templates": templates(trend, [kind for kind, _trace in traces]),
        "readings": readings(trend),
    }


def readings(trend: Trend) -> list[dict[str, Any]]:
    """What is said for each year with a value: "2024–25. Our district 81.9%. The state 76.7%.".

    The first year of a new test says so, for one who hears the line cannot see where it breaks.
    """
    by_line = [(line, dict(line.shown())) for line in trend.lines]
    begins = {mark.year for mark in trend.breaks}
    found = []
    for year in sorted({year for _line, values in by_line for year in values}):
        label = next(
            (p.label for line in trend.lines for p in line.points if p.year == year and p.label),
            school_year(year),
        )
        lines = [(line, values[year]) for line, values in by_line if year in values]
        said = [f"{name_of(line)} {trend.unit.full(value)}." for line, value in lines]
        if year in begins:
            said.append(_("A new test begins: earlier results cannot be compared."))
        found.append({"x": year, "y": lines[0][1], "words": " ".join([f"{label}.", *said])})
    return found


def name_of(line: Line) -> str:
    """A line's name; our own on an earlier test says that it is another test."""
    return _("%(name)s, earlier test") % {"name": line.name} if line.kind == "old" else str(line.name)


def _line(line: Line, trend: Trend, years: list[int]) -> Trace:
    values = dict(line.shown())
    shown = [values.get(year) for year in years]
    latest = trend.latest if line.kind == "us" else None
    trace: dict[str, Any] = {
        "name": name_of(line),
        "x": years,
        "y": shown,
        "customdata": _said(shown, trend),
        "hovertemplate": "%{customdata}",
        "mode": "lines+markers",
    }
    if latest:
        trace["marker"] = {"size": [12 if year == latest[0] else 8 for year in years]}
    return line.kind, trace


def _path(trend: Trend, years: list[int]) -> list[Trace]:
    if trend.path is None:
        return []
    agreed = [trend.path.at(year) for year in years]
    trace = {
        "name": _("Agreed path"),
        "x": years,
        "y": agreed,
        "mode": "lines",
        "customdata": _said(agreed, trend),
        "hovertemplate": "%{customdata}",
    }
    return [("path", trace)]


def _target(trend: Trend) -> list[Trace]:
    """The promise as a ring with its words; a range is two rings joined."""
    target = trend.target
    if target is None:
        return []
    ends = [target.value] if target.high is None else [target.value, target.high]
    trace = {
        "name": _("Target"),
        "x": [target.year] * len(ends),
        "y": ends,
        "mode": "lines+markers+text",
        "text": [*([""] * (len(ends) - 1)), target_label(trend)],
        "textposition": "top left",
        "cliponaxis": False,
        "customdata": _said(list(ends), trend),
        "hovertemplate": "%{customdata}",
    }
    return [("target", trace)]


def _wedges(trend: Trend) -> list[Trace]:
    """The areas between what happened and the agreed path; they say nothing of their own."""
    if trend.path is None:
        return []
    found = []
    for corners in wedge_corners(trend.us, trend.path):
        x, y = zip(*[*corners, corners[0]], strict=True)
        trace = {"x": x, "y": y, "mode": "lines", "fill": "toself", "hoverinfo": "skip", "showlegend": False}
        found.append(("wedge", trace))
    return found


def _said(values: list[float | None], trend: Trend) -> list[Text]:
    return ["" if value is None else trend.unit.full(value) for value in values]
