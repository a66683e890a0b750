"""When something is due, in words; what is overdue is computed from the day and never typed."""

import datetime as dt
from enum import StrEnum

FAR = 14  # days from which a date says more than a count of days


class Due(StrEnum):
    """The groups of a list in date order."""

    OVERDUE = "Overdue"
    THIS_WEEK = "This week"
    LATER = "Later"
    NO_DATE = "No date"


def due_group(due: dt.date | None, *, today: dt.date) -> Due:
    """Which group a day belongs to; a week ends on Sunday."""
    if due is None:
        return Due.NO_DATE
    if due < today:
        return Due.OVERDUE
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return Due.THIS_WEEK if due <= sunday else Due.LATER


def due_in_words(due: dt.date | None, *, today: dt.date) -> str:
    """How far away a day is: "3 days overdue", "Due today", "Due in 4 days"; nothing for a far day."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} overdue"
    if days <= 1:
        return "Due tomorrow" if days else "Due today"
    return f"Due in {days} days" if days < FAR else ""
