"""The tags of a measure: no part of its agreed definition, so they change without a new version."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from district.views.editing import form_page, posted
from kpi.actions import tag_indicator
from kpi.forms import IndicatorTagsForm
from kpi.permissions import can_propose_version
from kpi.views.access import measure_context, measure_or_404, person_of, require


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_tags(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which categories a measure serves and which processes feed it."""
    require(is_allowed=can_propose_version(request.user))
    measure, person = measure_or_404(slug), person_of(request)
    form, back = IndicatorTagsForm(posted(request), indicator=measure.indicator), _definition(slug)

    def save(clean: dict[str, Any]) -> str:
        tag_indicator(
            indicator=measure.indicator,
            categories=clean["categories"],
            processes=clean["processes"],
            by=person,
            reason=clean["reason"],
        )
        return back

    context = measure_context(request, measure, "indicator_definition")
    return form_page(request, "kpi/indicator_tags.html", form, save, **context, back=back)


def _definition(slug: str) -> str:
    return reverse("kpi_staff:indicator_definition", args=[slug])
