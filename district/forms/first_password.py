"""The first password of a person."""

from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from district.models import Person


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A password, twice; the rules for passwords are said in words that a template can show."""

    def __init__(self, user: Person, *args: object, **kwargs: object) -> None:
        super().__init__(user, *args, **kwargs)
        first, again = self.fields["new_password1"], self.fields["new_password2"]
        first.label, again.label = _("Password"), _("The same password again")
        first.help_text = _("At least %(count)d characters. Four words in a row are easy to remember.") % {
            "count": settings.PASSWORD_LENGTH
        }
        again.help_text = ""
