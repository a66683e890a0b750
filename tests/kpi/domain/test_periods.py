"""Periods: codes, order, words, and the school years that files write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.domain import Period, PeriodError, PeriodType, parse_school_year, school_year


@pytest.mark.parametrize(
    ("code", "year", "sort", "label", "previous"),
    [
        ("SY2026-27", 2027, 20270, "2026–27", "SY2025-26"),
        ("SY1999-00", 2000, 20000, "1999–00", "SY1998-99"),
        ("FY2027", 2027, 20270, "FY2027", "FY2026"),
        ("2026-fall", 2027, 20271, "Fall 2026", "2025-fall"),
        ("2027-winter", 2027, 20272, "Winter 2027", "2026-winter"),
        ("2027-spring", 2027, 20273, "Spring 2027", "2026-spring"),
        ("COHORT2026-4YR", 2026, 20260, "Class of 2026, 4-year", "COHORT2025-4YR"),
        ("SURVEY2025", 2025, 20250, "2025 survey", "SURVEY2024"),
        ("ASOF2026-10-01", 2027, 20272, "October 1, 2026", "ASOF2025-10-01"),
        ("ASOF2024-02-29", 2024, 20243, "February 29, 2024", "ASOF2023-02-28"),
    ],
)
def test_a_code_says_year_order_words_and_predecessor(code, year, sort, label, previous):
    period = Period.parse(code)
    assert (period.year, period.sort, period.label) == (year, sort, label)
    assert period.previous().code == previous
    assert period.code == str(period) == code


def test_a_survey_every_three_years_looks_three_years_back():
    assert Period.parse("SURVEY2025").previous(years=3) == Period.parse("SURVEY2022")


@pytest.mark.parametrize(
    "code",
    ["", "2026", "SY2026-28", "SY26-27", "fy2027", "2026-summer", "COHORT2026", "ASOF2026-13-01", "FY0001"],
)
def test_a_text_that_is_no_period_is_refused_in_a_sentence(code):
    with pytest.raises(PeriodError, match=r"\.$"):
        Period.parse(code)


@pytest.mark.parametrize(
    "parts",
    [
        {"type": PeriodType.SEASON, "year": 2026},
        {"type": PeriodType.FISCAL_YEAR, "year": 2026, "season": "fall"},
        {"type": PeriodType.COHORT_YEAR, "year": 2026},
        {"type": PeriodType.POINT_IN_TIME, "year": 2026},
        {"type": PeriodType.POINT_IN_TIME, "year": 2026, "day": date(2026, 10, 1)},
    ],
)
def test_parts_that_do_not_belong_together_are_refused(parts):
    with pytest.raises(PeriodError):
        Period(**parts)


years = st.integers(min_value=1901, max_value=2198)
periods = st.one_of(
    st.builds(Period, st.sampled_from([PeriodType.SCHOOL_YEAR, PeriodType.FISCAL_YEAR]), years),
    st.builds(Period, st.just(PeriodType.SURVEY_YEAR), years),
    st.builds(Period, st.just(PeriodType.SEASON), years, st.sampled_from(["fall", "winter", "spring"])),
    st.builds(Period, st.just(PeriodType.COHORT_YEAR), years, cohort_years=st.integers(1, 9)),
    st.dates(date(1901, 1, 1), date(2198, 6, 30)).map(lambda day: Period.parse(f"ASOF{day}")),
)


@given(periods)
def test_reading_a_written_code_gives_the_same_period(period):
    assert Period.parse(period.code) == period


@given(periods)
def test_the_previous_period_sorts_earlier(period):
    assert period.previous().sort < period.sort


@pytest.mark.parametrize(
    "text", ["13-14", "2013-14", "2013-2014", "2013–14", "SY2013-14", " 2013 – 2014 ", "2013/14"]
)
def test_every_school_year_notation_means_the_same_year(text):
    assert parse_school_year(text) == school_year(2014)


@pytest.mark.parametrize(
    ("text", "spring"), [("99-00", 2000), ("1999-00", 2000), ("07-08", 2008), ("98-99", 1999)]
)
def test_a_school_year_may_cross_a_century(text, spring):
    assert parse_school_year(text).year == spring


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("13-Dec", "SY2012-13"),
        ("Dec-13", "SY2012-13"),
        ("8-Jul", "SY2007-08"),
        ("2024-12-13 00:00:00", "SY2012-13"),
    ],
)
def test_a_year_that_became_a_date_asks_a_person_and_suggests_the_year(text, meant):
    with pytest.raises(
        PeriodError, match=r"A spreadsheet turned the year into a date.*confirm the year"
    ) as refusal:
        parse_school_year(text)
    assert refusal.value.suggestion == Period.parse(meant)


@pytest.mark.parametrize("text", ["", "2013", "2013-15", "13-13", "2014-2013", "12-Mar", "n/a"])
def test_a_text_that_is_no_school_year_is_refused_without_a_guess(text):
    with pytest.raises(PeriodError) as refusal:
        parse_school_year(text)
    assert refusal.value.suggestion is None
