"""Evidence files: attached, sent out as downloads only, withdrawn and put back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from district.actions import Refused
from district.permissions import can_work_here
from district.views.editing import form_page, posted
from imports.reading import FileRefused
from strategic_plan import actions
from strategic_plan.domain.evidence import KINDS
from strategic_plan.forms import EvidenceForm, WithdrawForm
from strategic_plan.models import EvidenceFile, EvidenceLink, link_kinds
from strategic_plan.queries import link_of, same_elsewhere
from strategic_plan.views.improving import too_late

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def evidence_add(request: HttpRequest, kind: str, owner: int) -> HttpResponse:
    """Attach a file to something."""
    link, thing = _thing(request, kind, owner)
    if why := link.why_closed(thing):
        return too_late(request, why, thing.get_absolute_url())
    form = EvidenceForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = actions.attach_evidence(
                link=link,
                owner=thing,
                name=sent.name,
                blocks=sent.chunks(),
                title=form.cleaned_data["title"],
                by=request.user,
            )
        except FileRefused as refused:
            form.add_error("file", refused.sentence)
        else:
            _say_attached(request, file)
            return redirect(thing.get_absolute_url())
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "thing": thing, "back": thing.get_absolute_url()}
    return render(request, "strategic_plan/evidence_add.html", context, status=status)


@require_safe
def evidence_download(request: HttpRequest, file: str) -> HttpResponseBase:
    """The file itself, never shown inside a page of ours."""
    found, link = _found(request, file)
    if found.is_withdrawn or not default_storage.exists(found.key):
        context = {"file": found, "back": link.owner.get_absolute_url()}
        return render(request, "strategic_plan/evidence_gone.html", context, status=404)
    response = FileResponse(
        default_storage.open(found.key, "rb"), content_type=KINDS[found.kind].content_type
    )
    response["Content-Length"] = str(found.size)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or ""
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@page
def evidence_withdraw(request: HttpRequest, file: str) -> HttpResponse:
    """Take a file back, with the reason."""
    found, link = _found(request, file, to_change=True)
    form = WithdrawForm(posted(request), days=settings.EVIDENCE_GRACE_DAYS)

    def save(clean: dict[str, Any]) -> str:
        actions.withdraw_evidence(
            file=found, is_deleted_now=clean["is_deleted_now"], by=request.user, reason=clean["reason"]
        )
        return str(link.owner.get_absolute_url())

    context = {"file": found, "back": link.owner.get_absolute_url()}
    return form_page(request, "strategic_plan/evidence_withdraw.html", form, save, **context)


@require_http_methods(["POST"])
def evidence_put_back(request: HttpRequest, file: str) -> HttpResponse:
    """Undo a withdrawal."""
    found, link = _found(request, file, to_change=True)
    try:
        actions.put_evidence_back(file=found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(title)s” is back.") % {"title": found.title})
    return redirect(link.owner.get_absolute_url())


def _thing(request: HttpRequest, kind: str, pk: int) -> tuple[type[EvidenceLink], Any]:
    """What a file is attached to; permitted first, then found."""
    if not can_work_here(request.user):
        raise PermissionDenied
    link = link_kinds().get(kind)
    if link is None:
        raise Http404
    kind_of_thing: Any = link
    thing = get_object_or_404(kind_of_thing.owner.field.related_model, pk=pk)
    if not link.may_change(request.user, thing):
        raise PermissionDenied
    return link, thing


def _found(request: HttpRequest, key: str, *, to_change: bool = False) -> tuple[EvidenceFile, Any]:
    """A file and what it speaks for, if the person may see that; only who may change it may withdraw."""
    if not can_work_here(request.user):
        raise PermissionDenied
    file = get_object_or_404(EvidenceFile, pk=key)
    link: Any = link_of(file)
    if link is None or not link.may_see(request.user, link.owner):
        raise Http404
    if to_change and not link.may_change(request.user, link.owner):
        raise PermissionDenied
    return file, link


def _say_attached(request: HttpRequest, file: EvidenceFile) -> None:
    messages.success(request, _("“%(title)s” is attached.") % {"title": file.title})
    same = same_elsewhere(file)
    link: Any = link_of(same) if same else None
    if link is not None and link.may_see(request.user, link.owner):
        words = _("The same file is also attached to “%(thing)s”.") % {"thing": link.owner}
        messages.info(request, words)
