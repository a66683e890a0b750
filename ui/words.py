"""How figures, dates and statuses are said: plain words, real signs, no surprises."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Amount = Decimal | float | int
MINUS = "−"

# What a form says of a field left empty, by the name of Django's field; it stands alone and after the label.
LEFT_EMPTY: "dict[str, _StrPromise]" = {
    "Field": gettext_lazy("Write something here."),
    "IntegerField": gettext_lazy("Write a number."),
    "DecimalField": gettext_lazy("Write a number."),
    "DateField": gettext_lazy("Give a date."),
    "FileField": gettext_lazy("Choose a file."),
    "BooleanField": gettext_lazy("Tick this box to go on."),
    "ChoiceField": gettext_lazy("Choose one."),
    "ModelChoiceField": gettext_lazy("Choose one."),
    "MultipleChoiceField": gettext_lazy("Choose at least one."),
    "ModelMultipleChoiceField": gettext_lazy("Choose at least one."),
}


@dataclass(frozen=True, slots=True)
class Status:
    """How one status of domain.md 6.4 is shown: its mark, its words, and why where it is not rated."""

    kind: str
    word: "_StrPromise"
    reason: "_StrPromise | str" = ""


_NOT_RATED = gettext_lazy("Not rated yet")
STATUSES: dict[str, Status] = {
    "met": Status("met", gettext_lazy("Target met")),
    "on_track": Status("on_track", gettext_lazy("On track")),
    "near": Status("near", gettext_lazy("Just behind")),
    "off_track": Status("off_track", gettext_lazy("Off track")),
    "baseline_only": Status("unrated", _NOT_RATED, gettext_lazy("First value")),
    "series_break": Status("unrated", _NOT_RATED, gettext_lazy("New test, target to be set again")),
    "not_released": Status("unrated", _NOT_RATED, gettext_lazy("Not released yet")),
    "no_path": Status("unrated", _NOT_RATED, gettext_lazy("First value not shown")),
    "no_target": Status("unrated", _NOT_RATED, gettext_lazy("No target set")),
    "unrated": Status("unrated", _NOT_RATED),
    "suppressed": Status("suppressed", gettext_lazy("Not shown (privacy)")),
}
KEY = ("met", "on_track", "near", "off_track", "unrated")


def _rounded(value: Amount, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: Amount, decimals: int = 0, *, trim: bool = False) -> str:
    """A figure with thousands separators and a real minus sign; ``trim`` drops closing zeros."""
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if rounded < 0 else text


def percent(value: Amount, decimals: int = 1, *, trim: bool = False) -> str:
    """A percentage: "81.9%"."""
    return f"{number(value, decimals, trim=trim)}%"


def signed(value: Amount, decimals: int = 1) -> str:
    """A difference with its sign: "+1.3", "−0.5"; no sign on zero."""
    text = number(value, decimals)
    return f"+{text}" if _rounded(value, decimals) > 0 else text


def points(value: Amount, decimals: int = 1, *, trim: bool = True) -> str:
    """A size in percentage points, without its sign: "1 point", "2.1 points"."""
    size = abs(_rounded(value, decimals))
    return ngettext("%(n)s point", "%(n)s points", 1 if size == 1 else 2) % {
        "n": number(size, decimals, trim=trim)
    }


def money(value: Amount) -> str:
    """Dollars as people say them: "$410,000", "$1.28 million"."""
    amount = Decimal(str(value))
    sign = MINUS if amount < 0 else ""
    size = abs(amount)
    if size >= 1_000_000_000:
        return sign + _("$%(n)s billion") % {"n": number(size / 1_000_000_000, 2, trim=True)}
    if size >= 1_000_000:
        return sign + _("$%(n)s million") % {"n": number(size / 1_000_000, 2, trim=True)}
    return f"{sign}${number(size)}"


def money_exact(value: Amount) -> str:
    """Dollars and cents for tables: "$1,284,310.00"."""
    amount = Decimal(str(value))
    return f"{MINUS if amount < 0 else ''}${number(abs(amount), 2)}"


def day(value: dt.date) -> str:
    """A date in full: "August 28, 2026"; of a moment, the day that the district's clock had."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localdate(value)
    return date_format(value, "F j, Y")


def school_year(value: int | str) -> str:
    """A school year: 2025, "2024-25" and "SY2024-25" are all "2024–25"; other text stays as it is."""
    if isinstance(value, int):
        return f"{value - 1}–{value % 100:02d}"
    match = re.fullmatch(r"(?:SY)?(\d{4})[-–](\d{2})", value)
    return f"{match[1]}–{match[2]}" if match else value


_SHARES: tuple[tuple[Decimal, "_StrPromise"], ...] = (
    (Decimal("10"), gettext_lazy("About one in ten")),
    (Decimal("20"), gettext_lazy("About one in five")),
    (Decimal("25"), gettext_lazy("About one in four")),
    (Decimal("33.3"), gettext_lazy("About one in three")),
    (Decimal("40"), gettext_lazy("About two in five")),
    (Decimal("50"), gettext_lazy("About half")),
    (Decimal("60"), gettext_lazy("About three in five")),
    (Decimal("66.7"), gettext_lazy("About two in three")),
    (Decimal("70"), gettext_lazy("About seven in ten")),
    (Decimal("75"), gettext_lazy("About three in four")),
    (Decimal("80"), gettext_lazy("About four in five")),
    (Decimal("90"), gettext_lazy("About nine in ten")),
)


def share(value: Amount) -> str:
    """A percentage as people say it: 81.9 is "About four in five"."""
    rate = Decimal(str(value))
    if rate >= 95:
        return _("Almost all")
    if rate < 5:
        return _("Very few")
    return str(min(_SHARES, key=lambda pair: abs(pair[0] - rate))[1])


@dataclass(frozen=True, slots=True)
class Unit:
    """What a measure is counted in: ``kind`` percent, money, count or number, with a word such as "days"."""

    kind: str = "percent"
    decimals: int = 1
    word: str = ""

    def figure(self, value: Amount, *, trim: bool = False) -> str:
        """The bare figure: "81.9", "4.1"."""
        return number(value, self.decimals, trim=trim)

    def short(self, value: Amount, *, trim: bool = False) -> str:
        """The figure as it stands on a chart: "81.9%", "$1.28 million", "4.1"."""
        if self.kind == "percent":
            return percent(value, self.decimals, trim=trim)
        if self.kind == "money":
            return money(value)
        return self.figure(value, trim=trim)

    def full(self, value: Amount, *, trim: bool = False) -> str:
        """The figure in a sentence: "81.9%", "4.1 days"."""
        text = self.short(value, trim=trim)
        return f"{text} {self.word}" if self.word and self.kind not in {"percent", "money"} else text

    def gap(self, value: Amount, *, trim: bool = True) -> str:
        """The size of a difference in words: "2 points", "0.6 days", "$410,000"."""
        size = abs(Decimal(str(value)))
        if self.kind == "money":
            return money(size)
        if self.kind == "percent" or not self.word:
            return points(size, self.decimals, trim=trim)
        return f"{number(size, self.decimals, trim=trim)} {self.word}"
