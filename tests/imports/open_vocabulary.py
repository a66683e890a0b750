"""A vocabulary that knows every unit and group: reads real files without a database."""

import re

from imports.targets import Note, PeriodUnread, ReadPeriod
from kpi.domain import Period, PeriodError, parse_school_year, school_year


class OpenVocabulary:
    """Numbers units and groups as they come; every measure is followed."""

    def __init__(self) -> None:
        self.units: dict[str, int] = {}
        self.groups: dict[str, int] = {}

    def measure(self, number: int) -> int | None:
        return number

    def unit(self, key: str, name: str) -> int | None:
        return self.units.setdefault(key, len(self.units))

    def group(self, code: str) -> int | None:
        return self.groups.setdefault(code, len(self.groups))

    def period(self, text: str, notation: str) -> ReadPeriod:
        try:
            if notation == "spring_year":
                period = school_year(int(text))
            elif notation == "code":
                period = Period.parse(text)
            elif notation == "file_name":
                found = re.search(r"\d{4}-\d{2,4}", text)
                period = parse_school_year(found[0] if found else "")
            else:
                period = parse_school_year(text)
        except PeriodError as error:
            guess = error.suggestion
            raise PeriodUnread(
                str(error), guess.code if guess else "", guess.label if guess else ""
            ) from None
        return ReadPeriod(period.code, period.sort, period.label)

    def examine(self, number: int, values: object) -> list[Note]:
        return []
