"""How figures, dates and statuses are said."""

import datetime as dt
from decimal import Decimal

import pytest

from ui import words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.number(11640), "11,640"),
        (words.day(dt.datetime(2026, 11, 24, 2, 49, tzinfo=dt.UTC)), "November 23, 2026"),
        (words.number(-0.5, 1), "−0.5"),
        (words.number(Decimal("-0.04"), 1), "0.0"),
        (words.number(90.0, 1, trim=True), "90"),
        (words.percent(Decimal("81.85")), "81.9%"),
        (words.percent(90, trim=True), "90%"),
        (words.signed(1.3), "+1.3"),
        (words.signed(-0.5), "−0.5"),
        (words.signed(0), "0.0"),
        (words.points(1), "1 point"),
        (words.points(-2.1), "2.1 points"),
        (words.points(2, trim=False), "2.0 points"),
        (words.money(410_000), "$410,000"),
        (words.money(1_284_310), "$1.28 million"),
        (words.money(-2_500_000_000), "−$2.5 billion"),
        (words.money_exact(Decimal("1284310")), "$1,284,310.00"),
        (words.day(dt.date(2026, 8, 28)), "August 28, 2026"),
        (words.school_year(2025), "2024–25"),
        (words.school_year(2000), "1999–00"),
        (words.school_year("SY2024-25"), "2024–25"),
        (words.school_year("2024-25"), "2024–25"),
        (words.school_year("FY2027"), "FY2027"),
        (words.share(81.9), "About four in five"),
        (words.share(97), "Almost all"),
        (words.share(2), "Very few"),
        (words.Unit("percent", 1).short(90, trim=True), "90%"),
        (words.Unit("number", 1, "days").full(4.1), "4.1 days"),
        (words.Unit("number", 1, "days").gap(-0.6), "0.6 days"),
        (words.Unit("percent", 1).gap(-2), "2 points"),
        (words.Unit("money", 0).gap(-410_000), "$410,000"),
    ],
)
def test_figure_is_said_plainly(said, expected):
    assert said == expected


def test_every_status_of_the_rule_has_words_and_a_mark():
    rule = {
        "not_released",
        "suppressed",
        "no_target",
        "series_break",
        "baseline_only",
        "met",
        "on_track",
        "near",
        "off_track",
    }
    assert rule <= set(words.STATUSES)
    assert str(words.STATUSES["near"].word) == "Just behind"
    assert {words.STATUSES[name].kind for name in words.KEY} == {
        "met",
        "on_track",
        "near",
        "off_track",
        "unrated",
    }
