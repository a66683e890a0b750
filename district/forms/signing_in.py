"""Signing in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """An e-mail address and a password; one answer for every way of being wrong."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    error_messages = {
        "invalid_login": _("This e-mail address and password do not belong together. Check both."),
        "inactive": _("This e-mail address and password do not belong together. Check both."),
    }

    def clean_username(self) -> str:
        address: Any = self.cleaned_data["username"]
        return str(address).lower()
