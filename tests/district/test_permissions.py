"""Who may: roles, their units and their dates."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from district.domain import Role
from district.models import OrgUnit, RoleAssignment
from district.permissions import (
    StandIn,
    can_manage_units,
    can_see_history,
    can_work_here,
    holds,
    holds_anywhere,
    roles_remembered,
    units_held,
)


def test_a_role_at_the_district_covers_every_school(steward, district_units):
    assert holds(steward, Role.DATA_STEWARD)
    assert holds(steward, Role.DATA_STEWARD, unit=district_units.school_b)


def test_a_role_at_a_school_covers_that_school_only(principal, district_units):
    assert holds(principal, Role.PRINCIPAL, unit=district_units.school_a)
    assert not holds(principal, Role.PRINCIPAL, unit=district_units.school_b)
    assert not holds(principal, Role.PRINCIPAL)
    assert units_held(principal, Role.PRINCIPAL) == {district_units.school_a.pk}


def test_a_role_at_a_school_covers_its_programs(principal, district_units):
    program = OrgUnit.objects.create(
        name="Academy", slug="academy", level="program", parent=district_units.school_a
    )
    assert holds(principal, Role.PRINCIPAL, unit=program)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(-1, None, True), (-1, 0, True), (0, 0, True), (1, None, False), (-9, -1, False)],
)
def test_a_role_counts_from_its_first_day_to_its_last(nobody, district_units, first, last, expected):
    today = dt.date(2026, 3, 1)
    day = dt.timedelta(days=1)
    RoleAssignment.objects.create(
        person=nobody,
        role=Role.FINANCE,
        unit=district_units.district,
        valid_from=today + first * day,
        valid_to=None if last is None else today + last * day,
    )
    with time_machine.travel(dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC), tick=False):
        assert holds(nobody, Role.FINANCE) is expected


def test_someone_who_left_holds_nothing(steward):
    steward.is_active = False
    steward.save()
    assert not holds_anywhere(steward)


def test_visitors_and_people_without_a_role_hold_nothing(nobody):
    assert not can_work_here(nobody)
    assert not can_work_here(AnonymousUser())


def test_only_the_named_roles_read_history(
    administrator, superintendent, steward, principal, board_member, finance
):
    allowed = [administrator, superintendent, steward]
    assert all(map(can_see_history, allowed))
    assert not any(map(can_see_history, [principal, board_member, finance]))


def test_a_data_steward_of_one_school_does_not_manage_units(nobody, steward, district_units):
    assert can_manage_units(steward)
    RoleAssignment.objects.create(
        person=nobody, role=Role.DATA_STEWARD, unit=district_units.school_a, valid_from=dt.date(2020, 1, 1)
    )
    assert not can_manage_units(nobody)


def test_a_stand_in_is_asked_like_a_person_and_without_the_database(
    district_units, django_assert_num_queries
):
    school, district = district_units.school_a, district_units.district
    with django_assert_num_queries(0):
        principal = StandIn(frozenset({(Role.PRINCIPAL, school.pk, False)}))
        assert holds(principal, Role.PRINCIPAL, unit=school)
        assert not holds(principal, Role.PRINCIPAL)
        assert holds(StandIn(frozenset({(Role.SUPERINTENDENT, district.pk, True)})), Role.SUPERINTENDENT)
        assert not can_work_here(StandIn(frozenset()))


def test_roles_are_read_once_inside_a_request_and_again_in_the_next(steward, django_assert_num_queries):
    with django_assert_num_queries(1), roles_remembered():
        assert holds(steward, Role.DATA_STEWARD)
        assert not holds(steward, Role.FINANCE)
    steward.roles.all().delete()
    with roles_remembered():
        assert not holds(steward, Role.DATA_STEWARD)
