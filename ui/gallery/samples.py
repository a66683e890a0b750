"""Invented cards, figures and tables made from the invented measures."""

from dataclasses import replace
from typing import Any

from ui import cards
from ui.charts.spark import mini_spark, sparkline
from ui.charts.trend import trend_drawings
from ui.charts.values import Line, Path, Point, Target, Trend
from ui.gallery.trends import ATTENDANCE, ENERGY, NEW_TEST, RESERVE, SMALL, TRENDS, points


def _card(trend: Trend, question: str, **more: Any) -> cards.Card:
    return cards.Card(trend.status, question, str(more.pop("name")), "#", spark=sparkline(trend), **more)


def kpi_cards() -> list[cards.Card]:
    """A card in every variant."""
    first = replace(
        ATTENDANCE,
        lines=[Line("us", "Sampletown", points(y2026=84))],
        path=None,
        notes=(),
        status="baseline_only",
    )
    first = replace(first, target=Target(2029, 88))
    met = replace(ATTENDANCE, path=Path([(2023, 78), (2028, 81)]), target=Target(2028, 81), status="met")
    return [
        _card(
            NEW_TEST,
            "Are third graders reading at grade level?",
            name="Grade 3 reading, state test",
            value="51.0",
            unit="%",
            change="First result on a new test",
            left="Target to be set again",
            right="Minnesota",
            right_figure="44.9%",
        ),
        _card(
            SMALL,
            "Do English learners meet their growth goal?",
            name="English language growth",
            value="66.4",
            unit="%",
            change="3.8 points, no clear change",
            arrow="down",
            left="to go by 2026",
            left_figure="1.6",
            right="137 students",
        ),
        _card(
            met,
            "Do students come to school nearly every day?",
            name="Consistent attendance",
            value="81.9",
            unit="%",
            change="1.1 points, better",
            arrow="up",
            left="Target reached",
            right="Minnesota",
            right_figure="76.7%",
        ),
        _card(
            ATTENDANCE,
            "Are students in school nearly every day, in every grade and at every school of the district?",
            name="A long question, for the layout",
            value="81.9",
            unit="%",
            change="1.1 points, better",
            arrow="up",
            left="to go by 2028",
            left_figure="8.1",
            right="Minnesota",
            right_figure="76.7%",
        ),
        _card(
            ENERGY,
            "Are we using less energy?",
            name="Energy per square foot",
            value="61.2",
            unit=" kBtu",
            change="0.8 kBtu, worse",
            arrow="up",
            left="to go by 2028",
            left_figure="9.2",
            right="Lower is better",
        ),
        _card(
            RESERVE,
            "Do we keep a healthy reserve?",
            name="Unassigned fund balance",
            value="8.2",
            unit="%",
            change="0.1 points, no clear change",
            arrow="up",
            left="Inside the band",
            right="Audited FY2025",
        ),
        _card(
            first,
            "Do families feel welcome?",
            name="Family survey",
            value="84.0",
            unit="%",
            change="First value",
            left="to go by 2029",
            left_figure="4",
            right="5,108 answers",
        ),
        cards.Card(
            "not_released",
            "Does the information we send get used?",
            "Families who act on messages",
            "#",
            none_yet="Not released yet. Expected August 2027.",
            left="First result August 2027",
        ),
        cards.Card(
            "no_target",
            "How many students take part in arts?",
            "Arts participation",
            "#",
            value="61.0",
            unit="%",
            change="No target set. The Board follows this without one.",
            left="Followed only",
            right="9,214 students",
        ),
        cards.Card(
            "suppressed",
            "Do students in care graduate on time?",
            "Four-year graduation rate",
            "#",
            none_yet="Not shown, to protect student privacy.",
            left="Too few students",
        ),
    ]


def figure(name: str) -> cards.Figure:
    """A big trend as a figure, with its table and every link of the bar."""
    trend = TRENDS[name]
    drawings = trend_drawings(trend)
    if drawings is None:
        raise ValueError(name)
    years = sorted({year for line in trend.lines for year, _value in line.shown()})
    rows = [
        [cards.Cell(str(year)), *(_cell(trend, dict(line.shown()).get(year)) for line in trend.lines)]
        for year in years
    ]
    table = cards.Table(
        f"{trend.title}, by year",
        [cards.Column("Year"), *(cards.Column(line.name, "num") for line in trend.lines)],
        rows,
    )
    return cards.Figure(
        f"figure-{name}",
        trend.title,
        trend.subtitle,
        *drawings,
        table,
        trend.status,
        explore_url=f"/staff/gallery/{name}.json",
        csv_url="#",
        svg_url=f"/staff/gallery/{name}.svg",
        embed_url="#",
    )


def _cell(trend: Trend, value: float | None) -> cards.Cell:
    return cards.Cell("none" if value is None else trend.unit.short(value), "num")


def schools() -> cards.Table:
    """A table with links, small drawings and statuses."""
    given = {
        "Sample Middle": ("78.2%", "near", [77, 77.6, 77.9, 78.2]),
        "Example Elementary": ("88.8%", "met", [85, 86, 87.4, 88.8]),
        "Trial High": ("74.6%", "off_track", [75.2, 75.8, 75.1, 74.6]),
    }
    rows = [
        [
            cards.Cell(name, url="#"),
            cards.Cell(value, "num"),
            cards.Cell(status=status),
            cards.Cell(
                css="opt",
                drawing=mini_spark([Point(2022 + i, v) for i, v in enumerate(values)], low=70, high=90),
            ),
            cards.Cell("2026–27", "opt", "#", f"plan, {name}"),
        ]
        for name, (value, status, values) in given.items()
    ]
    columns = [
        cards.Column("School", url="?sort=name", sorted="ascending"),
        cards.Column("2024–25", "num", "?sort=value"),
        cards.Column("Status"),
        cards.Column("Since 2022", "opt"),
        cards.Column("Plan", "opt"),
    ]
    return cards.Table("Sample results by school", columns, rows)
