"""Periods: what stretch of time a number measures, written as one stable code (domain brief, section 11)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kpi.domain.words import PeriodType

SEASONS = ("fall", "winter", "spring")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR, LAST_YEAR = 1900, 2199
DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
NOT_ONE_YEAR = "“{}” is not one school year: the second year must follow the first."
CENTURY_PIVOT = 70  # a school year "70-71" is 1970-71; "69-70" is 2069-70


class PeriodError(ValueError):
    """A text that is no period; `suggestion` is a period a person may confirm."""

    def __init__(self, sentence: str, suggestion: Period | None = None) -> None:
        """Keep the sentence people read and the period it may have meant."""
        super().__init__(sentence)
        self.suggestion = suggestion


@dataclass(frozen=True)
class Period:
    """One period; `year` is the spring or closing year, the one it is plotted at."""

    type: PeriodType
    year: int
    season: str = ""
    cohort_years: int = 0
    day: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period whose parts do not belong together."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(f"The year {self.year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
        if (self.season in SEASONS) != (self.type is PeriodType.SEASON):
            raise PeriodError("Only a season period has a season, and it needs one: fall, winter or spring.")
        if (1 <= self.cohort_years <= 9) != (self.type is PeriodType.COHORT_YEAR):
            raise PeriodError("Only a graduating class has a number of years, from 1 to 9.")
        if (self.day is not None) != (self.type is PeriodType.POINT_IN_TIME):
            raise PeriodError("Only a point in time has a date, and it needs one.")
        if self.day is not None and self.year != school_year_of(self.day).year:
            raise PeriodError("A point in time belongs to the school year its date lies in.")

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read a code such as SY2026-27, FY2027, 2026-fall, COHORT2026-4YR, SURVEY2025, ASOF2026-10-01."""
        for pattern, build in _CODES:
            if match := re.fullmatch(pattern, code):
                return build(*match.groups())
        raise PeriodError(f"“{code}” is not a period. Write it like SY2026-27, FY2027 or 2026-fall.")

    @property
    def code(self) -> str:
        """Return the stable code; `Period.parse(period.code) == period`."""
        match self.type:
            case PeriodType.SCHOOL_YEAR:
                return f"SY{self.year - 1}-{self.year % 100:02d}"
            case PeriodType.FISCAL_YEAR:
                return f"FY{self.year}"
            case PeriodType.SEASON:
                return f"{self._calendar_year}-{self.season}"
            case PeriodType.COHORT_YEAR:
                return f"COHORT{self.year}-{self.cohort_years}YR"
            case PeriodType.SURVEY_YEAR:
                return f"SURVEY{self.year}"
        return f"ASOF{self.day}"

    @property
    def sort(self) -> int:
        """Return year*10 + season: whole years 0, fall to spring 1 to 3, dates by school quarter."""
        if self.day is not None:
            return self.year * 10 + (self.day.month - 7) % 12 // 3 + 1
        return self.year * 10 + (SEASONS.index(self.season) + 1 if self.season else 0)

    @property
    def label(self) -> str:
        """Return the words people read."""
        match self.type:
            case PeriodType.SCHOOL_YEAR:
                return f"{self.year - 1}–{self.year % 100:02d}"
            case PeriodType.FISCAL_YEAR:
                return f"FY{self.year}"
            case PeriodType.SEASON:
                return f"{self.season.capitalize()} {self._calendar_year}"
            case PeriodType.COHORT_YEAR:
                return f"Class of {self.year}, {self.cohort_years}-year"
            case PeriodType.SURVEY_YEAR:
                return f"{self.year} survey"
        assert self.day is not None  # noqa: S101 -- __post_init__ refuses a point in time without a date
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def first_day(self) -> date:
        """Return the first day that a result can be known: of a class, none before its spring."""
        match self.type:
            case PeriodType.POINT_IN_TIME:
                assert self.day is not None  # noqa: S101 -- __post_init__ refuses one without a date
                return self.day
            case PeriodType.COHORT_YEAR:
                return date(self.year, 4, 1)
            case PeriodType.SEASON if self.season != "fall":
                return date(self.year, 1, 1) if self.season == "spring" else date(self.year - 1, 11, 1)
        return date(self.year - 1, 7, 1)

    def previous(self, *, years: int = 1) -> Period:
        """Return the comparable period some years earlier: the same season, the same date, the same kind."""
        if self.day is not None:
            return _point_in_time(_same_date(self.day, self.day.year - years))
        return Period(self.type, self.year - years, self.season, self.cohort_years)

    @property
    def _calendar_year(self) -> int:
        """Return the calendar year a season's tests are given in (fall lies before the spring year)."""
        return self.year - (self.season == "fall")

    def __str__(self) -> str:
        """Return the code."""
        return self.code


def school_year(spring_year: int) -> Period:
    """Return the school year that ends on June 30 of the given year."""
    return Period(PeriodType.SCHOOL_YEAR, spring_year)


def school_year_of(day: date) -> Period:
    """Return the school year (July to June) that a date lies in."""
    return school_year(day.year + (day.month >= 7))


def parse_school_year(text: str) -> Period:
    """Read a notation found in files (13-14, 2013–2014, SY2013-14); refuse what a person must confirm."""
    cleaned = re.sub(r"\s*[-–—/−]\s*", "-", text.strip())
    if mangled := _year_turned_into_date(cleaned):
        raise PeriodError(
            f"A spreadsheet turned the year into a date: the cell says “{text.strip()}”, which was probably "
            f"{mangled.label}. Please confirm the year.",
            suggestion=mangled,
        )
    match = re.fullmatch(r"(?:SY\s?)?(\d{4}|\d{2})-(\d{4}|\d{2})", cleaned, re.IGNORECASE)
    if match is None:
        raise PeriodError(f"“{text.strip()}” is not a school year. Write it like 2013-14.")
    first, second = (_four_digits(part) for part in match.groups())
    if len(match[2]) == 2 and len(match[1]) == 4:
        second = first // 100 * 100 + int(match[2]) + (100 if int(match[2]) < first % 100 else 0)
    if second != first + 1:
        raise PeriodError(NOT_ONE_YEAR.format(text.strip()))
    return school_year(second)


def _four_digits(part: str) -> int:
    if len(part) == 4:
        return int(part)
    return int(part) + (1900 if int(part) >= CENTURY_PIVOT else 2000)


def _year_turned_into_date(text: str) -> Period | None:
    """Return the school year behind 13-Dec, December 13 or 2024-12-13 00:00:00 (all typed as 12-13).

    Any other date of a spreadsheet stands for the school year it lies in, to be confirmed like the rest.
    """
    if match := DATE.fullmatch(text):
        return _year_of_date(*map(int, match.groups()))
    month = "|".join(MONTHS)
    text = re.sub(rf"\b({month})[a-z]*\.?[ -]*", r"\1-", text, flags=re.IGNORECASE).rstrip("-")
    text = re.sub(r"(?<=\d) (?=[a-z])", "-", text, flags=re.IGNORECASE)
    if match := re.fullmatch(rf"(\d{{1,2}})-({month})", text, re.IGNORECASE):
        last, first = int(match[1]), MONTHS.index(match[2].lower()) + 1
    elif match := re.fullmatch(rf"({month})-(\d{{1,2}})", text, re.IGNORECASE):
        last, first = int(match[2]), MONTHS.index(match[1].lower()) + 1
    else:
        return None
    return school_year(2000 + last) if last == first + 1 else None


def _year_of_date(year: int, month: int, day: int) -> Period | None:
    """Return the school year behind a date: 12-13 became December 13 of some year, or December 1 of 2013."""
    if day == month + 1:
        return school_year(2000 + day)
    if day == 1 and year % 100 == month + 1:
        return school_year(year)
    try:
        return school_year_of(date(year, month, day))
    except ValueError:
        return None


def _same_date(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # February 29
        return date(year, 2, 28)


def _point_in_time(day: date) -> Period:
    return Period(PeriodType.POINT_IN_TIME, school_year_of(day).year, day=day)


def _school_year_code(first: str, second: str) -> Period:
    if (int(first) + 1) % 100 != int(second):
        raise PeriodError(NOT_ONE_YEAR.format(f"SY{first}-{second}"))
    return school_year(int(first) + 1)


def _date_code(text: str) -> Period:
    try:
        return _point_in_time(date.fromisoformat(text))
    except ValueError:
        raise PeriodError(f"“ASOF{text}” has no real date. Write it like ASOF2026-10-01.") from None


_CODES = (
    (r"SY(\d{4})-(\d{2})", _school_year_code),
    (r"FY(\d{4})", lambda year: Period(PeriodType.FISCAL_YEAR, int(year))),
    (
        r"(\d{4})-(fall|winter|spring)",
        lambda year, season: Period(PeriodType.SEASON, int(year) + (season == "fall"), season),
    ),
    (
        r"COHORT(\d{4})-([1-9])YR",
        lambda year, years: Period(PeriodType.COHORT_YEAR, int(year), cohort_years=int(years)),
    ),
    (r"SURVEY(\d{4})", lambda year: Period(PeriodType.SURVEY_YEAR, int(year))),
    (r"ASOF(\d{4}-\d{2}-\d{2})", _date_code),
)
