"""What measures have to do with improvement, for the pages of the plan's room."""

from collections import defaultdict

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from kpi.domain import Lifecycle
from kpi.models import Indicator, IndicatorVersion
from strategic_plan.contributed import Covered, Thing
from strategic_plan.models import CriteriaSet, Process


def measures_by_category(criteria_set: CriteriaSet) -> Covered:
    """Which measures carry each category of a set; those out of force do not count."""
    things: dict[int, list[Thing]] = defaultdict(list)
    rows = Indicator.objects.filter(tags__category__criteria_set=criteria_set).distinct()
    for indicator, thing in _named(rows.prefetch_related("tags")):
        for tag in indicator.tags.all():
            things[tag.category_id].append(thing)
    return Covered("Measures", "measure", {key: tuple(each) for key, each in things.items()})


def measures_fed_by(process: Process) -> list[Thing]:
    """Which measures a process feeds."""
    return [thing for _row, thing in _named(Indicator.objects.filter(process_links__process=process))]


def _named(indicators: QuerySet[Indicator]) -> list[tuple[Indicator, Thing]]:
    versions = IndicatorVersion.objects.order_by("-number")
    return [
        (indicator, Thing(shown.name, reverse("kpi_staff:indicator_definition", args=[indicator.slug])))
        for indicator in indicators.prefetch_related(Prefetch("versions", versions))
        if (shown := _shown(indicator)) is not None and shown.state != Lifecycle.RETIRED
    ]


def _shown(indicator: Indicator) -> IndicatorVersion | None:
    versions: list[IndicatorVersion] = list(indicator.versions.all())
    active = [version for version in versions if version.state == Lifecycle.ACTIVE]
    return next(iter(active or versions), None)
