"""A new site, without sample data: its district, its first administrator, and the passwords of new people."""

import pytest
from django.core.management import CommandError, call_command

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
    response = client.post("/sign-in/", {"login": "first@example.org", "password": PASSWORD})
    assert response.status_code == 302
    assert client.get("/staff/people/add/").status_code == 200
    assert can_manage_people(Person.objects.get())


def test_history_says_that_the_district_began(begin):
    begin()
    unit = OrgUnit.objects.get()
    entry = history(Asked(model="district.orgunit", pk=str(unit.pk))).entries[0]
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


def test_the_first_administrator_holds_the_role_from_today(begin):
    begin()
    assert RoleAssignment.objects.get().valid_to is None
