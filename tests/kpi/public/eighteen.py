"""Eighteen measures over five goals in every status and special state, like a real district's dashboard."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kpi.models import Series
from tests.kpi.public.samples import Sample, make_measure, observe

# slug, question, name, goal, values from the first year on ("" is a missing year), first year, target by 2028
PERCENTS: list[tuple[str, str, str, int, list[str], int, tuple[str, str, str] | None]] = [
    (
        "algebra-ready",
        "Are eighth graders ready for algebra?",
        "Grade 8 math, state test",
        1,
        ["58.1", "", "", "52.0", "53.9", "55.9", "59.3"],
        2019,
        ("53.9", "65", "2"),
    ),
    (
        "graduation",
        "Do students graduate on time?",
        "Four-year graduation rate",
        1,
        ["93.5", "", "", "92.7", "93.7", "94.1", "94.8"],
        2019,
        ("92.7", "94.5", "1"),
    ),
    (
        "growth",
        "Do students grow a year in a year?",
        "Median growth percentile, reading",
        1,
        ["50.0", "51.0", "52.0", "53.0", "54.0"],
        2022,
        ("51", "56", "1"),
    ),
    (
        "after-school",
        "Are graduates ready for college or a career?",
        "Graduates meeting a readiness marker",
        1,
        ["71.0", "71.6", "71.3", "71.3", "71.5"],
        2022,
        ("71.6", "80", "1"),
    ),
    (
        "attendance",
        "Are students in school nearly every day?",
        "Consistent attendance, all grades",
        2,
        ["89.3", "", "", "78.4", "79.8", "80.8", "81.9"],
        2019,
        ("79.8", "90", "2.5"),
    ),
    (
        "belonging",
        "Do students feel safe and that they belong?",
        "Student survey, grades 4 to 12",
        2,
        ["72.0", "74.1", "76.2", "78.1"],
        2023,
        ("72", "81", "1"),
    ),
    (
        "welcome",
        "Do families feel welcome and informed?",
        "Family survey",
        3,
        ["78.0", "80.5", "82.3", "84.0"],
        2023,
        ("78", "83", "1"),
    ),
    (
        "conferences",
        "Do families meet with teachers?",
        "Fall conference attendance",
        3,
        ["84.0", "85.4", "86.9", "88.4"],
        2023,
        ("84", "92", "2"),
    ),
    (
        "teachers-stay",
        "Do great teachers stay?",
        "Teacher retention, year to year",
        4,
        ["89.0", "88.8", "90.4", "91.3"],
        2023,
        ("89", "93", "1"),
    ),
    (
        "learning-useful",
        "Is professional learning useful?",
        "Staff survey",
        4,
        ["66.0", "67.2", "68.4", "66.4"],
        2023,
        ("66", "80", "2"),
    ),
    (
        "staff-reflects",
        "Does our staff reflect our students?",
        "Licensed staff of color",
        4,
        ["5.4", "5.7", "5.9", "6.1"],
        2023,
        ("5.4", "8", "1"),
    ),
    (
        "buses",
        "Are the buses on time?",
        "Routes arriving before the bell",
        5,
        ["92.0", "93.3", "94.6", "95.4"],
        2023,
        ("92", "96", "1"),
    ),
]


def make_eighteen(sample: Sample) -> None:
    """All of them, with schools and groups for attendance."""
    for slug, question, name, goal, values, first, target in PERCENTS:
        version = make_measure(
            sample, slug, question=question, name=name, goal=goal, **_target(target, first, values)
        )
        for year, value in enumerate(values, first):
            if value:
                period = f"SY{year - 1}-{year % 100}"
                observe(sample, version, period, value, n=11640)
                if goal < 3:
                    lower = str(Decimal(value) - Decimal("5.2"))
                    observe(sample, version, period, lower, n=None, unit=sample.units.state)
                    observe(sample, version, period, value, n=6300, unit=sample.units.school_a)
                    observe(sample, version, period, value, n=5340, unit=sample.units.school_b)
                    for group, n in [("asian", 720), ("black", 5), ("white", 10907), ("meals", 2410)]:
                        observe(sample, version, period, lower, n=n, group=group)
    _specials(sample)


def _target(target: tuple[str, str, str] | None, first: int, values: list[str]) -> dict[str, Any]:
    if target is None:
        return {}
    baseline, final, tolerance = target
    year = first + next(
        index for index, value in enumerate(values) if value and Decimal(value) == Decimal(baseline)
    )
    return {
        "baseline_period": f"SY{year - 1}-{year % 100}",
        "baseline_value": Decimal(baseline),
        "final_period": "SY2027-28",
        "final_value": Decimal(final),
        "tolerance": Decimal(tolerance),
    }


def _specials(sample: Sample) -> None:
    """A new test, lower is better, days, dollars-free kBtu, a range, no result yet, hidden, no target."""
    reading = make_measure(
        sample,
        "reading",
        question="Are third graders reading at grade level?",
        name="Grade 3 reading, state test",
        goal=1,
        **_target(("54.3", "60", "1"), 2022, ["54.3"]),
    )
    for period, value in [
        ("SY2021-22", "54.3"),
        ("SY2022-23", "52.8"),
        ("SY2023-24", "56.2"),
        ("SY2024-25", "57.7"),
    ]:
        observe(sample, reading, period, value)
    new = Series.objects.create(
        indicator=reading.indicator, number=2, label="MCA-IV", break_reason="A new state test."
    )
    observe(sample, reading, "SY2025-26", "58.7", series=new)
    days = make_measure(
        sample,
        "counselor",
        question="Can a student see a counselor quickly?",
        name="Average school days to first meeting",
        goal=2,
        unit_of_measure="mean_score",
        unit_word="days",
        direction="lower",
        **_target(("6", "3", "0.5"), 2023, ["6"]),
    )
    for year, value in [(23, "6"), (24, "5.3"), (25, "4.7"), (26, "4.1")]:
        observe(sample, days, f"SY20{year - 1}-{year}", value, n=800)
    energy = make_measure(
        sample,
        "energy",
        question="Are we using less energy?",
        name="Energy per square foot",
        goal=5,
        unit_of_measure="index",
        unit_word="kBtu",
        direction="lower",
        people_counted="",
        **_target(("59", "52", "2"), 2023, ["59"]),
    )
    for year, value in [(23, "59"), (24, "60.0"), (25, "60.4"), (26, "61.2")]:
        observe(sample, energy, f"SY20{year - 1}-{year}", value, n=None)
    reserve = make_measure(
        sample,
        "reserve",
        question="Do we keep a healthy reserve?",
        name="Unassigned fund balance, share of spending",
        goal=5,
        direction="band",
        band_low=Decimal(5),
        band_high=Decimal(13),
        people_counted="",
        tolerance=Decimal(1),
        baseline_period="SY2020-21",
        baseline_value=Decimal(6),
    )
    for year, value in [(22, "6.4"), (23, "7.1"), (24, "7.8"), (25, "8.2")]:
        observe(sample, reserve, f"SY20{year - 1}-{year}", value, n=None)
    make_measure(
        sample,
        "messages-read",
        question="Does the information we send get used?",
        name="Families who open and act on messages",
        goal=3,
        next_result="June 2027",
    )
    small = make_measure(
        sample, "newcomers", question="Do newcomers find their way?", name="Newcomer survey", goal=2
    )
    observe(sample, small, "SY2025-26", "66.7", n=6)
    watched = make_measure(
        sample,
        "grades",
        question="How are grades spread?",
        name="Courses passed",
        goal=1,
        role="monitored_indicator",
    )
    observe(sample, watched, "SY2024-25", "91.0", n=9000)
    observe(sample, watched, "SY2025-26", "90.9", n=9000)
