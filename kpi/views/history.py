"""Who changed what of a measure."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district.permissions import can_see_history
from district.queries import Asked, history
from district.views.history import place_asked
from kpi.permissions import can_see_measures, can_see_values, units_with_values
from kpi.queries import MeasureRow, ValueRow, changed_results, definition_of
from kpi.views.access import measure_context, measure_or_404, require
from kpi.views.wording import value_words

RESULTS = "results"


@require_safe
def indicator_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every recorded change of one part of a measure: a version, a series, its results, the measure."""
    require(is_allowed=can_see_measures(request.user) and can_see_history(request.user))
    measure = measure_or_404(slug)
    parts = _parts(measure)
    shown = request.GET.get("of", "")
    has_results = can_see_values(request.user)
    labels = {name: label for name, (label, _asked) in parts.items()}
    labels |= {RESULTS: "Corrected results"} if has_results else {}
    shown = shown if shown in labels else next(iter(parts))
    context = measure_context(request, measure, "indicator_history") | {
        "parts": [(name, label, name == shown) for name, label in labels.items()],
        "query": f"of={shown}",
    }
    if shown == RESULTS:
        context |= _results(request, measure)
    else:
        context["page"] = history(parts[shown][1], **place_asked(request))
    return render(request, "kpi/indicator_history.html", context)


def _results(request: HttpRequest, measure: MeasureRow) -> dict[str, Any]:
    page, pairs = changed_results(
        measure.indicator, units=units_with_values(request.user), number=request.GET.get("page", "1")
    )
    definition = definition_of(measure.indicator)
    steps = [
        tuple(value_words(ValueRow(row, None), definition, is_exact=True) for row in pair) for pair in pairs
    ]
    return {"page": page, "steps": steps}


def _parts(measure: MeasureRow) -> dict[str, tuple[str, Asked]]:
    parts = {
        f"version-{version.number}": (
            f"Version {version.number}",
            Asked(model="kpi.indicatorversion", pk=str(version.pk)),
        )
        for version in measure.versions
    }
    for series in measure.indicator.series.all():
        asked = Asked(model="kpi.series", pk=str(series.pk))
        parts[f"series-{series.number}"] = (f"Series {series.number}, {series.label}", asked)
    parts["measure"] = ("Code and address", Asked(model="kpi.indicator", pk=str(measure.indicator.pk)))
    return parts
