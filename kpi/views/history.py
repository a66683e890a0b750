"""Who changed what of a measure."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district.permissions import can_see_history
from kpi.permissions import can_see_measures
from kpi.views.access import measure_context, measure_or_404, require


@require_safe
def indicator_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the recorded changes of a measure, its versions and its series are read."""
    require(is_allowed=can_see_measures(request.user) and can_see_history(request.user))
    measure = measure_or_404(slug)
    rows = [("The measure itself", "kpi.indicator", measure.indicator.pk)]
    rows += [
        (f"Version {version.number}", "kpi.indicatorversion", version.pk) for version in measure.versions
    ]
    rows += [
        (f"Series {series.number}, {series.label}", "kpi.series", series.pk)
        for series in measure.indicator.series.all()
    ]
    links = [
        (label, "/staff/history/?" + urlencode({"model": model, "id": key})) for label, model, key in rows
    ]
    context = measure_context(request, measure, "indicator_history") | {"links": links}
    return render(request, "kpi/indicator_history.html", context)
