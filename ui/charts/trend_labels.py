"""The direct labels of the big trend: what each says and the spots it may take."""

from django.utils.translation import gettext as _

from ui.charts import describe
from ui.charts.frame import Frame, end_words, target_label
from ui.charts.labels import Label, Spot, along
from ui.charts.shapes import Place

RATED = {"met", "on_track", "near", "off_track"}


def trend_labels(at: Frame) -> list[Label]:
    """All direct labels, most important first."""
    trend, paper = at.trend, at.paper
    labels = []
    if trend.target:
        x, y = at.place(trend.target.year, trend.target.value)
        if trend.target.high is not None:
            y2 = at.sy(trend.target.high)
            y = min(y, y2) if paper.is_narrow else (y + y2) / 2
        words = describe.target_words(trend.target, trend.unit) if paper.is_narrow else target_label(trend)
        beside, above = Spot(x + 14, y + 5), Spot(x, y - 14, "mid")
        spots = [above, Spot(paper.width - 4, y - 14, "end"), Spot(paper.width - 4, y + 24, "end")]
        labels.append(Label([("strong", words)], spots if paper.is_narrow else [beside, *spots]))
    if trend.latest:
        x, y = at.place(*trend.latest)
        labels.append(Label([("us", end_words(trend.us, trend, paper))], _around(x, y, 13)))
    labels += _verdict(at)
    for line in trend.others:
        if line.shown():
            x, y = at.place(*line.shown()[-1])
            labels.append(Label([("them", end_words(line, trend, paper))], _around(x, y, 12)))
    return labels + _start_labels(at)


def _verdict(at: Frame) -> list[Label]:
    """How far the latest value is from the path, beside the wedge."""
    trend, latest = at.trend, at.trend.latest
    agreed = trend.path.at(latest[0]) if trend.path and latest else None
    if latest is None or agreed is None or trend.status not in RATED or trend.path is None:
        return []
    x, y = at.place(*latest)
    path_y = at.sy(agreed)
    gap = trend.unit.gap(latest[1] - agreed if trend.gap is None else trend.gap, trim=False)
    side = _("%(gap)s below") if latest[1] < agreed else _("%(gap)s above")
    first = side % {"gap": gap} if latest[1] != agreed else _("On the path")
    if at.paper.is_narrow:
        lines = [("verdict", first if latest[1] == agreed else _("%(gap)s path") % {"gap": first})]
    else:
        year = trend.path.agreed
        lines = [("verdict", first)]
        if latest[1] != agreed:
            lines.append(
                ("note", _("the path agreed in %(year)s") % {"year": year} if year else _("the agreed path"))
            )
    rows = 16 * (len(lines) - 1)
    upper, lower = min(y, path_y), max(y, path_y)
    spots = [
        Spot(x - 8, upper - 9 - rows, "end"),
        Spot(x - 8, lower + 20, "end"),
        Spot(x - 30, upper - 24 - rows, "end"),
        Spot(x + 12, upper - 14 - rows),
        Spot(x + 12, lower + 38),
        Spot(x, upper - 14 - rows, "mid"),
    ]
    return [Label(lines, spots)]


def _around(x: float, y: float, off: float) -> list[Spot]:
    """The spots about a point, to the right first: there the line has ended."""
    return [
        Spot(x + off, y + 5),
        Spot(x + off, y + 18),
        Spot(x + off, y - 8),
        Spot(x, y + 24, "mid"),
        Spot(x, y - 14, "mid"),
        Spot(x - off, y + 20, "end"),
        Spot(x - off, y - 10, "end"),
    ]


def _start_labels(at: Frame) -> list[Label]:
    """The first value of each stretch, where there is room; on a phone only our first, with the name."""
    trend, labels = at.trend, []
    for line in [trend.us, *trend.others]:
        css = "us" if line.kind == "us" else "plain"
        for index, run in enumerate(line.runs()):
            year, value = run[0]
            if (year, value) == line.shown()[-1]:
                continue
            words = trend.unit.short(value)
            if at.paper.is_narrow:
                if line.kind != "us" or index:
                    continue
                words = f"{line.name} {words}"
            x, y = at.place(year, value)
            beside = [Spot(x + 12, y + 4.5), Spot(x, y - 13, "mid"), Spot(x, y + 22, "mid")]
            spots = beside if len(run) == 1 else [beside[1], beside[2], Spot(x, y - 13), Spot(x, y + 22)]
            labels.append(Label([(css, words)], spots, is_optional=True))
    return labels


def inked(at: Frame) -> list[Place]:
    """Points along everything drawn, so that labels can keep off it."""
    places: list[Place] = []
    for line in at.trend.lines:
        for run in line.runs():
            places += along([at.place(*p) for p in run])
    if at.trend.path:
        places += along([at.place(year, float(value)) for year, value in sorted(at.trend.path.points)])
    if at.trend.target:
        places.append(at.place(at.trend.target.year, at.trend.target.value))
    return places
