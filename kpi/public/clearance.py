"""From private rows to public results: disclosure tables per period, cleared, and nothing else kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, groupby

from district.domain import GroupSchemeKind
from kpi.domain import ObservationState, Period, UnitOfMeasure
from kpi.public.live import ALL, Row, Surroundings
from publication.clearing import Table
from publication.disclosure import Cell, Key, Partition, PublicState, PublicValue, numerator_of

Clear = Callable[[Table, Sequence[Table]], Mapping[Key, PublicValue]]
NEVER_PEOPLE = {UnitOfMeasure.CURRENCY}


@dataclass(frozen=True)
class Result:
    """One result as the public may know it; where it is not shown, only that is said."""

    series: int
    unit: str
    group: str
    period: Period
    state: str
    value: Decimal | None = None
    n: int | None = None
    numerator: Decimal | None = None
    bound: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    category: str = ""
    comment: str = ""
    is_provisional: bool = False
    revision: int = 1
    reason: str = ""
    released_on: date | None = None
    is_sample: bool = False
    citation: str = ""

    @property
    def is_told(self) -> bool:
        """Whether a number, or at least a bound, is told."""
        return self.state in {PublicState.SHOWN, PublicState.AT_LEAST, PublicState.AT_MOST}


@dataclass(frozen=True)
class Results:
    """Every public result of one measure."""

    rows: tuple[Result, ...]
    _found: dict[tuple[str, str], list[Result]] = field(default_factory=dict, compare=False)

    def of(self, unit: str, group: str = ALL) -> list[Result]:
        """The results of a unit and group, oldest first."""
        if not self._found:
            for row in sorted(self.rows, key=lambda each: (each.period.sort, each.series)):
                self._found.setdefault((row.unit, row.group), []).append(row)
        return self._found.get((unit, group), [])

    def at(self, period: Period, series: int, unit: str, group: str = ALL) -> Result | None:
        """One result, if there is one."""
        return next(
            (row for row in self.of(unit, group) if row.period == period and row.series == series), None
        )


@dataclass(frozen=True)
class Figures:
    """The private rows of one measure, and what of its definition decides how they are cleared."""

    name: str
    rows: Sequence[Row]
    measured_in: UnitOfMeasure
    counts_people: bool
    allowed: str
    n_min: int


def cleared(own: Figures, around: Surroundings, clear: Clear, alike: Sequence[Figures] = ()) -> Results:
    """Clear a measure, all numbers of a period together, and with them those of measures that count the same.

    `alike` are the other measures about the same people (domain brief R8): what one hides, all hide.
    """
    stretches = _stretches(own, around)
    others: dict[str, list[Table]] = {}
    if alike:
        for period, table, _rows in chain(stretches, *(_stretches(each, around) for each in alike)):
            if table.cells:
                others.setdefault(period, []).append(table)
    results: list[Result] = []
    for period, table, rows in stretches:
        same = [each for each in others.get(period, ()) if each.name != table.name]
        public = clear(table, same) if table.cells else {}
        results += [_result(row, public.get((row.unit, row.group)), own.measured_in) for row in rows]
    return Results(tuple(results))


def _stretches(figures: Figures, around: Surroundings) -> list[tuple[str, Table, list[Row]]]:
    """Return period, table and rows for each period of each series."""
    shown_groups = {ALL} | {group.code for members in around.schemes(figures.allowed) for group in members}
    rows = [row for row in figures.rows if row.group in shown_groups and row.unit in around.units]
    rows.sort(key=lambda row: (row.series, row.sort, row.period))
    return [
        (period, _table(f"{figures.name} {series} {period}", found, figures, around), found)
        for (series, period), group in groupby(rows, key=lambda row: (row.series, row.period))
        for found in [list(group)]
    ]


def _table(name: str, rows: list[Row], figures: Figures, around: Surroundings) -> Table:
    with_number = [row for row in rows if _has_number(row)]
    own = [row for row in with_number if not around.units[row.unit].is_comparison]
    cells: dict[Key, Cell] = {
        (row.unit, row.group): _cell(
            row, around, figures.measured_in, figures.counts_people, is_alone=len(own) == 1
        )
        for row in with_number
    }
    return Table(
        name,
        tuple(cells.values()),
        tuple(_partitions(cells, around)),
        {(row.unit, row.group): row.value for row in with_number},
        n_min=figures.n_min,
    )


def _has_number(row: Row) -> bool:
    state = ObservationState(row.state)
    return state.has_value or state.is_coded or state.is_suppressed


def _cell(
    row: Row, around: Surroundings, measured_in: UnitOfMeasure, counts_people: bool, *, is_alone: bool
) -> Cell:
    key = (row.unit, row.group)
    n = _people(row, measured_in)
    if not counts_people or measured_in in NEVER_PEOPLE:
        return Cell(key, n, is_counted=False)
    if n is None and _is_public_already(row, around, is_alone):
        return Cell(key, None, is_counted=False)
    numerator: Decimal | int | None = None
    if measured_in is UnitOfMeasure.PERCENT and n and row.value is not None and 0 <= row.value <= 100:
        is_own = (
            row.numerator is not None and row.denominator in {None, Decimal(n)} and 0 <= row.numerator <= n
        )
        numerator = row.numerator if is_own else numerator_of(row.value, n)
    return Cell(key, n, numerator)


def _people(row: Row, measured_in: UnitOfMeasure) -> int | None:
    """Return the people behind a number: n, else a whole denominator, else the count itself."""
    if ObservationState(row.state).is_suppressed:
        return row.n
    if measured_in is UnitOfMeasure.COUNT and row.value is not None and row.value == int(row.value):
        return max(int(row.value), 0)
    if row.n is not None:
        return row.n
    if measured_in is UnitOfMeasure.PERCENT and row.denominator is not None:
        return int(row.denominator) if row.denominator == int(row.denominator) else None
    return None


def _is_public_already(row: Row, around: Surroundings, is_alone: bool) -> bool:
    """Whether a number without n was published by others and stands beside nothing it could give away.

    Figures of the state; a rating in words; a figure of the whole district that a person cited, where no
    school is shown. A file may be the district's own, so an imported figure is never taken for public.
    """
    if row.category or around.units[row.unit].is_comparison:
        return not ObservationState(row.state).is_suppressed
    is_whole = around.units[row.unit].level == "district" and row.group == ALL
    is_cited = bool(row.citation) and row.batch is None
    return is_whole and is_alone and is_cited and not ObservationState(row.state).is_suppressed


def _partitions(cells: Mapping[Key, Cell], around: Surroundings) -> list[Partition]:
    """District = schools for each group; all students = each scheme's groups, or a group and the rest."""
    counted = {key for key, cell in cells.items() if cell.is_counted}
    parts: list[Partition] = []
    if around.district is not None:
        for group in {key[1] for key in counted}:
            members = tuple((s.slug, group) for s in around.schools if (s.slug, group) in counted)
            parts += _partition((around.district.slug, group), members)
    for unit in {key[0] for key in counted}:
        for scheme in around.schemes(""):
            members = tuple((unit, each.code) for each in scheme if (unit, each.code) in counted)
            kind = scheme[0].scheme.kind
            if kind == GroupSchemeKind.OVERLAPPING:
                parts += [part for member in members for part in _partition((unit, ALL), (member,))]
            else:
                parts += _partition((unit, ALL), members)
    return parts


def _partition(total: Key, members: tuple[Key, ...]) -> Iterable[Partition]:
    """Every list counts as complete; the disclosure room adds a remainder wherever something is left over."""
    return [Partition(total, members)] if members else []


def _result(row: Row, public: PublicValue | None, measured_in: UnitOfMeasure) -> Result:
    """Keep of a row what its public value tells; texts of a hidden row stay hidden with it."""
    state = ObservationState(row.state)
    at = (row.series, row.unit, row.group, Period.parse(row.period))
    if not _has_number(row):
        return Result(*at, state=state.value, is_sample=row.is_sample, comment=row.comment)
    if public is None or state.is_suppressed or public.state is PublicState.NOT_SHOWN:
        return Result(*at, state=PublicState.NOT_SHOWN.value, is_sample=row.is_sample)
    if public.state is PublicState.NO_STUDENTS:
        return Result(*at, state=PublicState.NO_STUDENTS.value, n=0, is_sample=row.is_sample)
    if public.bound is not None and measured_in is not UnitOfMeasure.PERCENT:
        return Result(*at, state=PublicState.NOT_SHOWN.value, is_sample=row.is_sample)
    if state.is_coded:
        is_top = state is ObservationState.TOP_CODED
        shown = PublicState.AT_LEAST if is_top else PublicState.AT_MOST
        public = PublicValue(shown, n=public.n, bound=row.bound)
    return Result(
        *at,
        state=public.state.value,
        value=public.value,
        n=public.n,
        numerator=None if public.numerator is None else Decimal(public.numerator),
        bound=public.bound,
        low=public.low,
        high=public.high,
        category=row.category if public.state is PublicState.SHOWN else "",
        comment=row.comment if public.state is PublicState.SHOWN else "",
        is_provisional=state is ObservationState.PROVISIONAL,
        revision=row.revision,
        reason=row.reason if public.state is PublicState.SHOWN else "",
        released_on=row.released_on,
        is_sample=row.is_sample,
        citation=row.citation,
    )
