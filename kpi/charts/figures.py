"""The line charts of a measure: the sparkline's values, and the big trend with its table and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from kpi import wording
from kpi.charts.rows import measure_table
from kpi.choices import Choice
from ui.cards import Figure
from ui.charts.trend import trend_drawings
from ui.charts.values import Break, Line, Note, Path, Point, Target, Trend

Payload = Mapping[str, Any]


def points(found: Iterable[Sequence[Any]]) -> list[Point]:
    """The points of a line as a payload writes them: year, value, state, and perhaps an interval."""
    return [Point(each[0], each[1], "", each[2], *each[3:5]) for each in found]


def drawn_trend(
    payload: Payload,
    drawn: Payload,
    *,
    name: str = "",
    others: Sequence[Line] = (),
    title: str = "",
    subtitle: str = "",
) -> Trend:
    """The values of a line chart: ours, an earlier test, comparisons, path and target."""
    us, old, step = points(drawn["us"]), points(drawn["old"]), drawn.get("step", 1)
    lines = [Line("us", name, us, step=step), *others]
    breaks = []
    if old:
        lines.insert(1, Line("old", name, old, step=step))
        first = min((point.year for point in us), default=None)
        breaks = [Break(first, _("earlier test"), _("new test"))] if first else []
    target = Target(*drawn["target"]) if "target" in drawn else None
    if "band" in drawn and us:
        target = Target(us[-1].year + 1, *drawn["band"])
    return Trend(
        lines,
        unit=wording.unit_of(payload),
        path=Path([(year, value) for year, value in drawn["path"]]) if "path" in drawn else None,
        target=target,
        status=payload.get("status") or "unrated",
        gap=float(payload["gap_to_path"]) if payload.get("gap_to_path") else None,
        title=title,
        subtitle=subtitle,
        notes=_gaps(us, step),
        breaks=breaks,
        floor=None if any(point.value is not None and point.value < 0 for point in us) else 0,
        ceiling=100 if payload["unit"]["kind"] == "percent" else None,
    )


def _gaps(us: Sequence[Point], step: int) -> list[Note]:
    """Words on the axis about years without a figure."""
    shown = sorted(point.year for point in us if point.value is not None)
    found = []
    for before, after in pairwise(shown):
        if after - before > step:
            first, last = before + step, after - step
            words = {"first": first, "last": last}
            text = _("No figure, %(first)s") if first == last else _("No figure, %(first)s to %(last)s")
            found.append(Note(first, last, text % words, _("no figure")))
    return found


def measure_trend(measure: Payload, choice: Choice) -> Trend:
    """The trend of the unit and group a reader chose; path and target only for the whole district."""
    return drawn_trend(
        measure if choice.is_whole else {**measure, "status": ""},
        choice.drawn,
        name=choice.name,
        others=[Line("other", line["name"], points(line["points"])) for line in choice.others],
        title=finding(measure, choice),
        subtitle=_("%(name)s. Years are the spring of the school year.") % {"name": measure["name"]}
        + (
            " " + _("The dotted line is the agreed path.")
            if choice.is_whole and "path" in choice.drawn
            else ""
        ),
    )


def finding(measure: Payload, choice: Choice) -> str:
    """What the chart shows, in at most ten words."""
    if not choice.is_whole:
        return choice.name
    target, status = measure.get("target"), measure.get("status", "")
    if status == "series_break":
        return _("A new test starts a new line")
    if not target:
        return _("Results by year")
    if "low" in target:
        band = {"range": wording.target_figure(target, wording.unit_of(measure))}
        if status == "met":
            return _("Inside the agreed range of %(range)s") % band
        return _("Outside the agreed range of %(range)s") % band
    words = {
        "met": _("The target of %(target)s is reached"),
        "on_track": _("On the path to %(target)s, or ahead of it"),
        "near": _("Just behind the path to %(target)s"),
        "off_track": _("Behind the path to %(target)s"),
        "baseline_only": _("The start of the path to %(target)s"),
    }.get(status, _("Results by year"))
    return words % {"target": wording.target_figure(target, wording.unit_of(measure))}


def measure_figure(measure: Payload, choice: Choice, addresses: Mapping[str, str]) -> Figure | None:
    """The big chart with its table and files; nothing where there is nothing to draw."""
    trend = measure_trend(measure, choice)
    drawings = trend_drawings(trend) if choice.drawn["us"] or choice.drawn["old"] else None
    if drawings is None:  # the line of others alone would answer a question nobody asked
        return None
    return Figure(
        "trend-figure",
        trend.title,
        trend.subtitle,
        *drawings,
        table=measure_table(measure, choice),
        status=trend.status,
        explore_url=addresses["figure"],
        csv_url=addresses["csv"],
        svg_url=addresses["svg"],
        embed_url=addresses["embed"],
    )
