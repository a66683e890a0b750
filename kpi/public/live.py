"""What the compiler reads: active versions and their current results, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Count, F, Max, Q

from district.domain import GroupSchemeKind
from district.models import OrgUnit, StudentGroup
from kpi.domain import Lifecycle, scheme_codes
from kpi.models import IndicatorVersion, Observation
from publication.domain import digest
from strategic_plan.domain import PlanState
from strategic_plan.models import CoreGoal

ALL = "all"


class Row(NamedTuple):
    """One current result, still private; only `kpi.public.clearance` may look at it."""

    indicator: int
    series: int
    unit: str
    group: str
    period: str
    sort: int
    state: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    n: int | None
    bound: Decimal | None
    category: str
    comment: str
    released_on: date | None
    is_sample: bool
    citation: str
    revision: int
    reason: str
    batch: int | None


@dataclass(frozen=True)
class Surroundings:
    """The units and groups that results belong to, by slug and code, in the order people read them."""

    units: dict[str, OrgUnit]
    groups: dict[str, StudentGroup]

    @property
    def district(self) -> OrgUnit | None:
        """The district itself; there is at most one."""
        return next((unit for unit in self.own if unit.level == "district"), None)

    @property
    def own(self) -> list[OrgUnit]:
        """The district and its schools."""
        return [unit for unit in self.units.values() if not unit.is_comparison]

    @property
    def schools(self) -> list[OrgUnit]:
        """Schools by name, never by result."""
        return sorted((unit for unit in self.own if unit.level == "school"), key=attrgetter("name"))

    @property
    def comparisons(self) -> list[OrgUnit]:
        """The state first, then the other districts that were chosen for it."""
        chosen = [unit for unit in self.units.values() if unit.is_comparison]
        return sorted(chosen, key=lambda unit: unit.level != "state")

    def fingerprint(self) -> str:
        """A hash of all names, levels and schemes."""
        units = [(u.slug, u.name, u.level, u.kind, u.is_comparison, u.parent_id) for u in self.units.values()]
        groups = [(g.code, g.name, g.scheme.code, g.scheme.kind) for g in self.groups.values()]
        return digest(*units, *groups)

    def schemes(self, allowed: str) -> list[list[StudentGroup]]:
        """Groups by scheme, without all students; `allowed` names scheme codes, empty allows every one.

        A word that names no scheme allows nothing.
        """
        codes = scheme_codes(allowed)
        return [
            members
            for (_, code), found in groupby(
                self.groups.values(), key=lambda g: (g.scheme.order, g.scheme.code)
            )
            if (not codes or code in codes)
            and (members := [group for group in found if group.scheme.kind != GroupSchemeKind.TOTAL])
        ]


def surroundings() -> Surroundings:
    """Read all groups, our own units and the comparisons that were chosen; an import brings hundreds more."""
    groups = StudentGroup.objects.select_related("scheme").order_by(
        "scheme__order", "scheme__code", "order", "name"
    )
    return Surroundings(
        {unit.slug: unit for unit in OrgUnit.objects.published()}, {group.code: group for group in groups}
    )


def public_versions() -> list[IndicatorVersion]:
    """Every active version in plan order, missing and adverse ones too, then each retired measure's last."""
    found = list(
        IndicatorVersion.objects.filter(state__in=[Lifecycle.ACTIVE, Lifecycle.RETIRED])
        .select_related("indicator", "main_goal__plan", "series")
        .prefetch_related("agreements", "yearly_targets", "indicator__series")
        .order_by("main_goal__number", "indicator__order", "indicator__code", "-number")
    )
    active = {version.indicator_id: version for version in found if version.state == Lifecycle.ACTIVE}
    retired: dict[int, IndicatorVersion] = {}
    for version in found:
        if version.indicator_id not in active:
            retired.setdefault(version.indicator_id, version)
    return [*active.values(), *retired.values()]


def goal_of(version: IndicatorVersion) -> CoreGoal | None:
    """The goal of the plan in force that a version serves; one of an older plan only shares its number."""
    goal: CoreGoal | None = version.main_goal
    return goal if goal is not None and PlanState(goal.plan.state).is_in_force else None


def marks(indicators: list[int], *, as_of: date) -> dict[int, str]:
    """Say in a few numbers per indicator which results there are: rows are only ever added."""
    found = (
        Observation.objects.filter(series__indicator__in=indicators)
        .order_by()
        .values_list("series__indicator")
        .annotate(rows=Count("pk"), newest=Max("pk"), embargoed=Count("pk", filter=Q(released_on__gt=as_of)))
    )
    return {indicator: f"{rows} {newest} {embargoed}" for indicator, rows, newest, embargoed in found}


def current_rows(indicators: list[int], *, as_of: date) -> Iterator[tuple[int, list[Row]]]:
    """Read the current results of many indicators at once.

    What is embargoed after `as_of` stays out, and an embargoed correction leaves the result it corrects.
    """
    released = Observation.objects.filter(
        Q(released_on=None) | Q(released_on__lte=as_of),
        series__indicator__in=indicators,
        unit__in=OrgUnit.objects.published(),
    )
    found = (
        released.current()
        .order_by("series__indicator", "series__number", "period_sort", "unit", "group")
        .values_list(
            F("series__indicator"),
            F("series__number"),
            F("unit__slug"),
            F("group__code"),
            "period",
            "period_sort",
            "state",
            "value",
            "numerator",
            "denominator",
            "n",
            "bound",
            "category",
            "comment",
            "released_on",
            "is_sample",
            "citation",
            "revision",
            "reason",
            "batch",
        )
    )
    rows = (Row(*values) for values in found.iterator(chunk_size=5000))
    for indicator, group in groupby(rows, key=attrgetter("indicator")):
        yield indicator, list(group)
