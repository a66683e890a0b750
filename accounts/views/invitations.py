"""The page an invitation leads to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, queries
from accounts.forms import FirstPasswordForm
from accounts.letters import invitation_of
from accounts.models import Invitation
from district.actions import Refused

KEY = "invitation"


@login_not_required
@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link, and go on at an address without it; looking at a link never uses it up."""
    found = _usable(invitation_of(token))
    if found is None:
        return _does_not_work(request)
    request.session[KEY] = found.pk
    return redirect("accounts:invitation_use")


@login_not_required
@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_use(request: HttpRequest) -> HttpResponse:
    """Choose a password; from then on the invitation is used."""
    found = _usable(request.session.get(KEY, 0))
    if found is None:
        return _does_not_work(request)
    form = FirstPasswordForm(found.person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.use_invitation(invitation=found, password=form.cleaned_data["password1"])
        except Refused:
            return _does_not_work(request)
        del request.session[KEY]
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    context = {"form": form, "person": found.person, **queries.sign_in_context("")}
    return render(request, "accounts/invitation_use.html", context, status=422 if form.errors else 200)


def _usable(key: int) -> Invitation | None:
    found = Invitation.objects.usable().select_related("person").filter(pk=key).first()
    return found if found is not None and found.person.awaits_first_password else None


def _does_not_work(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_use.html", {"form": None}, status=404)
