"""How every public page answers: from one release, with a known tag, without a cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publication.code import code_version
from publication.domain import digest
from publication.reading import MIB, Edition, Remembered, edition

View = Callable[..., HttpResponseBase]
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
VARY = ("HX-Request", "HX-Target", "Accept-Encoding")  # LocaleMiddleware adds Accept-Language itself
HX_HEADERS = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")
KEPT_HEADERS = ("Content-Type", "Content-Disposition")
LARGEST_KEPT = 512 * 1024

_rendered: Remembered[tuple[bytes, dict[str, str]]] = Remembered(16 * MIB)


def public_page(view: View) -> View:
    """Make a view public: it is called as ``view(request, edition, **kwargs)`` and only when it must be.

    A known tag is answered 304, and a page rendered before from memory, after the one query that finds
    the release. Mounted below ``/releases/<int:release>/`` the same view shows that release.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, release: int | None = None, **kwargs: Any) -> HttpResponseBase:
        current = edition(release)
        if current is None:
            return render(request, "publication/none_yet.html", status=404)
        tag = _tag(request, current)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _with_headers(HttpResponseNotModified(), tag)
        kept = _rendered.get(tag)
        if kept:
            return _with_headers(HttpResponse(kept[0], headers=kept[1]), tag)
        response = view(request, current, *args, **kwargs)
        if response.status_code != 200:
            return response
        if isinstance(response, HttpResponse):
            _keep(tag, response)
        return _with_headers(response, tag)

    public: View = login_not_required(require_safe(page))
    public.from_edition = view  # type: ignore[attr-defined]  # the preview calls it with an edition of its own
    return public


def render_public(
    request: HttpRequest, edition: Edition, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Render a public template with what its base needs: the release, the district, the prefix of links."""
    site = edition.site
    return render(
        request,
        template,
        {
            "release": edition,
            "public_prefix": edition.prefix,
            "site": site,
            "shows_sample_data": site["is_demonstration"],
            "today": today_of(request, edition),
        }
        | context,
    )


def today_of(request: HttpRequest, edition: Edition) -> str:
    """The address of the same page in the latest release, for a reader of an earlier one; else nothing."""
    return request.get_full_path().removeprefix(edition.prefix) if edition.prefix else ""


def _keep(tag: str, response: HttpResponse) -> None:
    if len(response.content) <= LARGEST_KEPT:
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        _rendered.put(tag, (response.content, headers), len(response.content))


def _with_headers(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, VARY)
    return response


def _tag(request: HttpRequest, edition: Edition) -> str:
    """The page is a function of release, address, language, the part asked for, and the code."""
    asked = [request.headers.get(name, "") for name in HX_HEADERS]
    facts = [
        edition.content_hash,
        str(edition.latest_number),
        request.get_full_path(),
        request.get_host(),
        get_language() or "",
        code_version(),
        *asked,
    ]
    return f'"{digest(*facts)[:32]}"'


def forget() -> None:
    """Empty this process's memory of pages; only tests need it."""
    _rendered.clear()
