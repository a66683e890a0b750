"""Staff pages of units, school years, student groups, people and roles."""

import datetime as dt

import pytest

from district.models import (
    GroupScheme,
    OrgUnit,
    Person,
    ReportingId,
    RoleAssignment,
    SchoolYear,
    StudentGroup,
)
from district.queries import Asked, history


def unit_fields(**changes):
    return {
        "name": "School C",
        "slug": "school-c",
        "level": "school",
        "kind": "Middle",
        "order": "3",
        "reporting_ids": "mde 0194-01-033",
        "reason": "It opens in fall",
    } | changes


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def test_an_administrator_adds_a_unit_with_its_ids_and_history_says_why(as_administrator, district_units):
    response = as_administrator.post("/staff/units/add/", unit_fields(parent=district_units.district.pk))
    assert (response.status_code, response.url) == (302, "/staff/units/")
    unit = OrgUnit.objects.get(slug="school-c")
    assert ReportingId.objects.get(unit=unit).value == "0194-01-033"
    entry = history(Asked(model="district.orgunit", pk=str(unit.pk))).entries[0]
    assert (entry.who, entry.did, entry.reason) == ("administrator", "Added", "It opens in fall")
    assert "0194-01-033" in as_administrator.get("/staff/units/").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opened_on": "2026-07-01", "closed_on": "2026-06-30"}, "A unit closes after it opened."),
        ({"level": "state"}, "A state is kept for comparison only: tick that box."),
        ({"level": "district"}, "There can be one own district only."),
        ({"slug": "school-a"}, "Org unit with this Slug already exists."),
        ({"reporting_ids": "0194"}, "Write each id as two words, for example: mde 9999-01"),
        ({"reporting_ids": "mde 7"}, "Another unit has this id already."),
    ],
)
def test_a_unit_that_cannot_be_gets_a_sentence(as_administrator, district_units, changes, sentence):
    ReportingId.objects.create(unit=district_units.school_a, scheme="mde", value="7")
    response = as_administrator.post("/staff/units/add/", unit_fields(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not OrgUnit.objects.filter(slug="school-c").exists()


def test_a_unit_cannot_be_part_of_itself(as_administrator, district_units):
    response = as_administrator.post(
        "/staff/units/district/edit/",
        unit_fields(slug="district", level="district", parent=district_units.school_a.pk),
    )
    assert response.status_code == 422


def test_a_change_that_someone_else_made_first_is_not_overwritten(as_administrator, district_units):
    page = as_administrator.get("/staff/units/school-a/edit/")
    seen = page.context["form"]["seen"].value()
    OrgUnit.objects.filter(slug="school-a").update(name="Renamed meanwhile")
    response = as_administrator.post(
        "/staff/units/school-a/edit/", unit_fields(slug="school-a", seen=seen, reporting_ids="")
    )
    assert response.status_code == 409
    assert OrgUnit.objects.get(slug="school-a").name == "Renamed meanwhile"


def test_school_years_do_not_overlap(as_administrator, year):
    next_year = {"end_year": "2027", "starts_on": "2026-07-01", "ends_on": "2027-06-30"}
    assert as_administrator.post("/staff/years/", next_year).status_code == 302
    assert SchoolYear.objects.count() == 2
    response = as_administrator.post(
        "/staff/years/", next_year | {"end_year": "2028", "ends_on": "2028-06-30"}
    )
    assert response.status_code == 422
    assert "These days belong to another school year already." in response.content.decode()


def test_a_scheme_and_its_groups_are_added_and_changed(as_administrator, groups):
    scheme = {
        "code": "state-race",
        "name": "State scheme",
        "kind": "partition",
        "first_year": "2025",
        "order": "5",
    }
    assert as_administrator.post("/staff/groups/schemes/add/", scheme).status_code == 302
    made = GroupScheme.objects.get(code="state-race")
    group = {"scheme": made.pk, "code": "other-indigenous", "name": "Other Indigenous", "order": "1"}
    assert as_administrator.post("/staff/groups/add/", group).status_code == 302
    changed = group | {"name": "Other Indigenous peoples"}
    assert as_administrator.post("/staff/groups/other-indigenous/edit/", changed).status_code == 302
    assert StudentGroup.objects.get(code="other-indigenous").name == "Other Indigenous peoples"
    page = as_administrator.get("/staff/groups/").content.decode()
    assert "Other Indigenous peoples" in page


def test_a_person_is_added_and_given_a_role(as_administrator, district_units):
    response = as_administrator.post("/staff/people/add/", {"name": "New Person", "email": "New@Example.org"})
    person = Person.objects.get(email="new@example.org")
    assert response.url == f"/staff/people/{person.pk}/account/"
    assert not person.has_usable_password()
    role = {"role": "principal", "unit": district_units.school_a.pk, "valid_from": "2026-07-01"}
    assert as_administrator.post(f"/staff/people/{person.pk}/roles/", role).status_code == 302
    again = as_administrator.post(f"/staff/people/{person.pk}/roles/", role)
    assert again.status_code == 422
    assert "holds the role for this unit on these days already" in again.content.decode()


def test_the_same_address_is_not_added_twice(as_administrator, steward):
    response = as_administrator.post("/staff/people/add/", {"name": "Twin", "email": steward.email.upper()})
    assert response.status_code == 422


def test_a_role_ends_after_a_day(as_administrator, steward):
    held = RoleAssignment.objects.get(person=steward)
    response = as_administrator.post(f"/staff/people/roles/{held.pk}/end/", {"last_day": "2026-06-30"})
    assert response.status_code == 302
    held.refresh_from_db()
    assert held.valid_to == dt.date(2026, 6, 30)


def test_the_last_administrator_stays(as_administrator, administrator):
    held = RoleAssignment.objects.get(person=administrator)
    response = as_administrator.post(f"/staff/people/roles/{held.pk}/end/", {"last_day": "2026-06-30"})
    assert response.status_code == 422
    assert "This is the last administrator." in response.content.decode()


def test_a_principal_sees_units_and_changes_none(client, principal, district_units):
    client.force_login(principal)
    page = client.get("/staff/units/").content.decode()
    assert "School B" in page
    assert "/edit/" not in page
    assert client.get("/staff/units/school-a/edit/").status_code == 403
    assert client.post("/staff/units/add/", unit_fields()).status_code == 403
    assert client.post("/staff/years/", {}).status_code == 403


def test_people_are_seen_by_the_superintendent_and_changed_by_administrators_only(client, superintendent):
    client.force_login(superintendent)
    assert client.get("/staff/people/").status_code == 200
    assert client.get("/staff/people/add/").status_code == 403
