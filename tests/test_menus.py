"""The two menus: which page is current, and that nobody is led to a closed door."""

import pytest

from district.models import DistrictProfile
from lakeville_planning.menus import PUBLIC, STAFF
from ui import navigation
from ui.navigation import Entry

pytestmark = pytest.mark.django_db
PERSONAS = [
    "administrator",
    "steward",
    "privacy_reviewer",
    "superintendent",
    "plan_editor",
    "board_member",
    "board_clerk",
    "finance",
    "principal",
    "nobody",
]


def pages(menu, **facts):
    """Every link of a menu, those under a heading too."""
    items = navigation.menu(menu, **{"path": "/", **facts})
    return [page for item in items for page in (item.items or (item,))]


def current(menu, path, prefix="", person=None):
    found = pages(menu, path=path, prefix=prefix, person=person)
    return [page.url for page in found if page.is_current]


def test_a_menu_marks_the_page_it_is_on(administrator):
    assert current("public", "/") == ["/"]
    assert current("public", "/measures/attendance/") == ["/measures/"]
    assert current("staff", "/staff/", person=administrator) == ["/staff/"]
    assert current("staff", "/staff/imports/7/", person=administrator) == ["/staff/imports/"]
    assert current("public", "/glossary/") == []


def test_a_heading_is_current_with_its_page(administrator):
    items = navigation.menu("staff", path="/staff/people/add/", person=administrator)
    assert [str(item.label) for item in items if item.is_current] == ["District"]


def test_a_menu_keeps_a_reader_inside_an_earlier_release():
    assert current("public", "/releases/12/measures/x/", "/releases/12") == ["/releases/12/measures/"]


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_link_of_the_staff_menu_opens(persona, request, client):
    person = request.getfixturevalue(persona)
    DistrictProfile.objects.create(
        pk=1, name="x", short_name="x", contact_office="x", contact_email="x@x.org"
    )
    client.force_login(person)
    shown = [page.url for page in pages("staff", person=person)]
    assert {url: client.get(url).status_code for url in shown} == dict.fromkeys(shown, 200)


def test_a_page_that_is_closed_to_someone_is_not_in_their_menu(administrator, finance):
    assert "/staff/people/" in [page.url for page in pages("staff", person=administrator)]
    assert "/staff/people/" not in [page.url for page in pages("staff", person=finance)]


def test_a_person_without_a_role_is_led_home_only(nobody):
    assert [page.url for page in pages("staff", person=nobody)] == ["/staff/"]


def test_a_heading_with_one_page_left_is_that_page(finance):
    items = navigation.menu("staff", path="/", person=finance)
    assert all(len(item.items) != 1 for item in items)


def test_each_page_stands_in_a_menu_once():
    for listed in (PUBLIC, STAFF):
        views = [
            entry.view for part in listed for entry in ((part,) if isinstance(part, Entry) else part.entries)
        ]
        assert len(views) == len(set(views))
