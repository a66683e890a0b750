"""Writes about what the district is called and how it looks."""

from typing import Any

from django.db import transaction

from district.history import change
from district.logos import Logo, keep_logo
from district.models import DistrictProfile, OrgUnit


def save_profile(
    *,
    profile: DistrictProfile,
    new_logo: Logo | None = None,
    removes_logo: bool = False,
    by: Any,
    reason: str = "",
) -> DistrictProfile:
    """Change the profile, and the own unit's name with it; the public sees it with the next release."""
    if new_logo:
        profile.logo, profile.logo_width, profile.logo_height = new_logo.key, new_logo.width, new_logo.height
    elif removes_logo:
        profile.logo, profile.logo_width, profile.logo_height = "", 0, 0
    with transaction.atomic(), change(by=by, reason=reason):
        if new_logo:
            keep_logo(new_logo)
        profile.save()
        for unit in OrgUnit.objects.own().filter(level="district").exclude(name=profile.name):
            unit.name = profile.name
            unit.save(update_fields=["name"])
    return profile
