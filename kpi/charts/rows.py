"""Rows of a measure: its table by year, student groups, schools, comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from kpi import wording
from kpi.choices import Choice
from ui.cards import Cell, Column, Table
from ui.charts.rows import DrawnBar, DrawnGroup, bar_rows, group_rows
from ui.charts.spark import mini_spark
from ui.charts.values import BarRow, GroupRow, Path, Point
from ui.words import Unit, number

Payload = Mapping[str, Any]


def measure_table(measure: Payload, choice: Choice) -> Table:
    """The same figures as the chart, newest first, with what the chart cannot say."""
    unit, others = wording.unit_of(measure), choice.others
    path = Path([(year, value) for year, value in choice.drawn.get("path", [])])
    columns = [Column(_("Period")), Column(choice.name, "num")]
    columns += [Column(_("Path"), "num opt")] if path.points else []
    columns += [Column(line["name"], "num opt") for line in others]
    columns += [
        Column(_("Counted"), "num opt"),
        Column(_("Note on %(name)s") % {"name": choice.name} if others else _("Note"), "opt"),
    ]
    rows = []
    for result in reversed(choice.rows):
        year = result["period"]["year"]
        row = [Cell(result["period"]["label"]), Cell(wording.value_words(result, unit), "num")]
        if path.points:
            at = path.at(year) if result["series"] == choice.rows[-1]["series"] else None
            row.append(Cell(_("none set") if at is None else unit.short(at), "num opt"))
        for line in others:
            values = {each[0]: (each[1], each[2]) for each in line["points"]}
            value, state = values.get(year, (None, ""))
            words = wording.state_words(state) if state else _("No figure")
            row.append(Cell(words, "opt") if value is None else Cell(unit.short(value), "num opt"))
        row += [
            Cell(number(result["n"]) if result.get("n") is not None else "", "num opt"),
            Cell(wording.note(result), "opt"),
        ]
        rows.append(row)
    return Table(_("%(name)s by period") % {"name": measure["name"]}, columns, rows)


def groups(measure: Payload) -> list[DrawnGroup]:
    """One row per student group: last period, this one, and the target."""
    unit, target = wording.unit_of(measure), measure["trend"].get("target")
    rows = [_group_row(measure, row, unit) for row in measure["groups"]]
    return group_rows(rows, target=target[1] if target else None)


def _group_row(measure: Payload, row: Payload, unit: Unit) -> GroupRow:
    if row.get("value") is None:
        n_words = wording.people(row.get("n"), measure) if row.get("n") else ""
        return GroupRow(row["name"], n_words, withheld=wording.value_words(row, unit))
    before = row.get("before", {}).get("value")
    return GroupRow(
        row["name"],
        wording.people(row.get("n"), measure),
        None if before is None else float(before),
        float(row["value"]),
        wording.value_words(row, unit),
        wording.short_change(row["change"], unit),
    )


def bars(measure: Payload) -> list[DrawnBar]:
    """Us and those we are compared with, from zero."""
    unit = wording.unit_of(measure)
    return bar_rows([_bar(row, unit, is_us=index == 0) for index, row in enumerate(measure["comparison"])])


def _bar(row: Payload, unit: Unit, *, is_us: bool) -> BarRow:
    words = wording.value_words(row, unit)
    if row.get("value") is None:
        return BarRow(row["name"], is_us=is_us, withheld=words)
    return BarRow(row["name"], float(row["value"]), words, is_us)


def schools(measure: Payload, url_of: Callable[[str], str]) -> Table | None:
    """Each school by name, never ranked; its link draws the school's own line above."""
    rows, unit = measure["schools"], wording.unit_of(measure)
    if not rows:
        return None
    low, high = _range(rows)
    label = rows[0]["period"]["label"]
    return Table(
        _("%(name)s by school, %(period)s") % {"name": measure["name"], "period": label},
        [
            Column(_("School"), sorted="ascending"),
            Column(label, "num"),
            Column(_("Change")),
            Column(_("Over the years"), "opt"),
            Column(_("Counted"), "num opt"),
        ],
        [
            [
                Cell(row["name"], url=url_of(row["slug"])),
                Cell(wording.value_words(row, unit), "num" if wording.is_told(row) else ""),
                Cell(wording.short_change(row["change"], unit)),
                Cell(drawing=mini_spark(_mini(row["points"]), low=low, high=high), css="opt"),
                Cell(number(row["n"]) if row.get("n") is not None else "", "num opt"),
            ]
            for row in rows
        ],
    )


def _range(rows: Sequence[Payload]) -> tuple[float | None, float | None]:
    values = [each[1] for row in rows for each in row["points"] if each[1] is not None]
    return (min(values), max(values)) if values else (None, None)


def _mini(found: Sequence[Sequence[Any]]) -> list[Point]:
    return [Point(each[0], each[1]) for each in found]
