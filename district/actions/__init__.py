"""Writes of the district: its beginning, units, school years, student groups, people and roles."""

from district.actions.beginning import Beginning, begin_district
from district.actions.leaving import Departure, let_leave, let_return
from district.actions.people import add_person, change_role_days, end_role, give_role, save_person
from district.actions.places import save_group_scheme, save_school_year, save_student_group, save_unit
from district.actions.profile import save_profile
from district.actions.refusals import Overtaken, Refused

__all__ = [
    "Beginning",
    "Departure",
    "Overtaken",
    "Refused",
    "add_person",
    "begin_district",
    "change_role_days",
    "end_role",
    "give_role",
    "let_leave",
    "let_return",
    "save_group_scheme",
    "save_person",
    "save_profile",
    "save_school_year",
    "save_student_group",
    "save_unit",
]
