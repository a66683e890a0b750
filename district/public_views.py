"""What every page may ask for whoever reads it: the district's colour and logo, from no row at all."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from district.brand import logo_file, stylesheet_mark
from district.brand import stylesheet as rules
from district.domain.colours import accent_problem

FOR_A_YEAR = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def stylesheet(request: HttpRequest, colour: str, mark: str) -> HttpResponse:
    """The rules of a colour; kept for a year unless the address is of rules that were written since."""
    accent = f"#{colour}"
    if accent_problem(accent):
        raise Http404
    is_current = mark == stylesheet_mark(accent)
    return _file(rules(accent), "text/css; charset=utf-8", FOR_A_YEAR if is_current else "no-cache")


@login_not_required
@require_safe
def logo(request: HttpRequest, key: str) -> HttpResponse:
    """A logo by the hash of its content."""
    try:
        with default_storage.open(logo_file(key)) as file:
            return _file(file.read(), "image/png", FOR_A_YEAR)
    except FileNotFoundError as error:
        raise Http404 from error


def _file(content: str | bytes, kind: str, kept: str) -> HttpResponse:
    return HttpResponse(
        content,
        headers={"Content-Type": kind, "Cache-Control": kept, "X-Content-Type-Options": "nosniff"},
    )
