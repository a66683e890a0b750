"""How the public pages are served: few queries, known tags, no cookies, little weight, old releases kept."""

import re
from typing import Any

import brotli
import pytest

from publication import public_pages, reading
from tests.kpi.public.eighteen import make_eighteen
from tests.kpi.public.samples import make_measure, observe, publish

pytestmark = pytest.mark.django_db
BUDGET = 20_000
PAGES = [
    "/",
    "/?status=near&unit=",
    "/?unit=school-a",
    "/measures/",
    "/measures.csv",
    "/measures/attendance/",
    "/measures/attendance/?unit=school-a&group=all",
    "/measures/attendance/?group=asian",
    "/measures/attendance.csv",
    "/measures/attendance.json",
    "/measures/attendance.svg",
    "/measures/attendance/figure.json",
    "/measures/goals/2/",
    "/about/status/",
    "/plan/",
    "/plan/goals/2/",
]


@pytest.fixture
def published(sample, attendance):
    return publish(sample)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_three_queries_cold_and_one_warm(
    client, published, address, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/measures/attendance/", "/plan/"])
def test_a_page_rendered_elsewhere_takes_one_query_once_its_items_are_known(
    client, published, address, django_assert_num_queries
):
    client.get(address)
    public_pages.forget()
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_known_tag_is_answered_304_without_a_cookie(client, published, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies
    assert "Cookie" not in first["Vary"]


def test_a_signed_in_reader_gets_the_very_same_page(client, published, steward):
    before = client.get("/").content
    client.force_login(steward)
    assert client.get("/").content == before


def test_another_choice_has_another_tag(client, published):
    tags = {client.get(address)["ETag"] for address in PAGES}
    assert len(tags) == len(PAGES)


def test_an_earlier_release_stays_as_it_was(client, sample, attendance):
    publish(sample)
    addresses = [address for address in PAGES if address != "/"]
    before = {address: client.get(f"/releases/1{address}") for address in addresses}
    observe(sample, attendance, "SY2025-26", "84.4", n=11640)
    make_measure(sample, "brand-new")
    publish(sample)
    reading.forget()
    public_pages.forget()
    for address, response in before.items():
        assert client.get(f"/releases/1{address}").content == response.content, address
    assert "84.4" in client.get("/measures/attendance/").content.decode()
    assert "84.4" not in client.get("/releases/1/").content.decode()
    assert client.get("/releases/1/measures/brand-new/").status_code == 404


def test_links_of_an_earlier_release_stay_in_it(client, published):
    page = client.get("/releases/1/").content.decode()
    links = set(
        re.findall(r'href="(/(?:measures|plan)[^"]*)"', page.partition("<main")[2].partition("</main")[0])
    )
    assert links == set()
    assert 'href="/releases/1/measures/attendance/"' in page


def test_no_release_yet_says_so(client, begun):
    response = client.get("/")
    assert response.status_code == 404
    assert "Nothing has been published yet" in response.content.decode()


def test_a_release_without_measures_says_what_comes_next(client, sample):
    publish(sample)
    page = client.get("/").content.decode()
    assert "once the Board and the Superintendent have agreed" in page
    assert client.get("/measures/").status_code == 200
    assert client.get("/about/status/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/measures/unknown/",
        "/measures/attendance/?unit=nowhere",
        "/measures/attendance/?group=nobody",
        "/measures/unknown.csv",
        "/?unit=nowhere",
        "/plan/goals/9/",
        "/measures/goals/9/",
        "/releases/7/",
    ],
)
def test_what_is_not_there_is_not_found(client, published, address):
    assert client.get(address).status_code == 404


def test_a_missing_measure_is_said_in_plain_words(client, published):
    page = client.get("/measures/unknown/").content.decode()
    assert "There is no measure at this address in this release." in page
    page = client.get("/measures/attendance/?unit=nowhere").content.decode()
    assert "This measure has no results for that school or student group." in page


@pytest.mark.parametrize(
    "query", ["goal=x", "status=bad", "sort=drop", "evidence=1", "goal=99999999999999999999"]
)
def test_a_strange_filter_is_ignored(client, published, query):
    assert client.get(f"/measures/?{query}").status_code == 200
    assert client.get(f"/?{query}").status_code == 200


def test_the_hero_counts_what_the_filter_finds(client, sample):
    make_eighteen(sample)
    publish(sample)
    page = client.get("/").content.decode()
    sums = re.findall(r'href="\?status=(\w+)#measures">(\d+) ', page)
    assert [name for name, _ in sums] == ["met", "on_track", "near", "off_track"]
    for name, number in sums:
        found = client.get(f"/?status={name}").content.decode()
        assert found.count('<li class="card') == int(number), name
    assert page.count('<li class="card') == 19


def test_the_list_and_its_csv_hold_the_same_measures_in_the_same_order(client, sample):
    make_eighteen(sample)
    publish(sample)
    query = "?goal=2&sort=-value"
    page = client.get(f"/measures/{query}").content.decode()
    rows = client.get(f"/measures.csv{query}").content.decode().splitlines()[1:]
    listed = re.findall(r'<th scope="row">\s*<a href="/measures/([\w-]+)/', page)
    assert listed == [row.split(",")[1] for row in rows]
    assert listed[0] == "attendance"


def test_dashboard_and_measure_page_keep_their_weight(client, sample):
    make_eighteen(sample)
    publish(sample, notes=3)
    for address in ["/", "/measures/attendance/", "/measures/", "/?unit=school-a"]:
        page = client.get(address).content
        assert len(brotli.compress(page, quality=5)) <= BUDGET, address
    figure = client.get("/measures/attendance/figure.json").content
    assert len(brotli.compress(figure, quality=5)) <= 10_000


def test_a_file_says_of_a_figure_what_the_page_says(client, sample, attendance):
    words: Any = {"revision": 2, "reason": "The state corrected it.", "state": "provisional"}
    observe(sample, attendance, "SY2024-25", "82.0", n=11640, **words)
    publish(sample)
    said = "Provisional. Corrected: The state corrected it"
    assert said in client.get("/measures/attendance.csv").content.decode()
    assert said in client.get("/measures/attendance/").content.decode()


def test_a_school_without_results_of_a_group_says_so(client, sample, attendance):
    publish(sample)
    page = client.get("/measures/attendance/?unit=school-a&group=asian").content.decode()
    assert "trend-figure" not in page
    assert "No results for this school and group." in page


def test_sample_figures_are_marked_on_page_and_in_file(client, sample, attendance):
    observe(
        sample, attendance, "SY2020-21", "77.0", n=11000, is_sample=False, citation="State report card 2021"
    )
    publish(sample)
    page = client.get("/measures/attendance/").content.decode()
    assert "Partly sample data" in page
    assert "2020–21: State report card 2021." in page
    rows = client.get("/measures/attendance.csv").content.decode().splitlines()
    assert "sample data" in rows[1] + rows[2]
    assert sum("published figure" in row for row in rows) == 1
    assert "Sample data." in client.get("/measures/attendance.svg").content.decode()
