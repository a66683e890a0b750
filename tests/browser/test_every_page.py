"""Every page that someone may read: accessible in both themes, wide and narrow, one heading, own title.

The pages come from the resolver, in rooms of a dozen addresses, so that two workers share them; what stands
at an address is said in tests/access/places.py. STATES adds what only a query shows.
"""

import re
from collections import Counter
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from district.models import Person
from kpi.actions import propose_version
from kpi.models import Indicator
from tests.access import places
from tests.copies import copy_database, drop_database, opened

READERS = ("", "administrator", "board.clerk")  # between them they may open every page there is
NOT_PAGES = {
    "imports:progress",
    "publication_staff:draft_progress",
}
STATES = [
    "/?status=near",
    "/?status=met&goal=2",
    "/?unit=oak-hills-elementary",
    "/measures/?goal=2&sort=-value",
    "/measures/consistent-attendance/?unit=oak-hills-elementary",
    "/measures/consistent-attendance/?group=asian",
    "/measures/reading/",
    "/measures/families-welcome/",
    "/measures/foster-graduates/",
    "/releases/2/changes/",
    "/staff/measures/consistent-attendance/values/?unit=oak-hills-elementary",
]
ROOM = 12  # addresses


def rooms() -> dict[str, list[str]]:
    """The URL names of the site in rooms that take about the same time."""
    spaces: dict[str, list[str]] = {}
    for name in places.addresses():
        spaces.setdefault(name.partition(":")[0], []).append(name)
    return {
        f"{space}-{first // ROOM + 1}": names[first : first + ROOM]
        for space, names in spaces.items()
        for first in range(0, len(names), ROOM)
    }


ROOMS = rooms()


@pytest.fixture(scope="module")
def cookies(demonstration_database, django_db_blocker):
    """A copy of the demonstration with a version waiting for agreement, and a session of each reader."""
    with django_db_blocker.unblock():
        with opened(demonstration_database):
            name = copy_database("walked")
        with opened(name):
            editor = Person.objects.get(email="plan.editor@demo.example")
            propose_version(indicator=Indicator.objects.get(slug="consistent-attendance"), by=editor)
            sessions = {reader: Client() for reader in READERS}
            for reader, client in sessions.items():
                if reader:
                    client.force_login(Person.objects.get(email=f"{reader}@demo.example"))
            yield sessions
        drop_database(name)


@pytest.fixture(scope="module")
def addresses(cookies):
    """Where each URL name leads."""
    present = places.present()
    return {
        name: reverse(name, kwargs=places.parts_for(name, parts, present))
        for name, parts in places.addresses().items()
        if name not in NOT_PAGES
    }


@pytest.fixture(scope="session")
def base_url():
    """A server of our own: pytest-django's would empty the copy after every test."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


def readable(sessions, address):
    """Who may read the page at an address, and its text; nothing where there is no page."""
    for reader, client in sessions.items():
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            return [(reader, answer.content.decode())]
    return []


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_is_accessible(page, base_url, cookies, addresses, page_findings, room):
    found = []
    for address in [addresses[name] for name in ROOMS[room] if name in addresses]:
        for reader, _text in readable(cookies, address):
            enter(page, cookies[reader], base_url)
            found += page_findings(address)
    assert "\n".join(found) == ""


@pytest.mark.parametrize("half", [0, 1])
def test_a_page_is_accessible_in_every_state(page, base_url, cookies, page_findings, half):
    found = []
    for address in STATES[half::2]:
        enter(page, cookies["administrator" if address.startswith("/staff/") else ""], base_url)
        found += page_findings(address)
    assert "\n".join(found) == ""


def test_every_page_has_its_own_title(cookies, addresses):
    spaces: dict[str, Counter[str]] = {"archive": Counter(), "": Counter()}
    for name, address in addresses.items():
        for _reader, text in readable(cookies, address):
            (title,) = re.findall(r"<title>\s*(.*?)\s*</title>", text, re.DOTALL)
            spaces["archive" if name.startswith("archive:") else ""][unescape(title)] += 1
    assert sum(spaces[""].values()) > 50  # the walk walks
    for titles in spaces.values():
        assert {title: count for title, count in titles.items() if count > 1} == {}


def enter(page, client, base_url):
    """Read as this person, or as a visitor."""
    page.context.clear_cookies()
    name = settings.SESSION_COOKIE_NAME
    if name in client.cookies:
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
