"""Reads of the district."""

from district.queries.abilities import (
    Can,
    RoomAbilities,
    what_a_person_can_do,
    what_a_role_can_do,
    who_can_do_what,
)
from district.queries.first_steps import first_steps
from district.queries.history import (
    Asked,
    Entry,
    FieldChange,
    HistoryPage,
    history,
    history_of_rows,
    kinds_seen_by,
    models_changed_by,
    tracked_models,
)
from district.queries.people import (
    AskedPeople,
    DemonstrationPerson,
    HeldRole,
    PersonRow,
    all_roles_of,
    demonstration_people,
    history_of_person,
    people_page,
    people_to_invite,
    people_to_take_over,
    people_who_may_own,
)
from district.queries.profile import current_site, district_profile, has_begun, last_day_of_year, site_facts
from district.queries.work import work_for

__all__ = [
    "Asked",
    "AskedPeople",
    "Can",
    "DemonstrationPerson",
    "Entry",
    "FieldChange",
    "HeldRole",
    "HistoryPage",
    "PersonRow",
    "RoomAbilities",
    "all_roles_of",
    "current_site",
    "demonstration_people",
    "district_profile",
    "first_steps",
    "has_begun",
    "history",
    "history_of_person",
    "history_of_rows",
    "kinds_seen_by",
    "last_day_of_year",
    "models_changed_by",
    "people_page",
    "people_to_invite",
    "people_to_take_over",
    "people_who_may_own",
    "site_facts",
    "tracked_models",
    "what_a_person_can_do",
    "what_a_role_can_do",
    "who_can_do_what",
    "work_for",
]
