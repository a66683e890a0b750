"""The first-run page: who may open it, what it makes, and that it makes it once."""

import datetime as dt
import io
import threading
from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from district import setup_key
from district.actions import Beginning, Refused, begin_district
from district.domain import FirstUnit
from district.models import DistrictProfile, OrgUnit, Person, SchoolYear

pytestmark = pytest.mark.django_db
PASSWORD = "four words in a row"
ANSWERS = {
    "name": "Prairie Grove Public Schools",
    "short_name": "Prairie Grove",
    "contact_office": "Office of Learning",
    "contact_email": "learning@prairiegrove.example",
    "accent": "#5b2a86",
    "year_starts_month": "8",
    "year_starts_day": "15",
    "unit-TOTAL_FORMS": "2",
    "unit-INITIAL_FORMS": "0",
    "unit-0-name": "Grove High School",
    "unit-0-level": "school",
    "unit-0-kind": "High",
    "unit-1-name": "",
    "unit-1-level": "school",
    "more_units": "Oak Elementary, school, Elementary\nTransport, department",
    "administrator_name": "First Administrator",
    "administrator_email": "First@PrairieGrove.example",
    "password": PASSWORD,
    "password_again": PASSWORD,
}
BEGINNING = Beginning(
    name="Prairie Grove Public Schools",
    short_name="Prairie Grove",
    contact_office="Office of Learning",
    contact_email="learning@prairiegrove.example",
    administrator_name="First Administrator",
    administrator_email="first@prairiegrove.example",
)


def picture(kind="PNG", size=(40, 20), **options):
    written = io.BytesIO()
    Image.new("RGB", size, "purple").save(written, kind, **options)
    written.name = f"logo.{kind.lower()}"
    written.seek(0)
    return written


@pytest.fixture
def opened(client):
    """A browser that came by the address which the start printed."""
    answer = client.get(setup_key.setup_link("http://testserver"))
    assert (answer.status_code, answer.url) == (302, "/begin/")  # the key left the address
    return client


def send(client, **others):
    return client.post("/begin/", {**ANSWERS, **others})


@pytest.mark.parametrize("address", ["/", "/measures/", "/plan/", "/sign-in/", "/no-such-page/"])
def test_every_public_address_leads_to_the_first_run_page(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, "/begin/")


def test_monitors_are_led_nowhere(client):
    assert client.get("/healthz").status_code == 200


def test_a_stranger_cannot_claim_a_fresh_site(client):
    assert client.get("/begin/").status_code == 403
    assert client.get("/begin/?key=guess").status_code == 403
    assert send(client).status_code == 403
    assert not DistrictProfile.objects.exists()


def test_a_key_opens_the_page_for_a_day(client, time_machine):
    key, made = setup_key.setup_key(), timezone.now()
    time_machine.move_to(made + dt.timedelta(hours=23))
    assert client.get(f"/begin/?key={key}").status_code == 302
    time_machine.move_to(made + dt.timedelta(hours=25))
    answer = client.get(f"/begin/?key={key}")
    assert answer.status_code == 403
    assert "older than a day" in answer.content.decode()


def test_a_form_that_is_finished_too_late_keeps_what_was_typed(opened, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(hours=25))
    late = send(opened)
    assert late.status_code == 403
    assert "open it in another tab" in late.content.decode()
    assert 'value="Prairie Grove Public Schools"' in late.content.decode()
    assert not DistrictProfile.objects.exists()
    opened.get(setup_key.setup_link("http://testserver"))  # in another tab
    assert send(opened).status_code == 302


def test_a_newcomer_sets_up_a_district_and_is_signed_in(opened):
    answer = opened.post("/begin/", {**ANSWERS, "logo": picture()})
    assert (answer.status_code, answer.url) == (302, "/staff/")
    profile = DistrictProfile.objects.get()
    assert (profile.name, profile.accent) == ("Prairie Grove Public Schools", "#5b2a86")
    assert (profile.logo_width, profile.logo_height) == (40, 20)
    assert list(OrgUnit.objects.order_by("order").values_list("name", "slug", "level", "kind")) == [
        ("Prairie Grove Public Schools", "district", "district", ""),
        ("Grove High School", "grove-high-school", "school", "High"),
        ("Oak Elementary", "oak-elementary", "school", "Elementary"),
        ("Transport", "transport", "department", ""),
    ]
    assert {(year.starts_on.month, year.starts_on.day) for year in SchoolYear.objects.all()} == {(8, 15)}
    assert SchoolYear.objects.count() == 3
    home = opened.get("/staff/").content.decode()
    assert "Prairie Grove Public Schools has begun." in home
    assert "Office of Learning" in home
    assert 'href="/brand/5b2a86-' in home
    assert len(opened.get("/account/sessions/").context["sessions"]) == 1
    assert opened.get("/account/second-factor/app/").status_code == 200  # they have just shown who they are


def test_the_page_is_gone_once_there_is_a_district(opened):
    begin_district(beginning=BEGINNING, password=PASSWORD)
    assert opened.get("/begin/").status_code == 404
    assert send(opened).status_code == 404
    assert DistrictProfile.objects.count() == 1


def test_before_the_first_release_the_public_page_knows_the_district(client):
    begin_district(beginning=BEGINNING, password=PASSWORD)
    answer = client.get("/")
    assert answer.status_code == 404
    assert "Prairie Grove Public Schools" in answer.content.decode()


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"name": ""}, "Write something here."),
        ({"accent": "#ffc845"}, "White words cannot be read well on #ffc845"),
        ({"year_starts_month": "2", "year_starts_day": "29"}, "This month has no such day every year."),
        ({"year_starts_month": "1", "year_starts_day": "1"}, "choose a later day"),
        ({"more_units": "Oak, castle"}, "“castle” is not school, department or program."),
        ({"more_units": "Grove High School"}, "“Grove High School” is listed twice."),
        ({"unit-1-name": "x", "unit-1-level": "castle"}, "Row 2:"),
        ({"password": "short", "password_again": "short"}, "at least 15 characters"),
        ({"password_again": "another"}, "These are two different passwords."),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(opened, others, sentence):
    answer = send(opened, **others)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "learning@prairiegrove.example" in page
    assert PASSWORD not in page
    assert (DistrictProfile.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_and_served_to_everyone(opened, client, kind):
    opened.post("/begin/", {**ANSWERS, "logo": picture(kind, (900, 450), exif=b"Exif\0\0secret place")})
    profile = DistrictProfile.objects.get()
    assert (profile.logo_width, profile.logo_height) == (320, 160)
    client.logout()
    answer = client.get(reverse("brand:logo", args=[profile.logo]))
    assert answer.content.startswith(b"\x89PNG")
    assert b"secret place" not in answer.content
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert default_storage.exists(f"brand/{profile.logo}.png")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "An SVG file can carry programs"),
        (b"<?xml version='1.0'?><svg/>", "An SVG file can carry programs"),
        (b"GIF89a", "This is not a PNG, JPEG or WebP picture"),
        (b"\x89PNG\r\n\x1a\nbroken", "This is not a PNG, JPEG or WebP picture"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_whatever_its_name(opened, content, sentence):
    file = io.BytesIO(content)
    file.name = "logo.png"
    answer = opened.post("/begin/", {**ANSWERS, "logo": file})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_stylesheet_of_a_colour_is_kept_for_a_year(client):
    begin_district(beginning=BEGINNING, password=PASSWORD)
    answer = client.get(reverse("brand:stylesheet", args=["5b2a86", "0"]))
    assert answer["Cache-Control"] == "no-cache"  # another version's address
    assert "--brand:light-dark(#5b2a86," in answer.content.decode()
    assert "--met" not in answer.content.decode()
    assert client.get(reverse("brand:stylesheet", args=["ffc845", "0"])).status_code == 404


def test_names_that_make_the_same_address_get_two():
    units = (FirstUnit("Oak School"), FirstUnit("Oak—School"), FirstUnit("District"), FirstUnit("学校"))
    begin_district(beginning=replace(BEGINNING, units=units), password=PASSWORD)
    slugs = set(OrgUnit.objects.values_list("slug", flat=True))
    assert slugs == {"district", "oak-school", "oakschool", "district-2", "unit"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_wins_and_the_other_is_told():
    told, both = [], threading.Barrier(2)

    def begin():
        both.wait()
        try:
            told.append(str(begin_district(beginning=BEGINNING, password=PASSWORD)))
        except Refused as refused:
            told.append(str(refused))
        finally:
            connection.close()

    people = [threading.Thread(target=begin) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(told) == [
        "First Administrator",
        "This site has a district already. Nothing of what you sent was saved.",
    ]
    assert (Person.objects.count(), OrgUnit.objects.count()) == (1, 1)


def test_the_command_prints_the_address_while_there_is_no_district(capsys):
    call_command("setup_link", site="https://planning.example.org")
    assert capsys.readouterr().out.startswith("https://planning.example.org/begin/?key=")
    begin_district(beginning=BEGINNING, password=PASSWORD)
    with pytest.raises(CommandError, match="has a district already"):
        call_command("setup_link")
