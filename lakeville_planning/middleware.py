"""What holds for every page that is not public: a sign-in, a session that ends, nothing kept in caches."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url

from district.queries import has_begun

View = Callable[..., HttpResponseBase]


def is_public(view: View) -> bool:
    """Is the view marked with `login_not_required`?"""
    return not getattr(view, "login_required", True)


class BeginFirst:
    """Lead a visitor to the first-run page while the site has no district.

    A site that has published anything has one, so only a page that is not there, and signing in, ask.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        is_read = request.method in ("GET", "HEAD")
        leads_nowhere = response.status_code == 404 and not request.path.startswith("/staff/")
        if is_read and is_page and (leads_nowhere or self._signs_in(request)) and self._has_no_district():
            return redirect("district:begin")
        return response

    @staticmethod
    def _has_no_district() -> bool:
        try:
            return not has_begun()
        except DatabaseError:
            return False  # nobody knows, so nobody is led anywhere

    @staticmethod
    def _signs_in(request: HttpRequest) -> bool:
        return bool(request.resolver_match and request.resolver_match.view_name == "account_login")


class NoNulInAddress:
    """Answer 404 to an address whose query holds a NUL character: the database refuses it in any text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in unquote_plus(request.META.get("QUERY_STRING", "")):
            raise Http404
        return self.get_response(request)


class SessionLimits:
    """End a session after an idle hour or twelve hours in all, and keep signed-in pages out of caches.

    Public views are left alone: they must not read the session, or no cache could share them.
    """

    REFRESH = 60  # seconds between two notes of activity, so that reading pages hardly writes

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "is_private", False):
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Judge the session before any view that is not public runs."""
        if is_public(view):
            return
        request.is_private = True  # type: ignore[attr-defined]  # read above, on the way out
        if not request.user.is_authenticated:
            return
        now = int(time.time())
        started = request.session.setdefault("started_at", now)
        seen = request.session.setdefault("seen_at", now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif now - seen > self.REFRESH:
            request.session["seen_at"] = now
            UserSession.objects.create_from_request(request)  # or note that it was seen


class SignInRequired(LoginRequiredMiddleware):
    """Django's own rule, and for htmx a redirect of the whole page instead of a form inside a table cell."""

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Leave public views alone before Django looks at the session: they must not depend on it."""
        return None if is_public(view) else super().process_view(request, view, args, kwargs)

    def handle_no_permission(  # type: ignore[override]  # Django answers with either kind at run time
        self, request: HttpRequest, view_func: View
    ) -> HttpResponseBase:
        """Send a person to sign in, and back to the page they were on."""
        if not getattr(request, "htmx", False):
            return super().handle_no_permission(request, view_func)
        here = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = here.path or "/"
        if here.query:
            back = f"{back}?{here.query}"
        address = redirect_to_login(back, resolve_url(settings.LOGIN_URL), REDIRECT_FIELD_NAME).url
        return HttpResponse(status=401, headers={"HX-Redirect": address})
