"""What every template knows about the site, without a query."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The district's name and whether sample data is shown; a view may say otherwise."""
    return {
        "district_name": getattr(settings, "DISTRICT_NAME", ""),
        "shows_sample_data": settings.DEMO,
    }
