"""Staff pages of releases: who may do what, and the whole walk in a browser without scripts."""

import pytest

from publication import actions
from publication.disclosure import Cell
from publication.models import ChangedValue, Release

pytestmark = pytest.mark.django_db
CELLS = (Cell(("district", "all"), 600, 400),)


@pytest.fixture
def draft(live, administrator):
    live.put("graduation", CELLS, ())
    release = actions.draft_release(by=administrator, reason="New results")
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    return release


@pytest.fixture
def walk(client):
    def as_person(person, path, form=None):
        client.force_login(person)
        return client.get(path) if form is None else client.post(path, form)

    return as_person


def test_a_release_walks_from_draft_to_published(live, walk, steward, privacy_reviewer):
    live.put("graduation", CELLS, ())
    form = {"reason": "New results", "title_1": "Up", "text_1": "More students finish."}
    page = walk(steward, "/staff/releases/new/", form)
    release = Release.objects.get()
    assert page.url == f"/staff/releases/{release.pk}/"
    assert "Waiting for the worker" in walk(steward, page.url).content.decode()
    actions.compile_release(release_id=release.pk)
    preview = walk(privacy_reviewer, page.url).content.decode()
    assert "Before it is published" in preview
    assert "More students finish." in preview
    walk(privacy_reviewer, f"{page.url}confirm/", {"is_attested": "on"})
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.number == 1
    assert "See what was published" in walk(steward, page.url).content.decode()


def test_the_progress_partial_tells_the_page_when_it_is_done(draft, walk, administrator):
    path = f"/staff/releases/{draft.pk}/progress/"
    assert walk(administrator, path)["HX-Refresh"] == "true"
    Release.objects.filter(pk=draft.pk).update(state="compiling", done=3, total=7)
    assert "3 of 7 parts" in walk(administrator, path).content.decode()


def test_who_may_see_and_do_what(draft, walk, principal, nobody, administrator, privacy_reviewer):
    for person, see, create in [
        (principal, 403, 403),
        (nobody, 403, 403),
        (administrator, 200, 200),
        (privacy_reviewer, 200, 403),
    ]:
        assert walk(person, "/staff/releases/").status_code == see
        assert walk(person, f"/staff/releases/{draft.pk}/").status_code == see
        assert walk(person, "/staff/releases/new/").status_code == create
    for action in ("confirm", "explain", "abandon", "compile"):
        assert walk(principal, f"/staff/releases/{draft.pk}/{action}/", {}).status_code == 403
    assert walk(administrator, f"/staff/releases/{draft.pk}/confirm/", {}).status_code == 403
    assert walk(administrator, "/staff/releases/99999/").status_code == 404


def test_a_reviewer_has_to_attest(draft, walk, privacy_reviewer):
    page = walk(privacy_reviewer, f"/staff/releases/{draft.pk}/confirm/", {})
    assert page.status_code == 422
    assert "Confirm that you have looked at the preview." in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == "ready"


def test_a_correction_is_explained_before_it_is_confirmed(
    live, publish, walk, administrator, privacy_reviewer
):
    live.put("graduation", CELLS, ())
    publish()
    live.put("graduation", (Cell(("district", "all"), 600, 420),), ())
    release = actions.draft_release(by=administrator, reason="Correction")
    actions.compile_release(release_id=release.pk)
    path = f"/staff/releases/{release.pk}/"
    page = walk(privacy_reviewer, path).content.decode()
    assert "66.7 (n 600)" in page
    assert "70.0 (n 600)" in page
    assert "Not given yet" in page
    walk(privacy_reviewer, f"{path}confirm/", {"is_attested": "on"})
    release.refresh_from_db()
    assert release.state == "ready"
    assert walk(administrator, f"{path}explain/", {"reason": "Only 3 students were wrong"}).status_code == 422
    walk(administrator, f"{path}explain/", {"reason": "The state corrected its file."})
    walk(privacy_reviewer, f"{path}confirm/", {"is_attested": "on"})
    actions.publish_release(release_id=release.pk)
    assert "The state corrected its file." in walk(administrator, "/releases/2/changes/").content.decode()


def test_a_draft_can_be_given_up_and_made_again(draft, walk, administrator):
    path = f"/staff/releases/{draft.pk}/"
    walk(administrator, f"{path}compile/", {})
    draft.refresh_from_db()
    assert draft.state == "queued_compile"
    walk(administrator, f"{path}abandon/", {"reason": "Not needed"})
    draft.refresh_from_db()
    assert draft.state == "abandoned"


def test_a_note_about_single_students_is_shown_to_the_reviewer(live, walk, administrator, privacy_reviewer):
    release = actions.draft_release(
        by=administrator, reason="New results", notes=[("Few", "Only 3 students left.")]
    )
    actions.compile_release(release_id=release.pk)
    page = walk(privacy_reviewer, f"/staff/releases/{release.pk}/").content.decode()
    assert "Words to read again" in page
    assert "Say it without counts." in page


def test_the_staff_home_names_releases_to_review(draft, walk, privacy_reviewer, administrator, principal):
    assert "Review a release: New results" in walk(privacy_reviewer, "/staff/").content.decode()
    assert "New results" not in walk(administrator, "/staff/").content.decode()
    followed = walk(administrator, "/staff/following/").content.decode()
    assert "Ready for the privacy review: New results" in followed
    assert "New results" not in walk(principal, "/staff/").content.decode()


def test_a_release_whose_changes_need_a_reason_waits_for_those_who_prepare_it(
    draft, walk, administrator, privacy_reviewer
):
    ChangedValue.objects.create(release=draft, measure="graduation", old="81.9%", new="82.4%")
    asked = "Say why published values change: New results"
    assert asked in walk(administrator, "/staff/").content.decode()
    assert asked not in walk(privacy_reviewer, "/staff/").content.decode()


def test_the_history_reads_a_release_whatever_its_fields_hold(client, live, publish, administrator):
    release = publish()
    client.force_login(administrator)
    assert client.get("/staff/history/?model=publication.release").status_code == 200
    assert client.get(f"/staff/history/publication.release/{release.pk}/").status_code == 200
