"""Reading results as staff see them: before privacy rules, with the history of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from district.models import OrgUnit, StudentGroup
from kpi.domain import Limits, LimitsKind, limits, limits_kind
from kpi.models import Indicator, Observation

PAGE_SIZE = 50
Cell = tuple[int, int, int]


@dataclass(frozen=True)
class ValueFilters:
    """What the address asks for; empty means all."""

    unit: str = ""
    group: str = ""
    state: str = ""


def is_usual(value: Decimal | None, usual: Limits | None) -> bool:
    """Whether a value lies in a range; without either there is nothing unusual."""
    return usual is None or value is None or usual.lower <= value <= usual.upper


@dataclass(frozen=True)
class ValueRow:
    """A result with the usual range of its own series, where five results or more allow one."""

    observation: Observation
    usual: Limits | None

    @property
    def is_unusual(self) -> bool:
        """Whether the value lies outside the range that its series usually moves in."""
        return not is_usual(self.observation.value, self.usual)


@dataclass(frozen=True)
class ValuePage:
    """Fifty results with what the filters may choose from."""

    page: Page[Any]
    rows: list[ValueRow]
    units: list[OrgUnit]
    groups: list[StudentGroup]
    states: list[str]


def value_page(
    indicator: Indicator, *, units: frozenset[int] | None, filters: ValueFilters, number: str | int = 1
) -> ValuePage:
    """The current results of a measure for the units a person may see (None: all), newest first."""
    seen = Observation.objects.filter(series__in=[each.pk for each in indicator.series.all()])
    if units is not None:
        seen = seen.filter(unit__in=units)
    chosen = seen.filter(_asked(filters))
    current = chosen.current().filter(Q(state=filters.state) if filters.state else Q())
    ordered = current.select_related("series", "unit", "group", "batch__file", "recorded_by").order_by(
        "-period_sort", "-series__number", "unit__order", "unit__name", "group__order", "group__name", "pk"
    )
    page = Paginator(ordered, PAGE_SIZE).get_page(number)
    offered = list(_offered(filters).filter(Exists(seen.filter(unit=OuterRef("pk")))))
    # Of what imports kept for comparison nothing is read here: there may be a hundred times as much.
    own = seen.filter(unit__in=[unit.pk for unit in offered])
    return ValuePage(
        page,
        with_usual_range(page.object_list),
        offered,
        list(StudentGroup.objects.filter(pk__in=own.values("group"))),
        list(own.order_by("state").values_list("state", flat=True).distinct()),
    )


def with_usual_range(observations: Iterable[Observation]) -> list[ValueRow]:
    """Results beside the natural process limits of the others of their series, unit and group; one query.

    A result is never measured by itself: a slip of the decimal point would widen the range that shows it.
    """
    found = list(observations)
    points: dict[Cell, dict[str, Decimal | None]] = defaultdict(dict)
    wanted = Observation.objects.filter(
        series__in={row.series_id for row in found},
        unit__in={row.unit_id for row in found},
        group__in={row.group_id for row in found},
    )
    results = (
        wanted.current().order_by("period_sort").values_list("series", "unit", "group", "period", "value")
    )
    for series, unit, group, period, value in results:
        points[series, unit, group][period] = value
    return [
        ValueRow(row, _usual(points[row.series_id, row.unit_id, row.group_id], row.period)) for row in found
    ]


def revisions_of(observation: Observation) -> list[tuple[Observation, Observation | None]]:
    """Each revision of a result with the one before it, newest first."""
    revisions: list[Observation | None] = list(
        Observation.objects.filter(
            series=observation.series_id,
            unit=observation.unit_id,
            group=observation.group_id,
            period=observation.period,
        )
        .select_related("batch__file", "recorded_by", "series", "unit", "group")
        .order_by("-revision")
    )
    pairs = zip(revisions, [*revisions[1:], None], strict=True)
    return [(row, before) for row, before in pairs if row is not None]


def changed_results(
    indicator: Indicator, *, units: frozenset[int] | None, number: str | int = 1
) -> tuple[Page[Any], list[tuple[Observation, Observation]]]:
    """A page of later revisions of a measure's results, newest first, each with the one before it."""
    seen = Observation.objects.filter(series__indicator=indicator, revision__gt=1)
    if units is not None:
        seen = seen.filter(unit__in=units)
    related = seen.select_related("series", "unit", "group", "batch__file", "recorded_by")
    page = Paginator(related.order_by("-recorded_at", "-pk"), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    before = {
        (each.series_id, each.unit_id, each.group_id, each.period, each.revision + 1): each
        for each in Observation.objects.filter(
            series__in={row.series_id for row in rows},
            unit__in={row.unit_id for row in rows},
            group__in={row.group_id for row in rows},
            period__in={row.period for row in rows},
        )
    }
    keys = [(row.series_id, row.unit_id, row.group_id, row.period, row.revision) for row in rows]
    return page, [(row, before[key]) for row, key in zip(rows, keys, strict=True)]


def _usual(by_period: dict[str, Decimal | None], judged: str) -> Limits | None:
    values = [value for period, value in by_period.items() if period != judged]
    return None if limits_kind(values) is LimitsKind.NONE else limits(values)


def _offered(filters: ValueFilters) -> Any:
    """Leave out what imports kept of hundreds of other districts, unless the address names one."""
    return OrgUnit.objects.published() | OrgUnit.objects.filter(slug=filters.unit)


def _asked(filters: ValueFilters) -> Q:
    asked = Q()
    if filters.unit:
        asked &= Q(unit__slug=filters.unit)
    if filters.group:
        asked &= Q(group__code=filters.group)
    return asked
