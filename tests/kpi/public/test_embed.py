"""The one page that others may frame, and the pages around a measure: loads, earlier releases, sharing."""

import pytest

from tests.kpi.public.samples import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(sample, attendance):
    return publish(sample)


@pytest.mark.parametrize("time", ["first", "again"])
def test_only_the_embed_page_may_be_framed(client, published, time):
    addresses = ["/measures/attendance/embed/", "/measures/attendance/"]
    if time == "again":
        for address in addresses:
            client.get(address)
    framed, page = (client.get(address) for address in addresses)
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "Release" not in framed.content.decode().partition("<main")[0]
    assert "release 1" in framed.content.decode()


def test_a_measure_is_shared_by_link_and_by_code(client, published):
    page = client.get("/measures/attendance/?group=asian").content.decode()
    assert 'value="http://testserver/measures/attendance/?group=asian"' in page
    assert "http://testserver/measures/attendance/embed/?unit=district&amp;group=asian" in page


def test_what_htmx_loads_into_a_goal_brings_no_title(client, published):
    whole = client.get("/measures/goals/2/").content.decode()
    part = client.get("/measures/goals/2/", headers={"HX-Request": "true"}).content.decode()
    assert "<title>" in whole
    assert "<title>" not in part
    assert 'id="goal-measures"' in part


def test_an_earlier_release_says_so_and_leads_to_today(client, published):
    page = client.get("/releases/1/measures/attendance/?group=asian").content.decode()
    assert "You are reading release 1 as it was published on" in page
    assert '<a href="/measures/attendance/?group=asian">See the same page today</a>' in page
    canonical = '<link rel="canonical" href="http://testserver/measures/attendance/?group=asian">'
    assert canonical in page
    assert "You are reading" not in client.get("/measures/attendance/").content.decode()
