"""A new site, without sample data: its district, its first administrator, and the passwords of new people."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from district.actions import add_person
from district.models import DistrictProfile, OrgUnit, Person, RoleAssignment, StudentGroup
from district.permissions import can_manage_people
from district.queries import Asked, history
from lakeville_planning.management.commands.up import Command as Up

pytestmark = pytest.mark.django_db
PASSWORD = "four words in a row"
ANSWERS = {
    "name": "Example Area Schools",
    "short_name": "Example",
    "contact_office": "Research office",
    "contact_email": "research@example.org",
    "administrator_name": "First Administrator",
    "administrator_email": "First@Example.org",
}


@pytest.fixture
def begin(tmp_path, capsys):
    """Run the command with every question answered, or with other answers."""
    file = tmp_path / "password"

    def run(password=PASSWORD, **others):
        file.write_text(f"{password}\n")
        call_command("begin_district", password_file=file, **ANSWERS | others)
        return capsys.readouterr().out

    return run


def test_a_new_site_gets_a_district_and_an_administrator_who_can_sign_in(client, begin):
    assert "Example Area Schools has begun." in begin()
    profile, unit = DistrictProfile.objects.get(), OrgUnit.objects.get()
    assert (profile.name, profile.contact_office) == ("Example Area Schools", "Research office")
    assert (unit.name, unit.level, unit.is_comparison) == ("Example Area Schools", "district", False)
    assert StudentGroup.objects.get().code == "all"
    response = client.post("/sign-in/", {"username": "first@example.org", "password": PASSWORD})
    assert response.status_code == 302
    assert client.get("/staff/people/add/").status_code == 200
    assert can_manage_people(Person.objects.get())


def test_history_says_that_the_district_began(begin):
    begin()
    unit = OrgUnit.objects.get()
    entry = history(Asked(model="district.orgunit", pk=str(unit.pk)))[0]
    assert (entry.who, entry.did, entry.reason) == ("First Administrator", "Added", "The district began")


def test_a_district_begins_once(begin):
    begin()
    with pytest.raises(CommandError, match="has a district already"):
        begin(administrator_email="second@example.org")
    assert Person.objects.get().email == "first@example.org"


def test_a_short_password_begins_nothing(begin):
    with pytest.raises(CommandError, match="at least 15 characters"):
        begin(password="short")
    assert (DistrictProfile.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"name": ""}, "Name of the district is missing: --name."),
        ({"contact_email": "nowhere"}, "nowhere is not an e-mail address."),
        ({"short_name": "x" * 61}, "Its short name: at most 60 characters."),
    ],
)
def test_an_answer_that_does_not_fit_gets_a_sentence(begin, others, sentence):
    with pytest.raises(CommandError, match=sentence):
        begin(**others)


def test_the_first_start_without_sample_data_prints_the_address_that_begins(capsys):
    Up().greet("http://127.0.0.1:8000", demo=False, is_new=True)
    assert "http://127.0.0.1:8000/begin/?key=" in capsys.readouterr().out
    Up().greet("http://127.0.0.1:8000", demo=False, is_new=False)
    assert "/begin/" not in capsys.readouterr().out


@pytest.fixture
def newcomer(administrator):
    return add_person(name="New Person", email="new@example.org", by=administrator)


@pytest.fixture
def link(client, administrator, newcomer):
    """The link an administrator is shown for a new person."""
    client.force_login(administrator)
    shown = client.get(f"/staff/people/{newcomer.pk}/roles/").context["password_link"]
    client.logout()
    return shown


def set_password(client, link, password=PASSWORD, again=PASSWORD):
    page = client.get(link, follow=True)
    address = page.request["PATH_INFO"]
    return client.post(address, {"new_password1": password, "new_password2": again})


def test_a_new_person_sets_a_password_by_a_link_and_signs_in(client, link, newcomer):
    assert link.startswith("http://testserver/set-password/")
    response = set_password(client, link)
    assert (response.status_code, response.url) == (302, "/sign-in/")
    assert "Your password is set." in client.get("/sign-in/").content.decode()
    signed_in = client.post("/sign-in/", {"username": newcomer.email, "password": PASSWORD})
    assert signed_in.status_code == 302


def test_the_token_leaves_the_address_before_the_form_is_shown(client, link):
    page = client.get(link, follow=True)
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in page.request["PATH_INFO"]
    assert token not in page.content.decode()
    assert "At least 15 characters." in page.content.decode()


def test_a_link_works_once(client, link):
    set_password(client, link)
    page = client.get(link)
    assert page.status_code == 404
    assert "This link does not work any more." in page.content.decode()


def test_a_link_works_for_one_day(client, link, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(days=1, minutes=1))
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [("short", "short", "at least 15 characters"), (PASSWORD, "something else", "match")],
)
def test_a_password_that_does_not_fit_gets_a_sentence(client, link, newcomer, password, again, sentence):
    response = set_password(client, link, password, again)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    newcomer.refresh_from_db()
    assert not newcomer.has_usable_password()


def test_nobody_is_shown_a_link_for_someone_who_has_a_password(client, administrator, link, newcomer):
    set_password(client, link)
    client.force_login(administrator)
    assert client.get(f"/staff/people/{newcomer.pk}/roles/").context["password_link"] == ""


def test_a_person_who_left_cannot_use_the_link(client, link, newcomer):
    Person.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert client.get(link).status_code == 404


def test_the_link_is_shown_to_administrators_only(client, link, newcomer, superintendent, steward):
    for person in (superintendent, steward):
        client.force_login(person)
        assert client.get(f"/staff/people/{newcomer.pk}/roles/").status_code == 403


def test_the_first_administrator_holds_the_role_from_today(begin):
    begin()
    assert RoleAssignment.objects.get().valid_to is None
