"""Charts made of rows: student groups on a common axis, bars from zero; places in percent of the width."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ui.charts.axis import Scale, fixed, value_axis
from ui.charts.values import BarRow, GroupRow, Text


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """A group's row ready to print: places in percent, words beside them; ``withheld`` instead of both."""

    name: Text
    n_words: Text
    value_words: Text
    change_words: Text
    withheld: Text
    before: str = ""
    now: str = ""
    target: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar ready to print: its length in percent and the words at its end."""

    name: Text
    value_words: Text
    withheld: Text
    is_us: bool
    length: str = ""


def _percent(place: float) -> str:
    return f"{fixed(place)}%"


def group_rows(rows: Sequence[GroupRow], *, target: float | None = None) -> list[DrawnGroup]:
    """Every group on one axis: open circle last period, filled circle this one, dotted line the target."""
    values = [
        value for row in rows if not row.withheld for value in (row.before, row.now) if value is not None
    ]
    values += [target] if target is not None else []
    axis = value_axis(values) if values else None
    place = Scale(axis.low, axis.high, 0, 100) if axis else Scale(0, 1, 0, 100)
    return [_drawn_group(row, place, target) for row in rows]


def _drawn_group(row: GroupRow, place: Scale, target: float | None) -> DrawnGroup:
    words = (row.name, row.n_words, row.value_words, row.change_words, row.withheld)
    if row.withheld or row.now is None:
        return DrawnGroup(*words)
    reading = str(row.value_words)
    if row.change_words:
        reading = _("%(value)s, %(change)s") % {"value": row.value_words, "change": row.change_words}
    return DrawnGroup(
        *words,
        before="" if row.before is None else _percent(place(row.before)),
        now=_percent(place(row.now)),
        target="" if target is None else _percent(place(target)),
        reading=reading,
    )


def bar_rows(rows: Sequence[BarRow], *, room: float = 86) -> list[DrawnBar]:
    """Bars from zero, the longest taking ``room`` percent so that its words fit behind it."""
    longest = max((row.value for row in rows if row.value is not None), default=0) or 1
    return [
        DrawnBar(
            row.name,
            row.value_words,
            row.withheld,
            row.is_us,
            "" if row.withheld or row.value is None else _percent(max(row.value, 0) / longest * room),
        )
        for row in rows
    ]
