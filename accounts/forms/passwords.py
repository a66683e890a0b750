"""Setting a password, for the first time and later."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from django.conf import settings
from django.utils.translation import gettext_lazy as _


def in_our_words(form: Any) -> None:
    """Labels, and the rules for passwords in a sentence instead of a list."""
    first, again = form.fields["password1"], form.fields["password2"]
    first.label, again.label = _("New password"), _("The same password again")
    first.help_text = _("At least %(count)d characters. Four words in a row are easy to remember.") % {
        "count": settings.PASSWORD_LENGTH
    }
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class FirstPasswordForm(SetPasswordForm):  # type: ignore[misc]  # the library has no types
    """A password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)


class ResetForm(ResetPasswordKeyForm):  # type: ignore[misc]  # the library has no types
    """A new password, twice, for someone who followed the link in a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """The password one has, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)
        current = self.fields["oldpassword"]
        current.label, current.help_text = _("Your password now"), ""
