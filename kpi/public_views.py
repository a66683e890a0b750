"""Public pages of the measures, read from a release and from nothing else."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from kpi import charts, choices, wording
from kpi.boards import dashboard_page, list_rows, list_table, status_example
from kpi.choices import Choice, Filters, in_force
from kpi.downloads import file_name, list_csv, measure_document, shown_cells
from kpi.measure_page import file_addresses, measure_page, nothing_words
from publication import downloads
from publication.public_pages import public_page, render_public
from publication.reading import Edition, Missing
from strategic_plan.plan_page import level_names
from ui.charts.explore import figure as plotly_figure
from ui.charts.files import svg_file
from ui.charts.trend import trend_drawings


class Addresses:
    """Addresses of public pages that stay inside the release being read."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __call__(self, name: str, **kwargs: Any) -> str:
        return self.edition.prefix + reverse(f"kpi:{name}", kwargs=kwargs)


@public_page
def dashboard(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every active measure under its core goal, for the district or a school."""
    filters = Filters.read(request.GET)
    edition.load(("plan", ""), ("measures", ""), ("measures", filters.unit))
    page = dashboard_page(
        edition.item("plan"),
        edition.item("measures"),
        _list_of(edition, filters.unit),
        filters,
        Addresses(edition),
    )
    return render_public(request, edition, "kpi/dashboard.html", page | {"notes": edition.notes})


def _list_of(edition: Edition, unit: str) -> dict[str, Any]:
    try:
        return edition.item("measures", unit)
    except Missing as missing:
        raise Missing(_("There is no school of this name in this release.")) from missing


@public_page
def measure_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All measures as a table, filtered and sorted by the address."""
    filters = Filters.read(request.GET)
    edition.load(("plan", ""), ("measures", ""), ("measures", filters.unit))
    found = filters.chosen(_list_of(edition, filters.unit)["cards"])
    context = {
        "table": list_table(found, filters, Addresses(edition)) if found else None,
        "count": len(found),
        "filters": filters,
        "csv_query": filters.query(),
        "goals": edition.item("plan")["goals"],
        "levels": level_names(edition.item("plan")),
        "units": edition.item("measures")["units"],
        "cards": edition.item("measures")["cards"],
    }
    return render_public(request, edition, "kpi/measure_list.html", context | list_rows(context))


@public_page
def measure_list_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Exactly the rows of the list, as CSV."""
    filters = Filters.read(request.GET)
    edition.load(("measures", filters.unit))
    listed = _list_of(edition, filters.unit)
    return list_csv(filters.chosen(listed["cards"]), listed["unit"], edition)


@public_page
def goal_measures(request: HttpRequest, edition: Edition, *, number: int) -> HttpResponse:
    """The cards of one core goal, shown inside the goal's page."""
    edition.load(("plan", ""), ("measures", ""))
    plan = edition.item("plan")
    if number not in {goal["number"] for goal in plan["goals"]}:
        raise Missing(_("The plan of this release has nothing of this number."))
    cards = [card for card in in_force(edition.item("measures")["cards"]) if card["goal"] == number]
    address = Addresses(edition)
    shown = [charts.card(card, address("measure", slug=card["slug"])) for card in cards]
    context = {"cards": shown, "number": number, "levels": level_names(plan)}
    if request.headers.get("HX-Request"):
        return render_public(request, edition, "kpi/_goal_measures.html", context)
    return render_public(request, edition, "kpi/goal_measures.html", context)


@public_page
def measure(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """One measure: the answer, four facts, the trend, groups, schools, comparison, definition."""
    found, choice = _choice(request, edition, slug)
    context = measure_page(found, choice, edition, Addresses(edition))
    context["shared"] = {
        "page": request.build_absolute_uri(),
        "embed": request.build_absolute_uri(context["files"]["embed"]),
    }
    return render_public(request, edition, "kpi/measure.html", context)


def _choice(request: HttpRequest, edition: Edition, slug: str) -> tuple[dict[str, Any], Choice]:
    """The measure and the line chosen; an unknown measure, school or group is said in plain words."""
    unit, group = request.GET.get("unit", ""), request.GET.get("group") or choices.ALL
    wanted = [("cells", f"{slug}/{unit}")] if unit else []
    edition.load(("plan", ""), ("measure", slug), *wanted)
    try:
        found = edition.item("measure", slug)
    except Missing as missing:
        raise Missing(_("There is no measure at this address in this release.")) from missing
    unit = unit or found["unit_slug"]
    if unit == found["unit_slug"] and group == choices.ALL:
        return found, choices.whole(found, edition.site["short_name"])
    if unit not in dict(found["choices"]["units"]) or group not in dict(found["choices"]["groups"]):
        raise Missing(_("This measure has no results for that school or student group."))
    edition.load(("cells", f"{slug}/{unit}"), ("cells", f"{slug}/{found['unit_slug']}"))
    cells = {name: edition.cells(slug, name) for name in {unit, found["unit_slug"]}}
    return found, choices.chosen(found, unit, group, cells)


@public_page
def measure_figure(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """The figure for "Explore this chart"."""
    found, choice = _choice(request, edition, slug)
    trend = charts.measure_trend(found, choice)
    if not trend.years():
        raise Missing(_("There is nothing to draw."))
    return JsonResponse(plotly_figure(trend))


@public_page
def measure_csv(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """The results behind the page as CSV: every unit and group, or the line chosen."""
    found, choice = _choice(request, edition, slug)
    cells = shown_cells(found, choice, edition)
    return downloads.results_csv(edition, cells, file_name(found, choice))


@public_page
def measure_json(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """The same results and the definition, as JSON."""
    found, choice = _choice(request, edition, slug)
    return downloads.json_response(file_name(found, choice), measure_document(found, choice, edition))


@public_page
def measure_svg(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """The trend as a picture that can stand alone."""
    found, choice = _choice(request, edition, slug)
    trend = charts.measure_trend(found, choice)
    drawings = trend_drawings(trend)
    if drawings is None:
        raise Missing(_("There is nothing to draw."))
    text = svg_file(
        drawings[0],
        title=found["question"],
        subtitle=f"{found['name']}, {choice.name}",
        source=wording.source_line(found, edition.site["name"], edition.number, edition.published_on),
        status=trend.status,
    )
    return HttpResponse(
        text,
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{slug}.svg"'},
    )


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public_page
def measure_embed(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """The chart alone, for pages of others: the only page of the site that they may frame."""
    found, choice = _choice(request, edition, slug)
    address = Addresses(edition)
    figure = charts.measure_figure(found, choice, file_addresses(found, choice, address))
    context = {
        "measure": found,
        "figure": figure,
        "nothing": nothing_words(found, choice),
        "url": address("measure", slug=slug),
        "source": wording.source_line(found, edition.site["name"], edition.number, edition.published_on),
    }
    return render_public(request, edition, "kpi/measure_embed.html", context)


@public_page
def status_rule(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How status is decided: in words, on a worked example, as a formula."""
    edition.load(("measures", ""))
    context = status_example(edition.item("measures"), Addresses(edition))
    crumbs = [(_("Dashboard"), Addresses(edition)("dashboard")), (_("How status is decided"), "")]
    return render_public(request, edition, "kpi/status_rule.html", context | {"crumbs": crumbs})
