"""The district's name and look: who changes them, what they change, and what a new district still lacks."""

import datetime as dt
import io

import pytest
from PIL import Image

from district.models import DistrictProfile, OrgUnit, SchoolYear
from district.queries import Asked, first_steps, history, site_facts
from strategic_plan.queries import first_steps as plan_steps

pytestmark = pytest.mark.django_db
WORDS = {
    "name": "Prairie Grove Public Schools",
    "short_name": "Prairie Grove",
    "contact_office": "Office of Learning",
    "contact_email": "learning@prairiegrove.example",
    "year_starts_month": "7",
    "year_starts_day": "1",
    "school_plan_name": "Site plan",
    "school_plan_short_name": "SP",
}


@pytest.fixture
def profile(district_units):
    facts = {name: WORDS[name] for name in ("name", "short_name", "contact_office", "contact_email")}
    return DistrictProfile.objects.create(pk=1, **facts)


@pytest.fixture
def save(client, administrator, profile):
    client.force_login(administrator)
    seen = client.get("/staff/district/").context["form"]["seen"].value()

    def send(**others):
        return client.post("/staff/district/", {**WORDS, "seen": seen, **others})

    return send


def logo():
    written = io.BytesIO()
    Image.new("RGBA", (60, 30), "purple").save(written, "PNG")
    written.name = "logo.png"
    written.seek(0)
    return written


def test_an_administrator_changes_the_name_and_history_says_so(save, profile):
    assert save(name="Prairie Grove Schools", reason="The Board voted").status_code == 302
    assert OrgUnit.objects.get(level="district", is_comparison=False).name == "Prairie Grove Schools"
    entry = history(Asked(model="district.districtprofile", pk="1")).entries[0]
    assert (entry.did, entry.reason) == ("Changed", "The Board voted")


def test_a_colour_and_a_logo_are_kept_and_the_logo_can_go_again(save, client, profile):
    assert save(accent="#5b2a86", new_logo=logo()).status_code == 302
    facts = site_facts(DistrictProfile.objects.get())
    assert facts["accent"] == "#5b2a86"
    assert (facts["logo"]["width"], facts["logo"]["height"]) == (60, 30)
    shown = client.get("/staff/").content.decode()
    assert facts["logo"]["address"] in shown
    assert facts["stylesheet"] in shown
    save(accent="#5b2a86", seen="", removes_logo="on")
    assert site_facts(DistrictProfile.objects.get())["logo"] is None


def test_the_products_own_colour_costs_no_request(save, client):
    assert save(accent="#0C4152").status_code == 302
    assert DistrictProfile.objects.get().accent == ""
    assert "/brand/" not in client.get("/staff/").content.decode()


def test_a_colour_is_shown_in_both_themes_before_anything_is_saved(save, profile):
    answer = save(accent="#5b2a86", preview="1")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert {'fill="#5b2a86"' in shown, 'fill="#4b226e"' in shown} == {True}  # the bar, light and dark
    assert "Nothing is saved yet." in shown
    assert DistrictProfile.objects.get().accent == ""


def test_a_colour_that_is_too_light_is_refused_with_one_that_fits(save):
    answer = save(accent="#ffc845")
    assert answer.status_code == 422
    assert "Choose a darker color" in answer.content.decode()


def test_whoever_saves_second_is_told(save, profile):
    assert save(contact_office="Research office").status_code == 302
    answer = save(contact_office="Another office")
    assert answer.status_code == 409
    assert DistrictProfile.objects.get().contact_office == "Research office"


@pytest.mark.parametrize("persona", ["superintendent", "steward", "nobody"])
def test_nobody_else_changes_them(client, profile, request, persona):
    client.force_login(request.getfixturevalue(persona))
    assert client.get("/staff/district/").status_code == 403
    assert client.post("/staff/district/", WORDS).status_code == 403


def test_a_new_district_is_told_what_it_lacks_until_it_is_there(administrator, district_units):
    OrgUnit.objects.schools().delete()
    said = [item.text for item in first_steps(administrator).to_do + plan_steps(administrator).to_do]
    assert said == [
        "Add the schools of the district",
        "Add this school year",
        "Add the student groups that results are shown for",
        "Add the people who work with you, and say what each may do",
        "Begin the strategic plan",
    ]
    today = dt.datetime.now(tz=dt.UTC).date()
    SchoolYear.objects.create(
        end_year=today.year,
        starts_on=dt.date(today.year - 1, today.month, 1),
        ends_on=dt.date(today.year, 12, 31),
    )
    assert "Add this school year" not in [item.text for item in first_steps(administrator).to_do]


def test_whoever_may_not_add_them_is_not_told(finance, district_units):
    assert first_steps(finance).to_do == ()
    assert plan_steps(finance).to_do == ()
