"""This room's own part of a release: whose site it is."""

from collections.abc import Iterator

from district.models import DistrictProfile
from publication.compiling import Draft
from publication.domain import Item


def compile_site(_draft: Draft) -> Iterator[Item]:
    """Yield the district's name and contact; the goals of the navigation are in the plan's item."""
    profile = DistrictProfile.objects.first() or DistrictProfile(
        name="School district", short_name="District"
    )
    yield Item(
        "site",
        "",
        {
            "name": profile.name,
            "short_name": profile.short_name,
            "contact_email": profile.contact_email,
            "contact_office": profile.contact_office,
            "is_demonstration": profile.is_demonstration,
        },
    )
