"""Signing in, asking for a new password, confirming that it is oneself."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import actions


def address_field() -> forms.EmailField:
    """An e-mail address that a password manager knows as the name of the account."""
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """An e-mail address and a password; one answer for every way of being wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()
        password = self.fields["password"]
        password.label, password.help_text = _("Password"), ""
        password.widget.attrs.pop("placeholder", None)
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Addresses are kept in small letters."""
        return str(self.cleaned_data["login"]).strip().lower()


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # the library has no types
    """An address; whether anyone has it, the worker finds out later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address_field()

    def clean_email(self) -> str:
        """Look nobody up: known and unknown addresses cost the same and are told the same."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Ask for a letter."""
        address: str = self.cleaned_data["email"]
        actions.ask_for_reset(address=address)
        return address


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.label, password.help_text = _("Your password"), ""
        password.widget.attrs.pop("placeholder", None)
