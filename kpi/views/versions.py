"""Editing a proposal, its targets and series; agreements; retiring."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from district.views.editing import posted
from kpi.actions import (
    ChangedMeanwhile,
    Refused,
    begin_series,
    edit_version,
    record_agreement,
    retire_version,
    set_targets,
)
from kpi.domain import Agreement, Lifecycle, agreements_missing
from kpi.forms import AgreementForm, DefinitionForm, ReasonForm, SeriesForm, TargetForm
from kpi.models import IndicatorVersion
from kpi.permissions import can_propose_version, can_record_agreement, can_retire_version
from kpi.queries import MeasureRow, lines_between, lines_typed, missing_of, path_of, sections_of, target_terms
from kpi.views.access import (
    edited_or_404,
    measure_context,
    measure_or_404,
    person_of,
    proposed_or_404,
    require,
)


@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the definition of a proposed version; a text saved by someone else meanwhile is shown beside."""
    require(is_allowed=can_propose_version(request.user))
    measure = measure_or_404(slug)
    version = edited_or_404(request, measure)
    form = DefinitionForm(posted(request), instance=_fresh(version))
    conflict = None
    if request.method == "POST" and form.is_valid():
        lock, goals, person = form.cleaned_data["lock"], form.cleaned_data["goals"], person_of(request)
        conflict = _attempt(
            form,
            lambda: edit_version(
                version=version, lock=lock, fields=form.values(), goals=list(goals), by=person
            ),
        )
        if conflict is None and not form.errors:
            return _saved(request, slug, "indicator_definition")
    context = measure_context(request, measure, "indicator_definition") | {"version": version, "form": form}
    if conflict is not None:
        context["conflict"] = lines_typed(conflict.current, form.values(), goals=form.cleaned_data["goals"])
        context["form"] = DefinitionForm(_relocked(request, conflict), instance=_fresh(conflict.current))
    return render(request, "kpi/version_edit.html", context, status=_status(form, conflict))


@require_http_methods(["GET", "HEAD", "POST"])
def version_targets_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Set baseline, targets and tolerance of a proposal; "Preview" shows the path and saves nothing."""
    require(is_allowed=can_propose_version(request.user))
    measure = measure_or_404(slug)
    version = edited_or_404(request, measure)
    form = TargetForm(posted(request), instance=_fresh(version))
    conflict, is_preview = None, request.POST.get("step") == "preview"
    if request.method == "POST" and form.is_valid() and not is_preview:
        lock, yearly, person = form.cleaned_data["lock"], form.yearly(), person_of(request)
        conflict = _attempt(
            form,
            lambda: set_targets(version=version, lock=lock, fields=form.values(), yearly=yearly, by=person),
        )
        if conflict is None and not form.errors:
            return _saved(request, slug, "indicator_targets")
    context = measure_context(request, measure, "indicator_targets") | {"version": version, "form": form}
    if conflict is not None:
        context["conflict"] = lines_typed(conflict.current, form.values(), yearly=form.yearly())
        context["form"] = TargetForm(_relocked(request, conflict), instance=_fresh(conflict.current))
    return render(request, "kpi/version_targets_edit.html", context, status=_status(form, conflict))


@require_http_methods(["GET", "HEAD", "POST"])
def series_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a stretch of results that cannot be compared with the one before."""
    require(is_allowed=can_propose_version(request.user))
    measure = measure_or_404(slug)
    form = SeriesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        person = person_of(request)
        _attempt(form, lambda: begin_series(indicator=measure.indicator, **form.cleaned_data, by=person))
        if not form.errors:
            messages.success(request, "The new series is begun. Targets of the earlier one do not rate it.")
            return redirect("kpi_staff:indicator_targets", slug)
    context = measure_context(request, measure, "indicator_targets") | {"form": form}
    return render(request, "kpi/series_begin.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_record(request: HttpRequest, slug: str, party: str) -> HttpResponse:
    """Read the whole proposal, then record one side's agreement to exactly this text."""
    if party not in set(Agreement):
        raise Http404("No such side.")
    side = Agreement(party)
    require(is_allowed=can_record_agreement(request.user, side))
    measure = measure_or_404(slug)
    version = proposed_or_404(measure)
    form = AgreementForm(posted(request), party=side, initial=_today(version))
    conflict = None
    if request.method == "POST" and form.is_valid():
        stated, person = form.cleaned_data, person_of(request)
        conflict = _attempt(form, lambda: record_agreement(version=version, party=side, **stated, by=person))
        if conflict is None and not form.errors:
            messages.success(request, _agreed_words(_fresh(version)))
            return redirect("kpi_staff:indicator_definition", slug)
    status = _status(form, conflict)
    if conflict is not None:
        measure = measure_or_404(slug)
        version = proposed_or_404(measure)
        form = AgreementForm(party=side, initial=form.cleaned_data | {"lock": version.lock})
    context = measure_context(request, measure, "indicator_definition") | _whole_text(measure, version)
    context |= {"form": form, "party": side, "is_changed": conflict is not None}
    return render(request, "kpi/agreement_record.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def version_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the version in force out of force, with the reason that stays public."""
    require(is_allowed=can_retire_version(request.user))
    measure = measure_or_404(slug)
    if measure.active is None:
        raise Http404("No version is in force.")
    active, form = measure.active, ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reason, person = form.cleaned_data["reason"], person_of(request)
        _attempt(form, lambda: retire_version(version=active, reason=reason, by=person))
        if not form.errors:
            messages.success(request, "The measure is retired. Its results stay public, with the reason.")
            return redirect("kpi_staff:indicator_definition", slug)
    context = measure_context(request, measure, "indicator_definition") | {"form": form}
    return render(request, "kpi/version_retire.html", context, status=422 if form.is_bound else 200)


def _attempt(form: BaseForm, save: Callable[[], object]) -> ChangedMeanwhile | None:
    """Save; a refusal lands in the form, and what someone else saved first comes back."""
    try:
        save()
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ChangedMeanwhile as conflict:
        return conflict
    return None


def _status(form: BaseForm, conflict: ChangedMeanwhile | None) -> int:
    if conflict is not None:
        return 409
    return 422 if form.errors else 200


def _saved(request: HttpRequest, slug: str, tab: str) -> HttpResponse:
    messages.success(request, _saved_words(measure_or_404(slug).proposed))
    return redirect(f"kpi_staff:{tab}", slug)


def _whole_text(measure: MeasureRow, version: IndicatorVersion) -> dict[str, Any]:
    """Everything that an agreement is to."""
    return {
        "version": version,
        "missing": missing_of(version),
        "sections": [*sections_of(version), ("Baseline and targets", target_terms(version))],
        "path": path_of(version),
        "lines": lines_between(measure.active, version) if measure.active else [],
    }


def _fresh(version: IndicatorVersion) -> IndicatorVersion:
    """A copy for a form to fill, so that the row that is shown stays as saved."""
    return IndicatorVersion.objects.prefetch_related("goal_links", "yearly_targets").get(pk=version.pk)


def _relocked(request: HttpRequest, conflict: ChangedMeanwhile) -> QueryDict:
    """What was typed, now under the lock of what someone else saved."""
    typed = request.POST.copy()
    typed["lock"] = str(conflict.current.lock)
    return typed


def _today(version: IndicatorVersion) -> dict[str, Any]:
    return {"lock": version.lock, "agreed_on": timezone.localdate()}


def _saved_words(version: IndicatorVersion | None) -> str:
    missing = missing_of(version) if version else []
    if missing:
        return f"Saved. Still missing before both sides can agree: {len(missing)}. Next: {missing[0]}"
    return "Saved. The definition is complete. Next: the Board and the superintendent agree."


def _agreed_words(version: IndicatorVersion) -> str:
    awaited = agreements_missing(Lifecycle(version.state))
    if not awaited:
        return "Both sides agreed. This version is now in force."
    return f"Agreement recorded. Still needed: {', '.join(party.label for party in sorted(awaited))}."
