"""Who changed what of a measure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district.permissions import can_see_history
from district.queries import Asked, history
from kpi.permissions import can_see_measures
from kpi.queries import MeasureRow
from kpi.views.access import measure_context, measure_or_404, require


@require_safe
def indicator_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every recorded change of one part of a measure: a version, a series, or the measure itself."""
    require(is_allowed=can_see_measures(request.user) and can_see_history(request.user))
    measure = measure_or_404(slug)
    parts = _parts(measure)
    shown = request.GET.get("of", "")
    shown = shown if shown in parts else next(iter(parts))
    _label, asked = parts[shown]
    context = measure_context(request, measure, "indicator_history") | {
        "parts": [(name, label, name == shown) for name, (label, _asked) in parts.items()],
        "page": history(asked, page=request.GET.get("page", "1")),
        "query": f"of={shown}",
    }
    return render(request, "kpi/indicator_history.html", context)


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
