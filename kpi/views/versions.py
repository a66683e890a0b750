"""Editing a proposal, its targets and series; agreements; retiring."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from district.actions import Overtaken, Refused
from district.views.editing import form_page, posted, refuse
from kpi.actions import (
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
from kpi.queries import MeasureRow, lines_between, missing_of, path_of, sections_of, target_terms, text_mark
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
    measure, person = measure_or_404(slug), person_of(request)
    version = edited_or_404(request, measure)
    form = DefinitionForm(posted(request), instance=_fresh(version))

    def save(clean: dict[str, Any]) -> str:
        edit_version(version=version, fields=form.values(), goals=list(clean["goals"]), by=person)
        return reverse("kpi_staff:indicator_definition", args=[slug])

    context = measure_context(request, measure, "indicator_definition") | {"version": version}
    said = partial(_saved_words, slug)
    return form_page(request, "kpi/version_edit.html", form, save, said=said, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_targets_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Set baseline, targets and tolerance of a proposal; "Preview" shows the path and saves nothing."""
    require(is_allowed=can_propose_version(request.user))
    measure, person = measure_or_404(slug), person_of(request)
    version = edited_or_404(request, measure)
    form = TargetForm(posted(request), instance=_fresh(version))
    context = measure_context(request, measure, "indicator_targets") | {"version": version}
    if request.POST.get("step") == "preview":
        status = 200 if form.is_valid() else 422
        return render(request, "kpi/version_targets_edit.html", context | {"form": form}, status=status)

    def save(_clean: dict[str, Any]) -> str:
        set_targets(version=version, fields=form.values(), yearly=form.yearly(), by=person)
        return reverse("kpi_staff:indicator_targets", args=[slug])

    said = partial(_saved_words, slug)
    return form_page(request, "kpi/version_targets_edit.html", form, save, said=said, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def series_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a stretch of results that cannot be compared with the one before."""
    require(is_allowed=can_propose_version(request.user))
    measure, person = measure_or_404(slug), person_of(request)

    def save(clean: dict[str, Any]) -> str:
        begin_series(indicator=measure.indicator, **clean, by=person)
        return reverse("kpi_staff:indicator_targets", args=[slug])

    said = "The new series is begun. Targets of the earlier one do not rate it."
    context = measure_context(request, measure, "indicator_targets")
    return form_page(
        request, "kpi/series_begin.html", SeriesForm(posted(request)), save, said=said, **context
    )


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
    is_changed = False
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                agreed = record_agreement(
                    version=version, party=side, **form.cleaned_data, by=person_of(request)
                )
        except Overtaken:
            is_changed = True
            measure = measure_or_404(slug)
            version = proposed_or_404(measure)
            form = AgreementForm(party=side, initial=form.cleaned_data | {"seen": text_mark(version)})
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _agreed_words(agreed))
            return redirect("kpi_staff:indicator_definition", slug)
    status = 409 if is_changed else 422 if form.errors else 200
    context = measure_context(request, measure, "indicator_definition") | _whole_text(measure, version)
    context |= {"form": form, "party": side, "is_changed": is_changed}
    return render(request, "kpi/agreement_record.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def version_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the version in force out of force, with the reason that stays public."""
    require(is_allowed=can_retire_version(request.user))
    measure, person = measure_or_404(slug), person_of(request)
    if measure.active is None:
        raise Http404("No version is in force.")
    active = measure.active

    def save(clean: dict[str, Any]) -> str:
        retire_version(version=active, reason=clean["reason"], by=person)
        return reverse("kpi_staff:indicator_definition", args=[slug])

    said = "The measure is retired. Its results stay public, with the reason."
    context = measure_context(request, measure, "indicator_definition")
    return form_page(
        request, "kpi/version_retire.html", ReasonForm(posted(request)), save, said=said, **context
    )


def _saved_words(slug: str) -> str:
    version = measure_or_404(slug).proposed
    missing = missing_of(version) if version else []
    if missing:
        return f"Saved. Still missing before both sides can agree: {len(missing)}. Next: {missing[0]}"
    return "Saved. The definition is complete. Next: the Board and the superintendent agree."


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


def _today(version: IndicatorVersion) -> dict[str, Any]:
    return {"seen": text_mark(version), "agreed_on": timezone.localdate()}


def _agreed_words(version: IndicatorVersion) -> str:
    awaited = agreements_missing(Lifecycle(version.state))
    if not awaited:
        return "Both sides agreed. This version is now in force."
    return f"Agreement recorded. Still needed: {', '.join(party.label for party in sorted(awaited))}."
