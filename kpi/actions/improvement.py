"""Saying which categories a measure serves and which processes feed it."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from district.history import change
from kpi.models import Indicator, IndicatorProcess, IndicatorTag
from strategic_plan.models import Category, Process


def tag_indicator(
    *,
    indicator: Indicator,
    categories: Collection[Category],
    processes: Collection[Process],
    by: Any,
    reason: str = "",
) -> None:
    """Tag a measure with these categories of the set in use and these processes; earlier sets stay tagged."""
    with transaction.atomic(), change(by=by, reason=reason):
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        tags = IndicatorTag.objects.filter(indicator=indicator, category__criteria_set__is_in_use=True)
        tags.exclude(category__in=categories).delete()
        tagged = set(tags.values_list("category_id", flat=True))
        IndicatorTag.objects.bulk_create(
            IndicatorTag(indicator=indicator, category=each) for each in categories if each.pk not in tagged
        )
        links = IndicatorProcess.objects.filter(indicator=indicator)
        links.exclude(process__in=processes).delete()
        linked = set(links.values_list("process_id", flat=True))
        IndicatorProcess.objects.bulk_create(
            IndicatorProcess(indicator=indicator, process=each) for each in processes if each.pk not in linked
        )
