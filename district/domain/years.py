"""When a school year begins and ends, from the one day it starts on every year."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearDays:
    """A school year by its first and last day; it is named for the year of the last."""

    starts_on: dt.date
    ends_on: dt.date

    @property
    def end_year(self) -> int:
        return self.ends_on.year


def year_starting(in_year: int, *, month: int, day: int) -> YearDays:
    """The school year that starts in a calendar year; it lasts until the day before the next one."""
    start = dt.date(in_year, month, day)
    return YearDays(start, start.replace(year=in_year + 1) - dt.timedelta(days=1))


def years_around(today: dt.date, *, month: int, day: int) -> list[YearDays]:
    """The school year before this one, this one, and the next: results, work and plans belong to them."""
    begun = today >= dt.date(today.year, month, day)
    this = today.year if begun else today.year - 1
    return [year_starting(in_year, month=month, day=day) for in_year in (this - 1, this, this + 1)]
