"""Whoever may edit shows a second factor first."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.permissions import needs_second_factor
from accounts.stages import VOUCHED

View = Callable[..., HttpResponseBase]


class SecondFactorRequired:
    """Send a person with an editing role to the second factor page until they have one.

    Only pages of one's own account stay open, and public pages, which never look at the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Judge before any page that asks for a sign-in."""
        if not settings.REQUIRE_SECOND_FACTOR or not getattr(view, "login_required", True):
            return None
        own = reverse("accounts:own")
        if request.path.startswith(own) or not request.user.is_authenticated:
            return None
        if request.session.get(VOUCHED) or not needs_second_factor(request.user):
            return None
        address = reverse("mfa_index")
        if getattr(request, "htmx", False):
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        return redirect(address)
