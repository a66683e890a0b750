"""Each role is a sentence that a superintendent can read, and makes sense at some units only."""

import datetime as dt

import pytest

from district.domain import LEVELS, Role, UnitLevel, as_role, fits, levels_in_words, role_sentence
from district.models import RoleAssignment

TODAY = dt.date(2026, 11, 24)


def sentence(role=Role.DATA_STEWARD, first=dt.date(2026, 7, 1), last=None):
    return role_sentence(
        role, name="Maria Lopez", unit="Oak Hills Elementary", first=first, last=last, today=TODAY
    )


def test_a_role_says_what_the_person_does_where_and_until_when():
    assert sentence(last=dt.date(2027, 6, 30)) == (
        "Maria Lopez reads, records and corrects results for Oak Hills Elementary until June 30, 2027."
    )


def test_a_role_without_an_end_says_no_day():
    assert sentence(Role.PRINCIPAL) == "Maria Lopez leads Oak Hills Elementary and reads all of its results."


def test_a_role_that_begins_later_says_from_when():
    soon = dt.date(2027, 7, 1)
    assert sentence(Role.PRINCIPAL, first=soon).endswith("results from July 1, 2027 on.")
    assert sentence(Role.PRINCIPAL, first=soon, last=dt.date(2028, 6, 30)).endswith(
        "results from July 1, 2027 to June 30, 2028."
    )


def test_a_role_that_has_ended_says_so():
    assert sentence(Role.PRINCIPAL, last=dt.date(2026, 9, 30)).endswith(
        "results from July 1, 2026 to September 30, 2026; this has ended."
    )


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_sentence_and_a_unit_to_hold_it_for(role):
    assert sentence(role).startswith("Maria Lopez ")
    assert "Oak Hills Elementary" in sentence(role)
    assert LEVELS[role]
    assert UnitLevel.STATE not in LEVELS[role]


def test_a_principal_leads_a_school_and_never_the_whole_district():
    assert fits("principal", "school")
    assert not fits("principal", "district")
    assert levels_in_words("principal") == "a school or a program"
    assert levels_in_words("superintendent") == "the district"


def test_a_reason_names_the_role_the_unit_and_the_last_day():
    last = dt.date(2027, 6, 30)
    assert (
        as_role("principal", unit="Oak Hills", last=last) == "as principal of Oak Hills, until June 30, 2027"
    )
    assert (
        as_role("eml_representative", unit="Oak Hills", last=None)
        == "as teachers' union representative of Oak Hills"
    )


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def test_the_form_refuses_a_principal_of_the_whole_district(as_administrator, nobody, district_units):
    role = {"role": "principal", "unit": district_units.district.pk, "valid_from": "2026-07-01"}
    response = as_administrator.post(f"/staff/people/{nobody.pk}/roles/", role)
    assert response.status_code == 422
    assert "Principal is a role for a school or a program. Choose such a unit." in response.content.decode()
    assert not nobody.roles.exists()


def test_the_form_offers_no_unit_that_is_kept_for_comparison(as_administrator, nobody, district_units):
    page = as_administrator.get(f"/staff/people/{nobody.pk}/roles/").content.decode()
    assert "School A" in page
    assert "Minnesota" not in page


def test_a_school_with_a_principal_does_not_become_a_department(as_administrator, principal, district_units):
    unit = {"name": "School A", "slug": "school-a", "level": "department", "order": "1"}
    response = as_administrator.post("/staff/units/school-a/edit/", unit)
    assert response.status_code == 422
    assert "People hold roles here that such a unit cannot have: Principal." in response.content.decode()


def test_the_days_of_a_role_are_changed_with_a_reason(as_administrator, principal):
    held = RoleAssignment.objects.get(person=principal)
    days = {"valid_from": "2020-07-01", "valid_to": "2027-06-30", "reason": "Term agreed"}
    assert as_administrator.post(f"/staff/people/roles/{held.pk}/edit/", days).status_code == 302
    held.refresh_from_db()
    assert held.valid_to == dt.date(2027, 6, 30)
    days = {"valid_from": "2027-07-01", "valid_to": "2027-06-30"}
    assert as_administrator.post(f"/staff/people/roles/{held.pk}/edit/", days).status_code == 422


def test_the_last_administrator_gets_no_last_day(as_administrator, administrator):
    held = RoleAssignment.objects.get(person=administrator)
    days = {"valid_from": "2020-07-01", "valid_to": "2099-06-30"}
    response = as_administrator.post(f"/staff/people/roles/{held.pk}/edit/", days)
    assert response.status_code == 422
    assert "This is the last administrator." in response.content.decode()
