"""The list of measures, a new measure, and the tabs that are read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from district.actions import Refused
from district.views.editing import posted
from kpi.actions import create_indicator, propose_version
from kpi.forms import IndicatorForm
from kpi.permissions import can_propose_version, can_see_measures
from kpi.queries import (
    agreements_of,
    lines_between,
    measure_rows,
    missing_of,
    path_of,
    plan_coverage,
    sections_of,
    target_terms,
    version_steps,
)
from kpi.views.access import measure_context, measure_or_404, open_agreements, person_of, require
from strategic_plan.models import Plan

SHOWN = ("all", "active", "waiting", "retired")


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """All measures with the state of their versions, and how they cover the plan."""
    require(is_allowed=can_see_measures(request.user))
    rows = measure_rows()
    asked = request.GET.get("show", "")
    shown = asked if asked in SHOWN else "all"
    parts = {
        "all": rows,
        "active": [row for row in rows if row.active],
        "waiting": [row for row in rows if row.proposed],
        "retired": [row for row in rows if row.is_retired],
    }
    context = {
        "rows": parts[shown],
        "shown": shown,
        "counts": [(name, len(parts[name])) for name in SHOWN],
        "coverage": plan_coverage(rows),
        "levels": Plan.objects.levels_in_use(),
        "can_create": can_propose_version(request.user),
    }
    return render(request, "kpi/indicator_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_create(request: HttpRequest) -> HttpResponse:
    """Begin a new measure with its first proposed version."""
    require(is_allowed=can_propose_version(request.user))
    form = IndicatorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        stated, person = form.cleaned_data, person_of(request)
        fields = {name: stated[name] for name in ("name", "question", "main_goal")}
        try:
            create_indicator(code=stated["code"], slug=stated["slug"], fields=fields, by=person)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The measure is begun. Next: write its definition.")
            return redirect("kpi_staff:version_edit", stated["slug"])
    status = 422 if form.is_bound else 200
    return render(request, "kpi/indicator_create.html", {"form": form}, status=status)


@require_safe
def indicator_definition(request: HttpRequest, slug: str) -> HttpResponse:
    """What a measure says: the version in force, and what a proposal would change."""
    require(is_allowed=can_see_measures(request.user))
    measure = measure_or_404(slug)
    version = measure.proposed or measure.shown
    context = measure_context(request, measure, "indicator_definition") | {
        "version": version,
        "sections": sections_of(version),
        "lines": lines_between(measure.active, measure.proposed)
        if measure.active and measure.proposed
        else [],
        "missing": missing_of(version) if measure.proposed else [],
        "agreements": agreements_of(version),
        "can_agree": open_agreements(request, version),
        "tags": measure.indicator.tags.select_related("category"),
        "processes": measure.indicator.process_links.select_related("process"),
        "can_tag": can_propose_version(request.user),
    }
    return render(request, "kpi/indicator_definition.html", context)


@require_safe
def indicator_targets(request: HttpRequest, slug: str) -> HttpResponse:
    """Baseline, targets, the path between them, and the series they belong to."""
    require(is_allowed=can_see_measures(request.user))
    measure = measure_or_404(slug)
    version = measure.proposed or measure.shown
    context = measure_context(request, measure, "indicator_targets") | {
        "version": version,
        "terms": target_terms(version),
        "path": path_of(version),
        "series": list(measure.indicator.series.all()),
    }
    return render(request, "kpi/indicator_targets.html", context)


@require_safe
def indicator_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version with who agreed to it and what it changed."""
    require(is_allowed=can_see_measures(request.user))
    measure = measure_or_404(slug)
    context = measure_context(request, measure, "indicator_versions") | {
        "steps": version_steps(measure.versions)
    }
    return render(request, "kpi/indicator_versions.html", context)


@require_POST
def version_propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the next version as a copy of the one in force."""
    require(is_allowed=can_propose_version(request.user))
    measure = measure_or_404(slug)
    try:
        propose_version(indicator=measure.indicator, by=person_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("kpi_staff:indicator_definition", slug)
    messages.success(request, "A new version is proposed. The one in force stays until both sides agree.")
    return redirect("kpi_staff:version_edit", slug)
