"""The site's addresses, answered by a bare status where something is refused.

The pages that say so, framed for whoever reads them, have tests of their own; to draw them thousands of
times would make the access table slow.
"""

from django.http import HttpRequest, HttpResponse

from lakeville_planning.urls import handler429, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """None of the person's roles opens this."""
    return HttpResponse(status=403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is there."""
    return HttpResponse(status=404)
