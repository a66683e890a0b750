"""When the next result of a measure is expected, read from the words of its definition."""

import calendar
import datetime as dt
import re

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_WORDS = re.compile(r"^\s*([A-Za-z]+)\s+(\d{4})\s*$")


def expected_in(words: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a month such as "August 2027"; None for words that name no month."""
    found = _WORDS.match(words)
    month = _MONTHS.get(found[1].lower()) if found else None
    if not found or not month or not 1900 <= int(found[2]) <= 2999:
        return None
    year = int(found[2])
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
