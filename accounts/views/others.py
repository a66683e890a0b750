"""The accounts of others, for administrators."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, queries
from accounts.forms import ResetFactorsForm
from accounts.permissions import can_manage_accounts
from district.actions import Refused
from district.confirming import confirmed_lately
from district.models import Person
from district.views.editing import form_page, posted


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """How far someone is on the way in, and what to do about it."""
    found = _person(request, pk)
    return render(request, "accounts/person.html", {"person": found, "account": queries.account_of(found)})


@confirmed_lately
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation, or send it again."""
    said = (
        _("The invitation is on its way.")
        if settings.SENDS_MAIL
        else _("The invitation is ready. This site sends no mail: hand the link below over yourself.")
    )
    return _do(request, pk, actions.invite, said)


@confirmed_lately
@require_POST
def invite_everyone(request: HttpRequest) -> HttpResponse:
    """Send an invitation to everyone who has none yet."""
    if not can_manage_accounts(request.user):
        raise PermissionDenied
    invited = actions.invite_everyone(by=request.user)
    said = ngettext("%(count)d person is invited.", "%(count)d people are invited.", invited) % {
        "count": invited
    }
    if not settings.SENDS_MAIL:
        said += " " + _("This site sends no mail: open each account for the link to hand over.")
    messages.success(request, said)
    return redirect("district:person_list")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the link that was sent stop working."""
    return _do(
        request, pk, actions.withdraw_invitation, _("The invitation is withdrawn. Its link stopped working.")
    )


@confirmed_lately
@require_http_methods(["GET", "HEAD", "POST"])
def factors_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factors from someone who lost theirs."""
    found = _person(request, pk)

    def save(clean: dict[str, Any]) -> str:
        actions.reset_second_factor(person=found, by=request.user, reason=clean["reason"])
        return reverse("accounts:person", args=[found.pk])

    form = ResetFactorsForm(posted(request))
    return form_page(request, "accounts/factors_reset.html", form, save, person=found)


def _person(request: HttpRequest, pk: int) -> Person:
    if not can_manage_accounts(request.user):
        raise PermissionDenied
    return get_object_or_404(Person, pk=pk)


def _do(request: HttpRequest, pk: int, act: Callable[..., Any], said: str) -> HttpResponse:
    found = _person(request, pk)
    try:
        act(person=found, by=request.user)
        messages.success(request, said)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("accounts:person", pk=found.pk)
