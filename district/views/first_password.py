"""The first password of a person: a link that works once, handed over by an administrator."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from district.forms import FirstPasswordForm
from district.models import Person


def first_password_link(request: HttpRequest, person: Person) -> str:
    """The address where a new person sets a password; empty once they have one."""
    if not person.awaits_first_password:
        return ""
    parts = [urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)]
    return request.build_absolute_uri(reverse("district:password_set", args=parts))


class PasswordSet(PasswordResetConfirmView):
    """Django's own page, because it keeps the token out of the address while the form is shown."""

    form_class = FirstPasswordForm
    template_name = "district/password_set.html"
    success_url = reverse_lazy("district:sign_in")

    def get_user(self, uidb64: str) -> Person | None:
        """Whoever still awaits a password; a link never changes one that was set."""
        person = super().get_user(uidb64)
        return person if isinstance(person, Person) and person.awaits_first_password else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Say on the next page that it worked."""
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return super().form_valid(form)

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        """Answer with the status that fits: a form, a form with mistakes, or a link that does not work."""
        form = context["form"]
        response["status"] = 404 if form is None else 422 if form.errors else 200
        return super().render_to_response(context, **response)


# The method is judged before the link is, as at every other door.
password_set = require_http_methods(["GET", "HEAD", "POST"])(PasswordSet.as_view())
