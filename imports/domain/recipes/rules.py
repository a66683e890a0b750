"""What a recipe says: columns, units, groups, periods, rows to leave out, measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from imports.domain.cells import CellRules, plain


@dataclass(frozen=True)
class Column:
    """A column the recipe uses, by the names it has had; `which` of several that are called alike."""

    key: str
    names: tuple[str, ...]
    is_optional: bool = False
    which: int = 0


@dataclass(frozen=True)
class UnitPart:
    """One column of a unit's outside id, padded with zeros that a spreadsheet dropped."""

    column: str
    width: int = 0


@dataclass(frozen=True)
class UnitRule:
    """How a row names its school or district."""

    parts: tuple[UnitPart, ...] = ()
    join: str = "-"
    scheme: str = ""
    prefix: str = ""
    name: str = ""
    unknown: str = "refuse"
    level: str = "district"
    constant: str = ""


@dataclass(frozen=True)
class GroupRule:
    """How a row names its student group."""

    column: str = ""
    constant: str = ""
    map: Mapping[str, str] = field(default_factory=dict)
    unknown: str = "refuse"


@dataclass(frozen=True)
class PeriodRule:
    """How a row, or the person who imports, names the school year."""

    column: str = ""
    notation: str = "school_year"
    constant: str = ""


@dataclass(frozen=True)
class RowRule:
    """Rows to leave out, and why."""

    reason: str
    column: str = ""
    equals: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    anywhere: bool = False

    def covers(self, text: str) -> bool:
        """Whether the rule leaves out a row whose cell says this."""
        said = plain(text)
        if self.unless:
            return said not in self.unless
        return (
            said in self.equals
            or any(said.startswith(start) for start in self.starts)
            or any(part in said for part in self.contains)
        )


@dataclass(frozen=True)
class Measure:
    """Which columns of which rows are results of one indicator."""

    indicator: str
    cells: CellRules
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    n: str = ""
    decimals: int = 2
    series: int | None = None
    cohort_years: int = 4
    is_optional: bool = False
    comment: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.value, self.numerator, self.denominator, self.n)))


@dataclass(frozen=True)
class Recipe:
    """A checked recipe."""

    columns: Mapping[str, Column]
    unit: UnitRule
    group: GroupRule
    period: PeriodRule
    measures: tuple[Measure, ...]
    ignore: tuple[RowRule, ...] = ()
    sheet: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        """Return the columns in the order in which a person fills them in."""
        keys = [
            self.period.column,
            *[part.column for part in self.unit.parts],
            self.unit.name,
            self.group.column,
        ]
        for measure in self.measures:
            keys += [*measure.when, *measure.columns]
        return [self.label(key) for key in dict.fromkeys([*keys, *self.columns]) if key]

    def label(self, key: str) -> str:
        """Return the column's name as people know it."""
        return self.columns[key].names[0] if key in self.columns else key
