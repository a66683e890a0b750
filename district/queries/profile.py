"""Whose site it is."""

import datetime as dt
from typing import Any

from django.db import DatabaseError

from district.brand import logo_address, stylesheet_address
from district.domain import year_starting
from district.models import DistrictProfile, OrgUnit, SchoolYear

NAMELESS = DistrictProfile(name="School district", short_name="District", contact_email="", contact_office="")


def has_begun() -> bool:
    """Whether this site has a district."""
    return DistrictProfile.objects.exists() or OrgUnit.objects.own().filter(level="district").exists()


def district_profile() -> DistrictProfile:
    """The district's profile; a nameless one where there is none yet."""
    return DistrictProfile.objects.first() or NAMELESS


def last_day_of_year(end_year: int) -> dt.date:
    """The last day of the school year that ends in a year: as it is kept, else by when years start here."""
    kept = SchoolYear.objects.filter(end_year=end_year).values_list("ends_on", flat=True).first()
    if kept is not None:
        return kept
    profile = district_profile()
    return year_starting(end_year - 1, month=profile.year_starts_month, day=profile.year_starts_day).ends_on


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
        "planning_policy": profile.planning_policy,
        "year_starts_month": profile.year_starts_month,
        "year_starts_day": profile.year_starts_day,
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
