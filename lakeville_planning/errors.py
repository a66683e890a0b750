"""What a person sees when something is refused or broke: plain pages without details."""

import logging
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader

from publication.reading import Missing

log = logging.getLogger(__name__)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """500: a reference that a person can read out and the log contains."""
    reference = secrets.token_hex(4)
    log.error("Reference %s: %s %s failed", reference, request.method, request.path)
    try:
        # Without the request: what broke may be the database that context processors would ask.
        page: str = loader.render_to_string("500.html", {"reference": reference})
    except TemplateDoesNotExist:
        page = f"Something broke on our side. Reference: {reference}"
    return HttpResponse(page, status=500)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; where a release lacks what was asked for, its own words say what."""
    message = str(exception) if isinstance(exception, Missing) else ""
    return render(request, "404.html", {"message": message, "frame": _frame(request)}, status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: someone is signed in, and none of their roles opens the page."""
    return render(request, "403.html", {"frame": _frame(request)}, status=403)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose security token is missing or too old."""
    return render(request, "403.html", {"form_expired": True, "frame": _frame(request)}, status=403)


@login_not_required
def too_many_tries(request: HttpRequest) -> HttpResponse:
    """429 after too many wrong passwords or codes for one account, or too many requests of one address."""
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = str(settings.SIGN_IN_PAUSE)
    return answer


def _frame(request: HttpRequest) -> str:
    """Who works in the staff workspace stays in it; public pages never look at the session."""
    is_private = request.path.startswith(("/staff/", "/account/"))
    return (
        "staff.html"
        if is_private and getattr(request, "user", None) and request.user.is_authenticated
        else ""
    )
