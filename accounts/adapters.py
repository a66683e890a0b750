"""Where the account library asks us: who comes in, what people read, how secrets are kept."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts import actions, providers, secrets, stages
from accounts.domain import AccountChange
from accounts.permissions import has_second_factor
from district.queries import district_profile

CHECK_BOTH = _("This e-mail address and password do not belong together. Check both.")
WRONG_CODE = _("This code does not fit. Wait for the next one, or use a recovery code.")
TOO_MANY = _("There were too many tries. Wait a quarter of an hour, then try again.")
# What the library tells by mail becomes an event of the account, with a letter beside it.
CHANGES = {
    "mfa/email/totp_activated": AccountChange.APP_ADDED,
    "mfa/email/totp_deactivated": AccountChange.APP_REMOVED,
    "mfa/email/webauthn_added": AccountChange.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": AccountChange.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": AccountChange.CODES_MADE,
}
SAID = {
    "account/messages/password_changed.txt": _("Your password is changed. Other sessions have ended."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("Keep these recovery codes where you find them."),
    "usersessions/messages/sessions_logged_out.txt": _("Your other sessions have ended."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """People come in by invitation only; one answer for every way of being wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": CHECK_BOTH,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """One address alone answers in JSON: the one a browser asks for a passkey's question."""
        return bool(request.path == reverse("mfa_login_webauthn") and super().is_ajax(request))

    def is_safe_url(self, url: str) -> bool:
        """Only this very host, never another one that happens to be allowed."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that counters count for; a forged header changes nothing."""
        address: str = import_string(settings.CLIENT_ADDRESS)(request)
        return address

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by account and address together."""
        address = truncate_ip(self.get_client_ip(request))
        return f"{credentials.get('email', '').lower()}|{address}"

    def get_login_stages(self) -> list[str]:
        """The library's own, with our question whether a second factor was shown elsewhere."""
        theirs = "allauth.mfa.stages.AuthenticateStage"
        ours = "accounts.stages.SecondFactorStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Answer a closed account like a wrong password."""
        request.session.pop(stages.VOUCHED, None)
        person = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account is told nothing but where the sign-in page is."""
        return redirect("account_login")

    def set_password(self, user: Any, password: str) -> None:
        """Note the change; sessions elsewhere end, because they know the old password."""
        actions.set_password(person=user, password=password, by=user)
        request = context.request
        if request.user.is_authenticated and request.user.pk == user.pk:
            update_session_auth_hash(request, user)
            actions.end_other_sessions(person=user, kept=request.session.session_key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("accounts:own")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our words for what the library says; what we have no words for needs none."""
        if said := message or SAID.get(message_template or ""):
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """An event and a letter instead of a mail that is sent while a page waits."""
        if what := CHANGES.get(template_prefix):
            actions.note(person=user, what=what, by=user)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it; a password alone is not enough then."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [method for method in methods if method["id"] != "reauthenticate"]
        return strong or methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within ten minutes of signing in or confirming, with the strongest way a person has."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if has_second_factor(request.user):
            records = [record for record in records if record["method"] == "mfa"]
        recent = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > recent for record in records)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Second factors: our words, and secrets that a copy of the database does not give away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed with the site's key."""
        return secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened with the site's key, or with an older one while keys change."""
        return secrets.unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return str(district_profile().name)

    def build_totp_svg(self, url: str) -> str:
        """Nothing: the page draws the code itself."""
        return ""

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 -- theirs
        """A name to begin with; people write a better one."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Passkey %(number)d") % {"number": count + 1})


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Sign-in through the district's own provider: for people who are here already, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Providers come from the environment alone; the table of the library stays empty and unread."""
        apps = providers.apps()
        return [
            app
            for app in apps
            if (not provider or provider in (app.provider, app.provider_id))
            and (not client_id or app.client_id == client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in the person with the verified address; tell everyone else the same sentence."""
        person = providers.person_of(sociallogin)
        if person is None:
            messages.error(request, providers.REFUSED)
            raise ImmediateHttpResponse(redirect("account_login"))
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)
        request.session[stages.VOUCHED] = providers.vouches_for_second_factor(sociallogin)
        actions.welcome(person=person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """A sign-in that was broken off or went wrong ends on the sign-in page, with a sentence."""
        messages.error(request, providers.FAILED)
        raise ImmediateHttpResponse(redirect("account_login"))
