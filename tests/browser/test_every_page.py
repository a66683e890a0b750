"""Every page that someone may read: accessible in both themes, wide and narrow, one heading, own title."""

from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from district.models import Person
from kpi.actions import propose_version
from kpi.models import Indicator
from lakeville_planning.demonstration.loading import load
from tests.access import places

pytestmark = pytest.mark.django_db(transaction=True)
READERS = ("", "administrator", "board.clerk")  # between them they may open every page there is
NOT_PAGES = {
    "imports:progress",
    "publication_staff:draft_progress",
}
ROOMS = ("public", "archive", "staff")
WIDE = "document.documentElement.scrollWidth"
# The spacing of WCAG 1.4.12; it also stands for a machine whose fonts are wider than ours.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  const spacing = {"letter-spacing": ".12em", "word-spacing": ".16em", "line-height": "1.5"};
  const rules = Object.entries(spacing).map(([name, value]) => `${name}: ${value} !important`);
  sheet.replaceSync(`* { ${rules.join(";")} }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture
def cookies():
    """The demonstration with a version waiting for agreement, and a session of each reader."""
    load()
    editor = Person.objects.get(email="plan.editor@demo.example")
    propose_version(indicator=Indicator.objects.get(slug="consistent-attendance"), by=editor)
    sessions = {}
    for reader in READERS:
        client = Client()
        if reader:
            client.force_login(Person.objects.get(email=f"{reader}@demo.example"))
        sessions[reader] = client
    return sessions


def pages(sessions, room):
    """Each address of a room that answers with a page, and who may read it."""
    present = places.present()
    for name, parts in places.addresses().items():
        if name in NOT_PAGES:
            continue
        address = reverse(name, kwargs=places.parts_for(name, parts, present))
        if room_of(address) != room:
            continue
        for reader, client in sessions.items():
            answer = client.get(address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield address, reader
                break


def room_of(address):
    if address.startswith("/staff/"):
        return "staff"
    return "archive" if address.startswith("/releases/1/") else "public"


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_is_accessible(page, base_url, cookies, axe_findings, room):
    page.emulate_media(reduced_motion="reduce")  # no colour is measured half-way
    found, titles = [], Counter()
    for address, reader in pages(cookies, room):
        enter(page, cookies[reader], base_url)
        page.goto(address)
        titles[page.title()] += 1
        found += [f"{address}: {count} h1" for count in [page.locator("h1").count()] if count != 1]
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address}: {wide} wide at {width}" for wide in [page.evaluate(WIDE)] if wide > width]
            if width == 320:
                page.evaluate(SPACED)
                found += [f"{address}: {wide} wide, spaced" for wide in [page.evaluate(WIDE)] if wide > width]
                continue
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                found += [f"{address} {width} {theme}: {finding}" for finding in axe_findings(page)]
    assert len(titles) > 5
    assert "\n".join(found) == ""
    assert {title: count for title, count in titles.items() if count > 1} == {}


def enter(page, client, base_url):
    """Read as this person, or as a visitor."""
    page.context.clear_cookies()
    name = settings.SESSION_COOKIE_NAME
    if name in client.cookies:
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
