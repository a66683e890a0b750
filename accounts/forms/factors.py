"""Codes, passkeys and their names."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

REMEMBERED = 120  # seconds; a code of an app is right for ninety


def as_code(form: Any, help_text: Any) -> None:
    """A field for a code: digits on a phone, filled in by the device that knows it."""
    field = form.fields["code"]
    field.label, field.help_text = _("Code"), help_text
    field.max_length = 40
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "40"}


class UsedOnce:
    """A code opens one door only, for as long as it is right: the library forgets it after half that time."""

    def clean_code(self) -> str:
        """Refuse a code that was shown before, here or in another session."""
        code: str = super().clean_code()  # type: ignore[misc]  # of the form beside us
        mark = f"code|{self.user.pk}|{normalize_user_code(code)}"  # type: ignore[attr-defined]  # as above
        if not cache.add(mark, "shown", timeout=REMEMBERED):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(UsedOnce, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second factor as a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self, _("Six digits from your authenticator app, or one of your recovery codes."))


class ConfirmCodeForm(UsedOnce, ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self, _("Six digits from your authenticator app, or one of your recovery codes."))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """The first code of an authenticator app, which shows that it took the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_code(self, _("The six digits the app shows now."))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A name for a passkey; the browser adds the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name"), max_length=60, help_text=_("Such as “My phone”, so that you know it again.")
        )
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Sign in with this passkey alone, without a password")
        passwordless.help_text, passwordless.initial = "", True
        self.order_fields(["name", "passwordless", "credential"])


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].max_length = _("Name"), 60


class ResetFactorsForm(forms.Form):
    """Why someone's second factors are taken away."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Kept in the history. How do you know it is them?")
    )
