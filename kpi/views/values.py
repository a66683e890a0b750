"""Results of a measure as staff see them: filter, record, correct in place, take back, look back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from district.actions import Overtaken, Refused
from district.models import OrgUnit
from district.views.editing import posted
from kpi.actions import (
    record_observation,
    take_back_observation,
)
from kpi.forms import NewObservationForm, ObservationForm, ReasonForm
from kpi.models import Observation
from kpi.permissions import can_record_value, can_see_values, units_with_values
from kpi.queries import (
    MeasureRow,
    ValueFilters,
    definition_of,
    revisions_of,
    value_page,
    with_usual_range,
)
from kpi.views.access import measure_context, measure_or_404, person_of, require
from kpi.views.wording import filter_groups, usual_words, value_words


@require_safe
def indicator_values(request: HttpRequest, slug: str) -> HttpResponse:
    """The current results, fifty a page, filtered by links."""
    require(is_allowed=can_see_values(request.user))
    measure = measure_or_404(slug)
    filters = ValueFilters(**{name: request.GET.get(name, "") for name in ("unit", "group", "state")})
    found = value_page(
        measure.indicator,
        units=units_with_values(request.user),
        filters=filters,
        number=request.GET.get("page", "1"),
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = measure_context(request, measure, "indicator_values") | {
        "page": found.page,
        "rows": [value_words(row, definition_of(measure.indicator)) for row in found.rows],
        "filters": filter_groups(found, filters),
        "query": query.urlencode(),
    }
    return render(request, "kpi/indicator_values.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def observation_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a result that is not there yet."""
    require(is_allowed=can_record_value(request.user))
    measure = measure_or_404(slug)
    form = NewObservationForm(
        posted(request),
        definition=definition_of(measure.indicator),
        units=OrgUnit.objects.published(),
        initial=_first_guess(measure),
    )
    if request.method == "POST" and form.is_valid() and _record_new(request, form):
        messages.success(request, "Value recorded.")
        return redirect("kpi_staff:indicator_values", slug)
    context = measure_context(request, measure, "indicator_values") | {"form": form}
    return render(request, "kpi/observation_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def observation_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a result in its row, or on a page of its own without script."""
    measure = measure_or_404(slug)
    seen = _observation_or_404(request, measure, pk)
    require(is_allowed=can_record_value(request.user, seen.unit))
    definition = definition_of(measure.indicator)
    form = ObservationForm(
        posted(request),
        definition=definition,
        initial=ObservationForm.initial_of(seen),
        auto_id=f"id_{seen.pk}_%s",  # several rows may be open at once
    )
    current: Observation | None = None
    status = 422 if form.is_bound else 200
    judged = with_usual_range([seen])[0]
    said = usual_words(judged.usual, definition)
    if request.method == "POST" and form.is_valid() and form.accepts(judged.usual, said):
        try:
            made = _correct(request, seen, form)
        except Overtaken as conflict:
            current, status = conflict.row, 409
        except Refused as refusal:
            form.show(refusal.problems)
        else:
            return _corrected(request, measure, made)
    row = value_words(judged, definition)
    context = measure_context(request, measure, "indicator_values") | {"form": form, "row": row}
    if current is not None:
        context["current"] = value_words(with_usual_range([current])[0], definition)
    template = "kpi/_value_form.html" if request.htmx else "kpi/observation_edit.html"  # type: ignore[attr-defined]  # set by HtmxMiddleware
    return render(request, template, context, status=status)


@require_safe
def observation_row(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One result as its row, after "Cancel"."""
    measure = measure_or_404(slug)
    seen = _observation_or_404(request, measure, pk)
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect("kpi_staff:indicator_values", slug)
    return _row(request, measure, revisions_of(seen)[0][0])


@require_http_methods(["GET", "HEAD", "POST"])
def observation_take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a result back, with a reason; its history stays."""
    measure = measure_or_404(slug)
    seen = _observation_or_404(request, measure, pk)
    require(is_allowed=can_record_value(request.user, seen.unit))
    form = ReasonForm(posted(request))
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            take_back_observation(
                observation=seen,
                by=person_of(request),
                reason=form.cleaned_data["reason"],
                seen=seen.revision,
            )
        except Overtaken:
            status = 409
            form.add_error(None, "Someone else changed this result first. Look at it again.")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The result is taken back. Its history stays readable.")
            return redirect("kpi_staff:indicator_values", slug)
    row = value_words(with_usual_range([seen])[0], definition_of(measure.indicator))
    context = measure_context(request, measure, "indicator_values") | {"form": form, "row": row}
    return render(request, "kpi/observation_take_back.html", context, status=status)


@require_safe
def observation_revisions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every revision of one result: who, when, what, from and to, why."""
    measure = measure_or_404(slug)
    seen = _observation_or_404(request, measure, pk)
    definition = definition_of(measure.indicator)
    pairs = revisions_of(seen)
    rows = with_usual_range([row for row, _before in pairs])
    words = [value_words(row, definition, is_exact=True) for row in rows]
    context = measure_context(request, measure, "indicator_values") | {
        "row": words[0],
        "steps": list(zip(words, [*words[1:], None], strict=True)),
    }
    return render(request, "kpi/observation_revisions.html", context)


def _observation_or_404(request: HttpRequest, measure: MeasureRow, pk: int) -> Observation:
    seen = get_object_or_404(
        Observation.objects.select_related("series", "unit", "group", "batch__file", "recorded_by"),
        pk=pk,
        series__indicator=measure.indicator,
    )
    units = units_with_values(request.user)
    if units is not None and seen.unit_id not in units:
        raise Http404("No such result.")
    return seen


def _record_new(request: HttpRequest, form: NewObservationForm) -> bool:
    stated = form.cleaned_data
    if not can_record_value(request.user, stated["unit"]):
        form.add_error("unit", "You may not record results for this unit.")
        return False
    keys = {name: stated[name] for name in ("series", "unit", "group", "period")}
    usual = with_usual_range([Observation(**keys)])[0].usual
    if not form.accepts(usual, usual_words(usual, form.definition)):
        return False
    try:
        record_observation(
            series=stated["series"],
            unit=stated["unit"],
            group=stated["group"],
            entry=form.entry(stated["period"]),
            by=person_of(request),
            seen=0,
            **form.notes(),
        )
    except Overtaken:
        form.add_error("period", "A result is there already. Correct it in the list of values.")
    except Refused as refusal:
        form.show(refusal.problems)
    return not form.errors


def _correct(request: HttpRequest, seen: Observation, form: ObservationForm) -> Observation:
    return record_observation(
        series=seen.series,
        unit=seen.unit,
        group=seen.group,
        entry=form.entry(seen.period),
        by=person_of(request),
        reason=form.cleaned_data["reason"],
        seen=seen.revision,
        **form.notes(seen),
    )


def _corrected(request: HttpRequest, measure: MeasureRow, made: Observation) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return _row(request, measure, made, said=f"Value recorded for {made.unit}.")
    messages.success(request, "Value recorded.")
    return redirect("kpi_staff:indicator_values", measure.indicator.slug)


def _row(request: HttpRequest, measure: MeasureRow, shown: Observation, said: str = "") -> HttpResponse:
    row = value_words(with_usual_range([shown])[0], definition_of(measure.indicator))
    context = measure_context(request, measure, "indicator_values") | {"row": row, "said": said}
    return render(request, "kpi/_value_row.html", context)


def _first_guess(measure: MeasureRow) -> dict[str, Any]:
    series = list(measure.indicator.series.all())
    return {"series": series[-1] if series else None}
