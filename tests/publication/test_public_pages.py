"""Public pages read one release, answer known tags at once, and let no cookie out."""

import csv
import io
import json

import pytest

from publication import public_pages, reading
from publication.disclosure import Cell
from publication.domain import content_hash
from publication.models import Release
from ui.spreadsheets import safe_cell

pytestmark = pytest.mark.django_db
CELLS = (Cell(("district", "all"), 600, 400), Cell(("district", "=cmd"), 300, 200))
PAGES = ["/releases/", "/data/", "/releases/1/changes/", "/data/columns.csv", "/data/contents.json"]


@pytest.fixture
def release(live, publish):
    live.put("graduation", CELLS, ())
    published = publish("The first results")
    assert published.state == "published"
    forget()
    return published


def forget():
    reading.forget()
    public_pages.forget()


@pytest.mark.parametrize("path", PAGES)
def test_at_most_three_queries_cold_and_one_warm(path, release, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        cold = client.get(path)
    with django_assert_max_num_queries(1) as warm_queries:
        warm = client.get(path)
    assert cold.status_code == warm.status_code == 200
    assert cold.content == warm.content
    assert len(warm_queries) == 1


@pytest.mark.parametrize("path", [*PAGES, "/data/results.csv"])
def test_a_known_tag_is_answered_304_by_one_query(path, release, client, django_assert_num_queries):
    first = client.get(path)
    with django_assert_num_queries(1):
        second = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 304
    assert second.content == b""
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_can_be_shared_by_caches(path, release, client, administrator):
    client.force_login(administrator)
    response = client.get(path)
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
    assert {"HX-Request", "Accept-Encoding"} <= set(response["Vary"].split(", "))
    assert "Cookie" not in response["Vary"]
    assert not response.cookies


def test_the_tag_changes_with_the_release_and_the_part_asked_for(release, live, publish, client):
    whole = client.get("/data/")["ETag"]
    part = client.get("/data/", headers={"HX-Request": "true"})["ETag"]
    live.words = "Other words."
    publish("More words")
    assert len({whole, part, client.get("/data/")["ETag"]}) == 3


def test_only_reading_is_answered(release, client):
    assert client.post("/data/").status_code == 405


def test_before_the_first_release_the_page_says_so(live, client, district_units):
    response = client.get("/releases/")
    assert response.status_code == 404
    assert "Nothing has been published yet" in response.content.decode()


def test_an_earlier_release_keeps_its_pages_and_links(release, live, publish, client):
    before = client.get("/releases/1/data/").content
    live.put("attendance", CELLS, ())
    publish("Attendance is new")
    page = client.get("/releases/1/data/").content.decode()
    assert "attendance" not in page
    assert "attendance" in client.get("/data/").content.decode()
    assert 'href="/releases/1/data/results.csv"' in page
    assert page == before.decode()
    assert client.get("/releases/9/data/").status_code == 404


def test_every_release_is_listed_with_reason_and_hash(release, live, publish, client):
    live.words = "Other words."
    publish("Words were corrected")
    page = client.get("/releases/").content.decode()
    assert "The first results" in page
    assert "Words were corrected" in page
    for one in Release.objects.all():
        assert one.content_hash in page


def test_the_results_file_is_tidy_and_runs_nowhere(release, client):
    response = client.get("/data/results.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["group"], row["state"], row["value"], row["release"]) for row in rows] == [
        ("'=cmd", "shown", "66.7", "1"),
        ("all", "shown", "66.7", "1"),
    ]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5.2", "-5.2"),
        ("-5.2+cmd", "'-5.2+cmd"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        (None, ""),
        (12, "12"),
    ],
)
def test_a_cell_cannot_run_as_a_formula(cell, written):
    assert safe_cell(cell) == written


def test_anyone_can_recompute_the_hash_of_a_release(release, client):
    told = json.loads(client.get("/data/contents.json").content)
    assert told["release"]["sha256"] == release.content_hash
    assert content_hash(map(tuple, told["items"]), told["release"]["previous_sha256"]) == release.content_hash
