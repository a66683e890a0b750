"""Whose site it is."""

from typing import Any

from django.db import DatabaseError

from district.brand import logo_address, stylesheet_address
from district.models import DistrictProfile, OrgUnit

NAMELESS = DistrictProfile(name="School district", short_name="District", contact_email="", contact_office="")


def has_begun() -> bool:
    """Whether this site has a district."""
    return DistrictProfile.objects.exists() or OrgUnit.objects.own().filter(level="district").exists()


def district_profile() -> DistrictProfile:
    """The district's profile; a nameless one where there is none yet."""
    return DistrictProfile.objects.first() or NAMELESS


def site_facts(profile: DistrictProfile) -> dict[str, Any]:
    """What every page needs to know of its district: a release keeps these by value."""
    logo = {
        "address": logo_address(profile.logo),
        "width": profile.logo_width,
        "height": profile.logo_height,
    }
    return {
        "name": profile.name,
        "short_name": profile.short_name,
        "contact_email": profile.contact_email,
        "contact_office": profile.contact_office,
        "is_demonstration": profile.is_demonstration,
        "teachers_union": profile.teachers_union,
        "school_plan_name": profile.school_plan_name,
        "school_plan_short_name": profile.school_plan_short_name,
        "accent": profile.accent,
        "stylesheet": stylesheet_address(profile.accent),
        "logo": logo if profile.logo else None,
    }


def current_site() -> dict[str, Any]:
    """The facts of this moment, for pages without a release; nameless while no database answers."""
    try:
        return site_facts(district_profile())
    except DatabaseError:
        return site_facts(NAMELESS)
