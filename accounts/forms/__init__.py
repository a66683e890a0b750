"""What people type to get in and to look after their account."""

from accounts.forms.entering import ConfirmForm, ForgottenForm, SignInForm
from accounts.forms.factors import (
    AppForm,
    CodeForm,
    ConfirmCodeForm,
    PasskeyForm,
    PasskeyNameForm,
    ResetFactorsForm,
)
from accounts.forms.passwords import FirstPasswordForm, PasswordForm, ResetForm

__all__ = [
    "AppForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmForm",
    "FirstPasswordForm",
    "ForgottenForm",
    "PasskeyForm",
    "PasskeyNameForm",
    "PasswordForm",
    "ResetFactorsForm",
    "ResetForm",
    "SignInForm",
]
