"""Invented measures: one for each way a trend can look."""

from ui.charts.values import Break, Line, Note, Path, Point, Target, Trend
from ui.words import Unit


def points(**values: float | None) -> list[Point]:
    """Points from keyword years: ``points(y2024=80.8)``."""
    return [Point(int(year[1:]), value) for year, value in values.items()]


ATTENDANCE = Trend(
    title="Attendance is recovering, but below the path to 90%",
    subtitle="Sample. Students present more than 90% of days. Years are the spring of the school year.",
    lines=[
        Line("us", "Sampletown", points(y2019=89.3, y2022=78.4, y2023=79.8, y2024=80.8, y2025=81.9)),
        Line(
            "other", "Minnesota", points(y2019=85.5, y2022=69.8, y2023=74.5, y2024=75.5, y2025=76.7), "Minn."
        ),
    ],
    path=Path([(2023, 79.8), (2028, 90)], "2023"),
    target=Target(2028, 90),
    status="near",
    notes=[Note(2020, 2021, "No state figure, 2020 and 2021", "no figure")],
    ceiling=100,
)
NEW_TEST = Trend(
    title="A new state test began in 2026",
    subtitle="Sample. The two lines cannot be compared.",
    lines=[
        Line(
            "old",
            "Earlier test",
            points(y2019=62.1, y2021=53.5, y2022=52.6, y2023=54.7, y2024=55.7, y2025=57),
        ),
        Line("us", "Sampletown", points(y2026=51)),
    ],
    status="series_break",
    breaks=[Break(2026, "earlier test", "new test")],
    ceiling=100,
)
SMALL = Trend(
    title="A small group moves a lot by chance",
    subtitle="Sample. The tint is the 95% interval of a group under 300.",
    lines=[
        Line(
            "us",
            "English learners",
            [
                Point(2021, 61.0, low=52, high=69.5, n=130),
                Point(2023, 63.0, low=54.5, high=70.9, n=131),
                Point(2024, 70.2, low=62.0, high=77.3, n=135),
                Point(2025, 66.4, low=58.1, high=73.8, n=137),
            ],
        )
    ],
    path=Path([(2023, 63), (2024, 64), (2026, 68)], "2024"),
    target=Target(2026, 68),
    status="on_track",
    ceiling=100,
)
ENERGY = Trend(
    title="Energy use is rising, away from the path to 52",
    subtitle="Sample. kBtu per square foot. Lower is better.",
    lines=[
        Line("us", "Sampletown", points(y2021=57.8, y2022=58.5, y2023=58, y2024=59, y2025=60.4, y2026=61.2))
    ],
    unit=Unit("number", 1, "kBtu"),
    path=Path([(2023, 58), (2028, 52)], "2023"),
    target=Target(2028, 52),
    status="off_track",
)
RESERVE = Trend(
    title="The reserve is inside the band the Board set",
    subtitle="Sample. Unassigned fund balance as a share of spending.",
    lines=[Line("us", "Sampletown", points(y2021=6.1, y2022=7.4, y2023=7.9, y2024=8.1, y2025=8.2))],
    target=Target(2027, 5, 13),
    status="met",
    ceiling=100,
)
TRENDS = {
    "attendance": ATTENDANCE,
    "new-test": NEW_TEST,
    "small": SMALL,
    "energy": ENERGY,
    "reserve": RESERVE,
}
