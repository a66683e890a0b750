"""The database refuses nonsense: one test trips each named constraint of the district's room."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from district.actions import Refused, save_unit
from district.domain import Role
from district.models import (
    DistrictProfile,
    GroupScheme,
    OrgUnit,
    Person,
    ReportingId,
    RoleAssignment,
    SchoolYear,
)
from district.permissions import holds
from tests.promises import known_words


def twice(make):
    def both(units):
        make(units)
        make(units)

    return both


def profile(**fields):
    words = {"name": "x", "short_name": "x", "contact_email": "x@example.org", "contact_office": "x"}
    return lambda _units: DistrictProfile.objects.create(**{"pk": 1, **words, **fields})


def unit(**fields):
    return lambda _units: OrgUnit.objects.create(**{"name": "x", "slug": "x", "level": "school", **fields})


def reporting_id(units):
    ReportingId.objects.create(unit=units.school_a, scheme="mde", value="1")


def school_year(**fields):
    days = {"end_year": 2031, "starts_on": dt.date(2030, 7, 1), "ends_on": dt.date(2031, 6, 30)}
    return lambda _units: SchoolYear.objects.create(**{**days, **fields})


def overlapping_years(units):
    school_year()(units)
    school_year(end_year=2032, ends_on=dt.date(2032, 6, 30))(units)


def scheme(**fields):
    return lambda _units: GroupScheme.objects.create(**{"code": "x", "name": "x", "kind": "pair", **fields})


def person(units):
    Person.objects.create(email="Upper@example.org", name="x")


def role(**fields):
    def make(units):
        who, _made = Person.objects.get_or_create(email="x@example.org", name="x")
        given = {"role": "principal", "unit": units.school_a, "valid_from": dt.date(2026, 7, 1)}
        RoleAssignment.objects.create(person=who, **{**given, **fields})

    return make


def part_of_itself(units):
    OrgUnit.objects.filter(pk=units.school_a.pk).update(parent=units.school_a)


def school_of_a_principal_becomes(**fields):
    def make(units):
        role()(units)
        OrgUnit.objects.filter(pk=units.school_a.pk).update(**fields)

    return make


def role_at(place, name):
    return lambda units: role(role=name, unit=getattr(units, place))(units)


TRIGGER = "district_role_fits_unit"
MISFITS: dict[str, Any] = {
    "a principal of the whole district": role_at("district", "principal"),
    "a superintendent of a school": role_at("school_a", "superintendent"),
    "an administrator of a school": role_at("school_a", "administrator"),
    "a department lead of a school": role_at("school_a", "department_lead"),
    "a data steward of the state": role_at("state", "data_steward"),
    "a school with a principal that becomes a department": school_of_a_principal_becomes(level="department"),
    "a school with a principal kept for comparison": school_of_a_principal_becomes(is_comparison=True),
}
TRIPS: dict[str, Any] = {
    "district_profile_is_one_row": profile(pk=2),
    "district_profile_accent_is_a_colour": profile(accent="purple"),
    "district_profile_logo_has_a_size": profile(logo="a" * 64),
    "district_profile_year_starts_on_a_day": profile(year_starts_month=2, year_starts_day=29),
    "district_unit_one_own_district": unit(level="district"),
    "district_unit_closes_after_opening": unit(opened_on=dt.date(2026, 7, 1), closed_on=dt.date(2026, 7, 1)),
    "district_unit_state_is_comparison": unit(level="state"),
    "district_unit_is_not_its_own_part": part_of_itself,
    "district_reporting_id_unique": twice(reporting_id),
    "district_school_year_ends_after_start": school_year(starts_on=dt.date(2031, 6, 30)),
    "district_school_year_named_by_end": school_year(end_year=2030),
    "district_school_years_do_not_overlap": overlapping_years,
    "district_scheme_years_in_order": scheme(first_year=2026, last_year=2025),
    "district_person_email_lowercase": person,
    "district_role_ends_after_start": role(valid_to=dt.date(2026, 6, 30)),
    "district_role_held_once_at_a_time": twice(role()),
}


@pytest.mark.parametrize("name", TRIPS)
def test_the_database_refuses(name, district_units):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        TRIPS[name](district_units)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


@pytest.mark.parametrize("name", MISFITS)
def test_the_database_refuses_a_role_that_makes_no_sense(name, district_units):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        MISFITS[name](district_units)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == TRIGGER


def test_every_named_constraint_is_tripped():
    named = {
        constraint.name
        for model in apps.get_app_config("district").get_models()
        if not model.__name__.endswith("Event")
        for constraint in model._meta.constraints
    }
    assert named - set(known_words()) == set(TRIPS)


def test_two_units_cannot_be_made_parts_of_each_other(district_units, administrator):
    """The second of two people saves with a form that was checked before the first had saved."""
    lower, upper = district_units.school_a, district_units.school_b
    OrgUnit.objects.filter(pk=upper.pk).update(parent=lower)
    lower.parent = upper
    with pytest.raises(Refused, match="A unit cannot be part of itself"):
        save_unit(unit=lower, reporting_ids={}, by=administrator)
    assert OrgUnit.objects.get(pk=lower.pk).parent == district_units.district


def test_a_circle_of_units_ends_the_question_of_who_may(district_units, principal):
    one, other = (OrgUnit.objects.create(name=slug, slug=slug, level="program") for slug in ("one", "other"))
    OrgUnit.objects.filter(pk=one.pk).update(parent=other)
    OrgUnit.objects.filter(pk=other.pk).update(parent=one)
    assert not holds(principal, Role.PRINCIPAL, unit=OrgUnit.objects.get(pk=one.pk))
    assert holds(principal, Role.PRINCIPAL, unit=district_units.school_a)
