"""The privacy reviewer sees what would be published, and what is withheld, before attesting it."""

import pytest

from publication import actions
from tests.kpi.public.samples import PATH, make_measure, make_sample, observe, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(district_units, all_students, steward):
    return make_sample(district_units, steward)


@pytest.fixture
def draft(sample, administrator):
    """A release in preparation after one that is published; a school's Asian students are seven."""
    version = make_measure(sample, "arts", name="Arts classes", question="Do students take arts?", **PATH)
    observe(sample, version, "SY2023-24", "61.1", n=2000)
    publish(sample)
    observe(sample, version, "SY2024-25", "64.4", n=2000)
    for group, n, value in [("asian", 7, "42.857143"), ("black", 300, "60"), ("white", 1693, "65")]:
        observe(sample, version, "SY2024-25", value, n=n, group=group)
    release = actions.draft_release(
        by=administrator, reason="Results of 2025", notes=[("A thing.", "It went up.")]
    )
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "ready", release.failure
    return release


def preview(client, draft, page=""):
    return client.get(f"/staff/releases/{draft.pk}/preview/{page}")


def test_the_reviewer_reads_the_public_pages_as_they_would_be(client, draft, privacy_reviewer):
    client.force_login(privacy_reviewer)
    page = preview(client, draft, "measures/arts/")
    text = page.content.decode()
    assert "Preview of a release in preparation." in text
    assert "64.4%" in text
    assert f'href="/staff/releases/{draft.pk}/preview/measures/"' in text or "preview/" in text
    assert "no-store" in page["Cache-Control"]
    assert "ETag" not in page
    assert "It went up." in preview(client, draft).content.decode()
    assert preview(client, draft, "measures/arts.csv").status_code == 200
    assert preview(client, draft, "staff/releases/").status_code == 404
    assert preview(client, draft, "measures/unknown/").status_code == 404


def test_what_is_previewed_reaches_no_public_page(client, draft, privacy_reviewer):
    client.force_login(privacy_reviewer)
    preview(client, draft, "measures/arts/")
    client.logout()
    public = client.get("/measures/arts/").content.decode()
    assert "61.1%" in public
    assert "64.4" not in public


def test_who_may_not_review_sees_no_preview(client, draft, principal):
    assert preview(client, draft).status_code == 302
    client.force_login(principal)
    assert preview(client, draft).status_code == 403


def test_each_withheld_figure_is_named_with_why_and_without_its_value(client, draft, privacy_reviewer):
    client.force_login(privacy_reviewer)
    text = client.get(f"/staff/releases/{draft.pk}/").content.decode()
    row = text[text.index("<td>Asian</td>") - 400 : text.index("<td>Asian</td>") + 200]
    assert "Arts classes" in row
    assert "SY2024-25" in row
    assert "Fewer than 10 students." in row
    assert "42.8" not in text
    assert f'href="/staff/releases/{draft.pk}/preview/measures/arts/"' in text
