"""Staff pages of releases: draft, look at the preview, explain, confirm, give up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from district.actions import Refused
from district.confirming import confirmed_lately
from publication import actions
from publication.domain import ReleaseState, may_be_compiled_again, may_become
from publication.forms import AbandonForm, ConfirmForm, DraftForm, ExplainForm
from publication.models import Release
from publication.permissions import can_confirm, can_draft, can_see_releases
from publication.preview import checklist, withheld_cells
from publication.previewed import preview_of
from publication.queries import closed_releases, latest_words, open_releases

PAGE = 50


@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """Releases being prepared, then those published or given up."""
    if not can_see_releases(request.user):
        raise PermissionDenied
    context = {
        "open_releases": open_releases(),
        "page": Paginator(closed_releases(), PAGE).get_page(request.GET.get("page")),
        "can_draft": can_draft(request.user),
    }
    return render(request, "publication/draft_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_create(request: HttpRequest) -> HttpResponse:
    """Say why a release is made; the worker then prepares the preview."""
    if not can_draft(request.user):
        raise PermissionDenied
    form = DraftForm(request.POST or None, initial=latest_words())
    if request.method == "POST" and form.is_valid():
        release = actions.draft_release(
            by=request.user,
            reason=form.cleaned_data["reason"],
            next_review_on=form.cleaned_data["next_review_on"],
            notes=form.notes,
        )
        return redirect("publication_staff:draft_detail", pk=release.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "publication/draft_create.html", {"form": form}, status=status)


@require_safe
def draft_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a release stands, its checklist, and what can be done next."""
    return _detail(request, _seen(request, pk))


@require_safe
def draft_preview(request: HttpRequest, pk: int, page: str = "") -> HttpResponseBase:
    """A public page as it would be, made by the view and the template of the public page itself."""
    release = _seen(request, pk)
    if release.state != ReleaseState.READY:
        return redirect("publication_staff:draft_detail", pk=release.pk)
    found = resolve(f"/{page}")
    view = getattr(found.func, "from_edition", None)
    if view is None or "release" in found.kwargs:
        raise Http404
    response: HttpResponseBase = view(request, preview_of(release), *found.args, **found.kwargs)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def draft_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; when it is done, htmx loads the page again."""
    release = _seen(request, pk)
    if not ReleaseState(release.state).is_waiting:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "ui/progress.html", {"progress": progress_of(release)})


@require_POST
def draft_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the reason why published values change."""
    release = _seen(request, pk)
    if not can_draft(request.user):
        raise PermissionDenied
    form = ExplainForm(request.POST)
    if not form.is_valid():
        return _detail(request, release, explain=form, status=422)
    return _done(
        request,
        release,
        lambda: actions.explain_changes(release=release, by=request.user, **form.cleaned_data),
    )


@confirmed_lately
@require_POST
def draft_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The privacy reviewer confirms; the worker publishes."""
    release = _seen(request, pk)
    if not can_confirm(request.user, release):
        raise PermissionDenied
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _detail(request, release, confirm=form, status=422)
    return _done(
        request,
        release,
        lambda: actions.confirm_release(release=release, by=request.user, **form.cleaned_data),
    )


@require_POST
def draft_compile(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the preview made again."""
    release = _seen(request, pk)
    return _done(request, release, lambda: actions.compile_again(release=release, by=request.user))


@require_POST
def draft_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the release up."""
    release = _seen(request, pk)
    if not can_draft(request.user):
        raise PermissionDenied
    form = AbandonForm(request.POST)
    if not form.is_valid():
        return _detail(request, release, abandon=form, status=422)
    return _done(
        request,
        release,
        lambda: actions.abandon_release(release=release, by=request.user, **form.cleaned_data),
    )


def progress_of(release: Release) -> dict[str, Any]:
    """What the progress bar shows: parts done of all parts, as the worker wrote them."""
    words = _("Waiting for the worker.")
    if release.total:
        words = _("%(done)s of %(total)s parts") % {"done": release.done, "total": release.total}
    return {
        "id": "progress",
        "url": reverse("publication_staff:draft_progress", args=[release.pk]),
        "page_url": reverse("publication_staff:draft_detail", args=[release.pk]),
        "label": release.get_state_display(),
        "done": release.done,
        "total": release.total,
        "words": words,
        "is_finished": False,
    }


def _seen(request: HttpRequest, pk: int) -> Release:
    if not can_see_releases(request.user):
        raise PermissionDenied
    return get_object_or_404(Release.objects.select_related("drafted_by", "privacy_reviewer"), pk=pk)


def _done(request: HttpRequest, release: Release, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("publication_staff:draft_detail", pk=release.pk)


def _detail(request: HttpRequest, release: Release, *, status: int = 200, **forms: Any) -> HttpResponse:
    state = ReleaseState(release.state)
    is_ready = state == ReleaseState.READY
    context: dict[str, Any] = {
        "draft": release,
        "has_errors": status == 422,
        "is_ready": is_ready,
        "progress": progress_of(release) if state.is_waiting else None,
        "notes": release.notes.all(),
        "can_draft": can_draft(request.user),
        "can_confirm": is_ready and can_confirm(request.user, release),
        "can_abandon": can_draft(request.user) and may_become(state, ReleaseState.ABANDONED),
        "can_compile": can_draft(request.user) and may_be_compiled_again(state),
        "explain": ExplainForm(auto_id="explain_%s"),
        "confirm": ConfirmForm(auto_id="confirm_%s"),
        "abandon": AbandonForm(auto_id="abandon_%s"),
    }
    if is_ready:
        page = Paginator(withheld_cells(release), PAGE).get_page(request.GET.get("page"))
        context |= checklist(release) | {"withheld_page": page}
    return render(request, "publication/draft_detail.html", context | forms, status=status)
