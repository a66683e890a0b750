"""What every template knows about its district."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from district.queries import current_site


def site(_request: HttpRequest) -> dict[str, Any]:
    """The district's name and look, read only by pages that no release stands behind."""
    return {"site": SimpleLazyObject(current_site), "shows_sample_data": settings.DEMO}
