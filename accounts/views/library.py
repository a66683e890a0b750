"""The library's views, with our statuses: what cannot be taken answers 422, too many tries 429."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core.ratelimit import respond_429
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts.providers import FAILED
from accounts.qr import drawing_of
from accounts.queries import sign_in_context

log = logging.getLogger(__name__)

OK, NOT_FOUND, UNPROCESSABLE = 200, 404, 422
TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class Answers:
    """Statuses for a form with mistakes, whichever view shows it."""

    http_method_names = ("get", "head", "post", "options")
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without the library's own idea of what the site is called: the profile says that."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # as below
        context.pop("site", None)
        return context

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """The page with its mistakes; or the page that says to wait, when that is the mistake."""
        codes_of = {error.code for errors in form.errors.as_data().values() for error in errors}
        if codes_of & TOO_MANY:
            waiting: HttpResponse = respond_429(self.request)
            return waiting
        response: HttpResponseBase = super().form_invalid(form)  # type: ignore[misc]  # of the view beside us
        if response.status_code == OK:
            response.status_code = UNPROCESSABLE
        return response


def ours(view: Any, **attributes: Any) -> Any:
    """A view of the library with our answers."""
    made: Any = type(f"Our{view.__name__}", (Answers, view), attributes)
    return made.as_view()


class SignIn(Answers, account.LoginView):  # type: ignore[misc]  # the library has no types
    """Sign in: a password, a passkey, or the district's own sign-in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who may be tried while sample data is shown, and which other ways there are."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, **sign_in_context(self.get_next_url() or "")}


class NewPassword(Answers, account.PasswordResetFromKeyView):  # type: ignore[misc]  # the library has no types
    """The page a mail leads to; a link that does not work is not found."""

    success_url = reverse_lazy("account_login")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """404 for a link that was used, is too old, or was never made."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if context.get("token_fail"):
            response.status_code = NOT_FOUND
        return response


class AppAdd(Answers, app.ActivateTOTPView):  # type: ignore[misc]  # the library has no types
    """The picture an authenticator app scans, and the key in groups of four for whoever types it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Drawn by us: the policy header admits no picture that lies in the page itself."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        key = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return {**context, "qr": drawing_of(context["totp_url"]), "key": key}

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Whoever has just shown the first code need not show another to read the recovery codes."""
        return shown(self.request, super().form_valid(form), "totp")


class PasskeyAdd(Answers, passkeys.AddWebAuthnView):  # type: ignore[misc]  # the library has no types
    """The browser makes a key; the library checks it."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Whoever has just used the passkey need not use it again to read the recovery codes."""
        return shown(self.request, super().form_valid(form), "webauthn")


def shown(request: HttpRequest, response: HttpResponseBase, kind: str) -> HttpResponseBase:
    """Note in the session that a second factor was shown a moment ago."""
    record_authentication(request, request.user, "mfa", type=kind)
    return response


def provider(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The way to the district's own sign-in and back; a provider that does not answer breaks nothing."""

    @login_not_required
    @never_cache
    @require_safe
    def answer(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            return view(request, provider_id)
        except (RequestException, OAuth2Error, ValueError, KeyError):
            log.exception("The provider %s could not be used.", provider_id)
            messages.error(request, FAILED)
            return redirect("account_login")

    return answer


sign_in = SignIn.as_view()
sign_in_passkey = ours(passkeys.LoginWebAuthnView)
second_factor = ours(base.AuthenticateView)
forgotten = ours(account.PasswordResetView)
forgotten_sent = ours(account.PasswordResetDoneView)
new_password = NewPassword.as_view()
password_change = ours(account.PasswordChangeView)
password_first = ours(account.PasswordSetView)
confirm = ours(account.ReauthenticateView)
confirm_code = ours(base.ReauthenticateView)
confirm_passkey = ours(passkeys.ReauthenticateWebAuthnView)
factors = base.index
app_add = AppAdd.as_view()
app_remove = ours(app.DeactivateTOTPView)
passkey_list = passkeys.list_webauthn
passkey_add = PasskeyAdd.as_view()
passkey_rename = ours(passkeys.EditWebAuthnView)
passkey_remove = ours(passkeys.RemoveWebAuthnView)
code_list = codes.view_recovery_codes
code_make = ours(codes.GenerateRecoveryCodesView)
code_download = codes.download_recovery_codes
