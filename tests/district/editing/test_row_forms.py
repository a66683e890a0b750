"""Two people in one form: what only one of them changed stays, what both changed is shown and chosen."""

import pytest

from district.models import OrgUnit
from district.queries import Asked, history

ADDRESS = "/staff/units/school-a/edit/"


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def typed(page, **fields):
    form = page.context["form"]
    kept = {name: form[name].value() or "" for name in form.fields}
    return {name: value for name, value in {**kept, **fields}.items() if value not in (False, None)}


@pytest.fixture
def overtaken(as_administrator, district_units):
    """A page read by one, while another changed its name and its grades."""
    page = as_administrator.get(ADDRESS)
    OrgUnit.objects.filter(slug="school-a").update(name="Their name", grades="K-8")
    answer = as_administrator.post(ADDRESS, typed(page, name="My name"))
    assert answer.status_code == 409
    return answer


def test_a_field_that_both_changed_shows_both_texts(overtaken):
    both = overtaken.context["form"].both_changed
    assert [(each.label, each.mine, each.theirs) for each in both] == [("Name", "My name", "Their name")]
    assert "Both of you changed: Name" in overtaken.content.decode()
    assert OrgUnit.objects.get(slug="school-a").name == "Their name"


def test_a_field_that_only_the_other_changed_is_filled_in(overtaken):
    form = overtaken.context["form"]
    assert (form["name"].value(), form["grades"].value()) == ("My name", "K-8")


@pytest.mark.parametrize(("choice", "name"), [("mine", "My name"), ("theirs", "Their name")])
def test_the_person_chooses_and_saves(as_administrator, overtaken, choice, name):
    answer = as_administrator.post(ADDRESS, typed(overtaken, keep_name=choice))
    unit = OrgUnit.objects.get(slug="school-a")
    assert (answer.status_code, unit.name, unit.grades) == (302, name, "K-8")


def test_a_third_change_before_the_choice_is_caught_again(as_administrator, overtaken):
    OrgUnit.objects.filter(slug="school-a").update(name="A third name")
    answer = as_administrator.post(ADDRESS, typed(overtaken, keep_name="mine"))
    assert answer.status_code == 409
    assert [each.theirs for each in answer.context["form"].both_changed] == ["A third name"]


def test_who_changed_it_is_named(as_administrator, district_units, superintendent, steward):
    page = as_administrator.get(ADDRESS)
    other = as_administrator.__class__()
    other.force_login(steward)
    other.post(ADDRESS, typed(page, name="Their name"))
    answer = as_administrator.post(ADDRESS, typed(page, name="My name"))
    assert "Saved by steward" in answer.content.decode()
    unit = OrgUnit.objects.get(slug="school-a")
    assert history(Asked(model="district.orgunit", pk=str(unit.pk))).entries[0].who == "steward"


def test_a_row_that_was_removed_meanwhile_says_so(as_administrator, district_units):
    page = as_administrator.get(ADDRESS)
    OrgUnit.objects.filter(slug="school-a").delete()
    assert as_administrator.post(ADDRESS, typed(page)).status_code == 404
