"""Releases in a browser: a correction is explained, confirmed and published by hand."""

import pytest
from django.conf import settings

from publication import actions
from publication.disclosure import Cell, Partition
from tests.publication.conftest import live, publish  # noqa: F401 -- fixtures

WHOLE = ("district", "all")


@pytest.fixture
def enter(page, client, base_url):
    """Sign a persona in in this browser."""

    def as_person(person):
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return page

    return as_person


@pytest.fixture
def correction(transactional_db, live, publish, administrator):  # noqa: F811 -- fixtures
    """Two releases are published; a third waits for its review with a full checklist."""
    parts = [Partition(WHOLE, tuple(("district", code) for code in "abc"))]
    small = [Cell(("district", "b"), 9, 5), Cell(("district", "c"), 8, 5)]
    live.put("graduation", [Cell(WHOLE, 300, 200), Cell(("district", "a"), 283, 190), *small], parts)
    publish("The first results of the year")
    live.put("graduation", [Cell(WHOLE, 300, 210), Cell(("district", "a"), 283, 200), *small], parts)
    publish("The state corrected its file", explain="The state corrected its file.")
    live.put("graduation", [Cell(WHOLE, 300, 220), Cell(("district", "a"), 283, 210), *small], parts)
    release = actions.draft_release(
        by=administrator, reason="Another correction", notes=[("Few left", "Only 3 students left.")]
    )
    actions.compile_release(release_id=release.pk)
    return release


def test_a_draft_that_changes_published_values_is_accessible_to_both_readers(
    enter, correction, administrator, privacy_reviewer, page_findings
):
    found = []
    for person in (administrator, privacy_reviewer):
        enter(person)
        found += page_findings(f"/staff/releases/{correction.pk}/")
    assert "\n".join(found) == ""


def test_a_correction_is_explained_confirmed_and_published_by_hand(
    enter, correction, administrator, privacy_reviewer
):
    page = enter(administrator)
    page.goto(f"/staff/releases/{correction.pk}/")
    page.get_by_label("Why do these published values change?").fill("The state corrected its file again.")
    page.get_by_role("button", name="Save the reason").click()
    page = enter(privacy_reviewer)
    page.goto(f"/staff/releases/{correction.pk}/")
    page.get_by_label("I looked at this preview").check()
    page.get_by_role("button", name="Confirm and publish").click()
    assert page.get_by_text("Confirmed, waiting to be published").first.is_visible()
    actions.publish_release(release_id=correction.pk)
    page.wait_for_selector("text=See what was published", timeout=10_000)
    page.goto("/releases/3/changes/")
    assert page.get_by_text("The state corrected its file again.").first.is_visible()
