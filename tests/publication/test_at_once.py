"""Two workers, two clicks, two sweeps at the same moment: one effect."""

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone

from publication import actions
from publication.disclosure import Cell
from publication.models import Release, ReleaseItem

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run calls in threads that start together; return what each raised."""
    barrier, raised = threading.Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            call()
        except Exception as error:  # noqa: BLE001 -- handed to the test, which judges it
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.fixture
def confirmed(live, administrator, privacy_reviewer):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())

    def make():
        release = actions.draft_release(by=administrator, reason="New results")
        actions.compile_release(release_id=release.pk)
        actions.confirm_release(
            release=Release.objects.get(pk=release.pk), by=privacy_reviewer, is_attested=True
        )
        return release

    return make


def test_one_release_published_by_four_workers_at_once_is_published_once(confirmed):
    release = confirmed()
    assert at_once(*[lambda: actions.publish_release(release_id=release.pk)] * 4) == []
    release.refresh_from_db()
    assert (release.state, release.number) == ("published", 1)
    assert ReleaseItem.objects.filter(kind="cells").count() == 1


def test_of_two_releases_published_at_once_one_has_to_be_reviewed_again(confirmed):
    first, second = confirmed(), confirmed()
    assert (
        at_once(*[lambda one=one: actions.publish_release(release_id=one.pk) for one in (first, second)])
        == []
    )
    states = sorted(Release.objects.values_list("state", flat=True))
    assert states == ["published", "queued_compile"]
    assert list(Release.objects.published().values_list("number", flat=True)) == [1]


def test_one_preview_compiled_by_three_workers_at_once_is_made_once(live, administrator):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    assert at_once(*[lambda: actions.compile_release(release_id=release.pk)] * 3) == []
    release.refresh_from_db()
    assert (release.state, release.attempts) == ("ready", 1)


def test_a_double_click_on_confirm_counts_once(live, administrator, privacy_reviewer):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    raised = at_once(
        *[lambda: actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)] * 3
    )
    assert [type(error) for error in raised] == [actions.RefusalError] * 2


def test_a_worker_that_was_overtaken_writes_nothing(live, administrator):
    """Its connection survives, its lease has run out, another worker has finished: it must stop."""
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    items = live._items

    def other_worker():
        Release.objects.filter(pk=release.pk).update(lease_until=timezone.now() - dt.timedelta(minutes=1))
        actions.compile_release(release_id=release.pk)

    def overtaken(draft, measure):
        live._items = items
        assert at_once(other_worker) == []
        return items(draft, measure)

    live._items = overtaken
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.attempts) == ("ready", 2)
    assert release.draft_items.filter(kind="cells").count() == 1


def test_the_sweeper_sends_what_was_forgotten(live, administrator, monkeypatch):
    sent = []
    monkeypatch.setattr(
        "publication.actions.jobs.current_app.send_task", lambda name, args: sent.append((name, args[0]))
    )
    release = actions.draft_release(by=administrator, reason="New results")
    sent.clear()
    assert actions.sweep() == 1
    assert sent == [("publication.tasks.compile_release", release.pk)]
    Release.objects.filter(pk=release.pk).update(state="compiling", lease_until=timezone.now())
    assert actions.sweep() == 1
    actions.compile_release(release_id=release.pk)
    assert actions.sweep() == 0
