"""Signing in and out, and the staff home."""

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from district import queries
from district.forms import SignInForm
from district.permissions import can_work_here
from district.work import in_groups, work_of


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a person in and send them where they were going."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.get_user())
        return redirect(_next(request))
    return _sign_in_page(request, form, status=422 if request.method == "POST" else 200)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and show the public site."""
    auth.logout(request)
    return redirect("/")


@require_safe
def staff_home(request: HttpRequest) -> HttpResponse:
    """What this person owes, across all rooms, in date order."""
    owed = in_groups(work_of(request.user).to_do)
    context = {"groups": owed, "can_work_here": can_work_here(request.user)}
    return render(request, "district/staff_home.html", context)


def _sign_in_page(request: HttpRequest, form: SignInForm, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    if settings.DEMO:
        context |= {
            "people": queries.demonstration_people(),
            "demonstration_password": settings.DEMONSTRATION_PASSWORD,
        }
    return render(request, "district/sign_in.html", context, status=status)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/staff/"
