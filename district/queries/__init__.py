"""Reads of the district."""

from district.queries.abilities import (
    Can,
    RoomAbilities,
    what_a_person_can_do,
    what_a_role_can_do,
    who_can_do_what,
)
from district.queries.history import Asked, Entry, FieldChange, history, history_of_rows, tracked_models
from district.queries.people import DemonstrationPerson, demonstration_people
from district.queries.profile import current_site, district_profile, has_begun, site_facts

__all__ = [
    "Asked",
    "Can",
    "DemonstrationPerson",
    "Entry",
    "FieldChange",
    "RoomAbilities",
    "current_site",
    "demonstration_people",
    "district_profile",
    "has_begun",
    "history",
    "history_of_rows",
    "site_facts",
    "tracked_models",
    "what_a_person_can_do",
    "what_a_role_can_do",
    "who_can_do_what",
]
