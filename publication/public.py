"""This room's own part of a release: whose site it is."""

from collections.abc import Iterator

from district.queries import district_profile, site_facts
from publication.compiling import Draft
from publication.domain import Item


def compile_site(_draft: Draft) -> Iterator[Item]:
    """Yield the district's name, contact and look; the goals of the navigation are in the plan's item."""
    yield Item("site", "", site_facts(district_profile()))
