"""The first-run page: a site without a district gets one, and its first administrator."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from district import actions
from district.forms import BeginForm
from district.queries import has_begun
from district.setup_key import is_setup_key

KEY = "setup_key"
TOO_LATE = _(
    "The key that opened this page is older than a day, so nothing was saved. Leave this page open, let the "
    "person who runs the server print a new address (manage.py setup_link), open it in another tab, then "
    "type the password here and send this again."
)


@login_not_required
@sensitive_post_parameters("password", "password_again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for everything at once; whoever holds the key of the server's owner may answer."""
    if has_begun():
        return render(request, "district/begun.html", status=404)
    given = request.GET.get("key", "")
    if is_setup_key(given):
        request.session[KEY] = given  # and out of the address, which others may see
        return redirect("district:begin")
    has_key, sent = is_setup_key(request.session.get(KEY, "")), request.method == "POST"
    if not has_key and not sent:
        return render(request, "district/begin_closed.html", {"was_given": bool(given)}, status=403)
    form = BeginForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and not has_key:
        form.add_error(None, TOO_LATE)  # with the page that was filled in: no word of it is lost
    if sent and form.is_valid():
        return _begin(request, form)
    status = 200 if not sent else 422 if has_key else 403
    return render(
        request, "district/begin.html", {"form": form, "time_zone": settings.TIME_ZONE}, status=status
    )


def _begin(request: HttpRequest, form: BeginForm) -> HttpResponse:
    try:
        person = actions.begin_district(beginning=form.beginning(), password=form.cleaned_data["password"])
    except actions.Refused as refused:
        return render(request, "district/begun.html", {"sentence": str(refused)}, status=409)
    request.session.pop(KEY, None)
    name = form.cleaned_data["name"]
    messages.success(request, gettext("%(name)s has begun. Here is what to do next.") % {"name": name})
    record_authentication(
        request, person, "password", email=person.email
    )  # so that it is one session of theirs
    answer: HttpResponse = perform_login(request, person, redirect_url=reverse("district:staff_home"))
    return answer
