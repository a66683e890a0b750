"""School years follow from the one day they start on."""

import datetime as dt
from itertools import pairwise

import pytest

from district.domain import years_around

TODAY = dt.date(2026, 11, 24)


def test_a_year_from_july_to_june_is_named_for_the_year_it_ends_in():
    years = years_around(TODAY, month=7, day=1)
    assert [year.end_year for year in years] == [2026, 2027, 2028]
    assert (years[1].starts_on, years[1].ends_on) == (dt.date(2026, 7, 1), dt.date(2027, 6, 30))


def test_before_its_first_day_the_year_has_not_begun():
    assert [year.end_year for year in years_around(TODAY, month=12, day=1)] == [2025, 2026, 2027]


@pytest.mark.parametrize(("month", "day"), [(2, 28), (3, 1), (7, 1), (8, 31), (12, 31)])
def test_years_follow_each_other_without_a_gap(month, day):
    years = years_around(TODAY, month=month, day=day)
    assert all(
        earlier.ends_on + dt.timedelta(days=1) == later.starts_on for earlier, later in pairwise(years)
    )
