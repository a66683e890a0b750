"""The words of the public pages, explained; docs/glossary.md has the longer list for staff."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TERMS: tuple[tuple["_StrPromise", "_StrPromise"], ...] = (
    (
        _("Agreed path"),
        _(
            "The straight line from the starting value to the target. It says where a measure "
            "should be each year."
        ),
    ),
    (_("Board of Education"), _("The people whom voters choose to lead the school district.")),
    (
        _("Comparison"),
        _(
            "The same measure, with the same definition and for the same year, for the state or "
            "another group."
        ),
    ),
    (_("Consistent attendance"), _("The share of students who came to school on more than 90% of days.")),
    (_("Core goal"), _("One of the main aims of the strategic plan.")),
    (
        _("Measure"),
        _("A number that the Board and the superintendent have agreed to follow, with a fixed definition."),
    ),
    (_("No clear change"), _("The number moved, but no more than it often moves by chance.")),
    (
        _("Not shown, to protect student privacy"),
        _(
            "The group is so small that its number could point to a student, or would let someone "
            "work out the number of a small group."
        ),
    ),
    (_("Points"), _("Percentage points: from 80% to 82% is 2 points.")),
    (_("Provisional"), _("A number that its source may still correct.")),
    (
        _("Release"),
        _(
            "All public numbers as they were published on one day. A release never changes; a "
            "correction makes a new one."
        ),
    ),
    (
        _("Sample data"),
        _("Made-up numbers that show how the site works. They say nothing about real students."),
    ),
    (_("School year"), _("The school year 2025–26 is often named by its spring, 2026.")),
    (
        _("Student group"),
        _(
            "Students who share something, for example learning English. Groups with fewer than 10"
            " students are not shown."
        ),
    ),
    (_("Target"), _("The value that was promised, and the year it was promised for.")),
    (_("Tolerance"), _("How far behind the agreed path a measure may be and still count as just behind.")),
)


def terms_of(site: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The words and what they mean in one district, by the facts of its release."""
    starts = _year_starts(site.get("year_starts_month", 7), site.get("year_starts_day", 1))
    said = [(str(term), str(meaning)) for term, meaning in TERMS]
    return [
        (term, f"{starts} {meaning}" if term == gettext("School year") else meaning) for term, meaning in said
    ]


def _year_starts(month: int, day: int) -> str:
    if day == 1:
        return gettext("%(first)s to %(last)s.") % {"first": MONTHS[month], "last": MONTHS[month - 1 or 12]}
    return gettext("It starts on %(month)s %(day)d of each year.") % {"month": MONTHS[month], "day": day}
