"""The component gallery: every part in every state, for those who build pages."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui.charts import explore
from ui.charts.files import svg_file
from ui.charts.trend import trend_drawings
from ui.charts.values import Trend
from ui.gallery import everything
from ui.gallery.trends import TRENDS


@require_safe
@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """All components with invented values."""
    return render(request, "ui/gallery.html", everything())


@require_safe
@login_required
def gallery_figure(request: HttpRequest, name: str) -> HttpResponse:
    """The figure behind "Explore this chart" of one sample."""
    return JsonResponse(explore.figure(_trend(name)))


@require_safe
@login_required
def gallery_image(request: HttpRequest, name: str) -> HttpResponse:
    """One sample chart as a file."""
    trend = _trend(name)
    drawings = trend_drawings(trend)
    if drawings is None:
        raise Http404
    text = svg_file(
        drawings[0], title=trend.title, subtitle=trend.subtitle, source="Sample data", status=trend.status
    )
    return HttpResponse(text, content_type="image/svg+xml")


def _trend(name: str) -> Trend:
    if name not in TRENDS:
        raise Http404
    return TRENDS[name]
