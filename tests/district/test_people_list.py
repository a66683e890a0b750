"""The list of people: found by name, unit, role and whether they left, as fast for 300 as for 3."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import invite
from accounts.models import Invitation
from accounts.queries import with_account_state
from district.actions import add_person
from district.models import Person, RoleAssignment


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def names(response):
    return [row.person.name for row in response.context["page"]]


def people(count, unit):
    made = Person.objects.bulk_create(
        Person(name=f"Person {number:03}", email=f"person{number}@example.org") for number in range(count)
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(person=person, role="team_member", unit=unit, valid_from=dt.date(2020, 7, 1))
        for person in made
    )


def test_a_name_or_an_address_finds_a_person(as_administrator, steward, principal):
    assert names(as_administrator.get("/staff/people/?words=STEW")) == ["steward"]
    assert names(as_administrator.get("/staff/people/?words=principal@example")) == ["principal"]
    assert names(as_administrator.get("/staff/people/?words=zzz")) == []


def test_a_unit_and_a_role_find_who_holds_it_now_or_later(
    as_administrator, principal, other_principal, steward, district_units
):
    school = district_units.school_a.pk
    assert names(as_administrator.get(f"/staff/people/?unit={school}")) == ["principal"]
    assert names(as_administrator.get("/staff/people/?role=principal")) == ["other principal", "principal"]
    principal.roles.update(valid_to=dt.date(2021, 6, 30))
    assert names(as_administrator.get(f"/staff/people/?unit={school}")) == []


def test_who_left_is_found_when_asked_for(as_administrator, steward):
    Person.objects.filter(pk=steward.pk).update(is_active=False)
    assert names(as_administrator.get("/staff/people/")) == ["administrator"]
    assert names(as_administrator.get("/staff/people/?standing=left")) == ["steward"]
    assert names(as_administrator.get("/staff/people/?standing=everyone")) == ["administrator", "steward"]


def test_people_are_found_by_how_far_they_are_on_the_way_in(as_administrator, settings, time_machine):
    settings.REQUIRE_SECOND_FACTOR = False
    invited, expired, _waiting = (
        add_person(name=name, email=f"{name}@example.org", by=None)
        for name in ("invited", "expired", "waiting")
    )
    now = timezone.now()
    time_machine.move_to(now - dt.timedelta(days=8))
    invite(person=expired, by=None)
    time_machine.move_to(now)
    invite(person=invited, by=None)

    def found(state):
        return names(as_administrator.get(f"/staff/people/?state={state}"))

    assert [found("invited"), found("expired")] == [["invited"], ["expired"]]
    assert "waiting" in found("not_invited")
    assert found("signed_in") == ["administrator"]
    page = as_administrator.get("/staff/people/?state=not_invited").content.decode()
    assert "Invite all who were not invited" in page


def test_an_editor_without_a_second_factor_is_found_where_one_must_have_it(
    as_administrator, board_member, settings
):
    Person.objects.update(last_login=timezone.now())
    settings.REQUIRE_SECOND_FACTOR = True
    people = with_account_state(Person.objects.all())
    assert {person.name: person.account_state for person in people} == {
        "administrator": "no_factor",
        "board member": "signed_in",
    }


def test_everyone_who_was_not_invited_is_invited_at_once(as_administrator, principal):
    told = as_administrator.post("/staff/people/invite/", follow=True)
    assert "1 person is invited." in told.content.decode()
    assert names(as_administrator.get("/staff/people/?state=invited")) == ["principal"]
    assert Invitation.objects.get().invited_by.name == "administrator"
    assert "Invite all who were not invited" not in told.content.decode()


def test_nonsense_in_the_address_is_said_and_shows_everyone(as_administrator, steward):
    response = as_administrator.get("/staff/people/?role=king&unit=x")
    assert response.status_code == 200
    assert "Select a valid choice" in response.content.decode()


def test_fifty_people_a_page(as_administrator, district_units):
    people(60, district_units.school_a)
    first = as_administrator.get("/staff/people/?role=team_member")
    assert len(names(first)) == 50
    assert "1 to 50 of 60" in first.content.decode()
    assert len(names(as_administrator.get("/staff/people/?role=team_member&page=2"))) == 10
    assert "role=team_member&amp;page=2" in first.content.decode()


def test_the_number_of_queries_is_the_same_for_3_and_300(
    as_administrator, district_units, django_assert_num_queries
):
    people(3, district_units.school_a)
    as_administrator.get("/staff/people/")
    with CaptureQueriesContext(connection) as few:
        as_administrator.get("/staff/people/")
    Person.objects.bulk_create(
        Person(name=f"More {number:03}", email=f"more{number}@example.org") for number in range(300)
    )
    with django_assert_num_queries(len(few)):
        as_administrator.get("/staff/people/")
    assert len(few) <= 9


def test_a_name_and_an_address_are_changed_and_kept_unique(as_administrator, steward, principal):
    page = f"/staff/people/{steward.pk}/edit/"
    changed = {"name": "Maria Lopez", "email": "Maria@Example.org", "reason": "Married"}
    assert as_administrator.post(page, changed).status_code == 302
    steward.refresh_from_db()
    assert (steward.name, steward.email) == ("Maria Lopez", "maria@example.org")
    assert as_administrator.post(page, changed | {"email": principal.email}).status_code == 422
