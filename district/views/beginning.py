"""The first-run page: a site without a district gets one, and its first administrator."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from district import actions
from district.forms import BeginForm
from district.queries import has_begun
from district.setup_key import is_setup_key

KEY = "setup_key"


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
    if not is_setup_key(request.session.get(KEY, "")):
        return render(request, "district/begin_closed.html", {"was_given": bool(given)}, status=403)
    sent = request.method == "POST"
    form = BeginForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        return _begin(request, form)
    return render(
        request,
        "district/begin.html",
        {"form": form, "time_zone": settings.TIME_ZONE},
        status=422 if sent else 200,
    )


def _begin(request: HttpRequest, form: BeginForm) -> HttpResponse:
    try:
        person = actions.begin_district(beginning=form.beginning(), password=form.cleaned_data["password"])
    except actions.Refused as refused:
        return render(request, "district/begun.html", {"sentence": str(refused)}, status=409)
    request.session.pop(KEY, None)
    auth.login(request, person)
    messages.success(
        request, _("%(name)s has begun. Here is what to do next.") % {"name": form.cleaned_data["name"]}
    )
    return redirect("district:staff_home")
