"""Two workers, two clicks, two sweeps at the same moment: one effect."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from district.actions import Refused
from publication import actions
from publication.actions import jobs, previewing
from publication.actions.refusals import SupersededError
from publication.disclosure import Cell
from publication.domain import ReleaseState
from publication.models import DraftItem, DraftPart, Release, ReleaseItem
from tests.at_once import at_once, raised

pytestmark = pytest.mark.django_db(transaction=True)


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
    assert raised(at_once(*[lambda: actions.publish_release(release_id=release.pk)] * 4)) == []
    release.refresh_from_db()
    assert (release.state, release.number) == ("published", 1)
    assert ReleaseItem.objects.filter(kind="cells").count() == 1


def test_of_two_releases_published_at_once_one_has_to_be_reviewed_again(confirmed):
    first, second = confirmed(), confirmed()
    answers = at_once(
        *[lambda one=one: actions.publish_release(release_id=one.pk) for one in (first, second)]
    )
    assert raised(answers) == []
    states = sorted(Release.objects.values_list("state", flat=True))
    assert states == ["published", "queued_compile"]
    assert list(Release.objects.published().values_list("number", flat=True)) == [1]


def test_one_preview_compiled_by_three_workers_at_once_is_made_once(live, administrator):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    assert raised(at_once(*[lambda: actions.compile_release(release_id=release.pk)] * 3)) == []
    release.refresh_from_db()
    assert (release.state, release.attempts) == ("ready", 1)


def test_a_double_click_on_confirm_counts_once(live, administrator, privacy_reviewer):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    answers = at_once(
        *[lambda: actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)] * 3
    )
    assert raised(answers) == [Refused] * 2


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
        assert raised(at_once(other_worker)) == []
        return items(draft, measure)

    live._items = overtaken
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.attempts) == ("ready", 2)
    assert release.draft_items.filter(kind="cells").count() == 1


@pytest.fixture
def superseded(live, administrator):
    """Two claims of one release: the first worker slept through a request to prepare it again."""
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    first = jobs.claim(release.pk, ReleaseState.QUEUED_COMPILE)
    with transaction.atomic():
        jobs.requeue(first.locked())
    second = jobs.claim(release.pk, ReleaseState.QUEUED_COMPILE)
    return first, second


def test_of_two_claims_only_the_later_holds_the_release(superseded):
    first, second = superseded
    assert (first.release.attempts, second.release.attempts) == (1, 1)
    second.beat(done=1)
    with pytest.raises(SupersededError):
        first.beat(done=1)
    with transaction.atomic(), pytest.raises(SupersededError):
        first.locked()


def test_an_overtaken_worker_cannot_sweep_the_finished_preview_away(superseded):
    first, second = superseded
    previewing._Preview(second).make()
    with pytest.raises(SupersededError):
        previewing._Preview(first).make()
    release = Release.objects.get()
    assert release.state == "ready"
    assert set(release.draft_parts.values_list("name", flat=True)) >= {"measure graduation"}
    assert release.draft_items.filter(kind="cells").count() == 1


def test_a_preview_that_a_worker_is_making_is_not_asked_for_again(live, administrator, privacy_reviewer):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    release = actions.draft_release(by=administrator, reason="New results")
    jobs.claim(release.pk, ReleaseState.QUEUED_COMPILE)
    with pytest.raises(Refused, match="waits for its review"):
        actions.compile_again(release=release, by=administrator)
    Release.objects.filter(pk=release.pk).update(
        state="publishing", privacy_reviewer=privacy_reviewer, attested_at=timezone.now()
    )
    with pytest.raises(Refused):
        actions.compile_again(release=release, by=administrator)


def test_a_preview_that_is_not_whole_is_never_published(confirmed):
    release = confirmed()
    DraftItem.objects.all().delete()
    DraftPart.objects.all().delete()
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.number, release.privacy_reviewer) == ("queued_compile", None, None)
    assert not ReleaseItem.objects.exists()


@pytest.fixture
def sent(monkeypatch):
    """What was sent to the worker."""
    found = []
    monkeypatch.setattr(jobs.current_app, "send_task", lambda name, args: found.append((name, args[0])))
    return found


def test_the_sweeper_sends_what_was_forgotten(live, administrator, sent):
    release = actions.draft_release(by=administrator, reason="New results")
    sent.clear()
    Release.objects.filter(pk=release.pk).update(queued_at=timezone.now() - 2 * jobs.LEASE)
    assert actions.sweep() == 1
    assert sent == [("publication.tasks.compile_release", release.pk)]
    Release.objects.filter(pk=release.pk).update(state="compiling", lease_until=timezone.now())
    assert actions.sweep() == 1
    actions.compile_release(release_id=release.pk)
    assert actions.sweep() == 0


def test_the_sweeper_leaves_alone_what_was_sent_just_now(live, administrator, privacy_reviewer, sent):
    release = actions.draft_release(by=administrator, reason="New results")
    assert actions.sweep() == 0
    actions.compile_release(release_id=release.pk)
    Release.objects.filter(pk=release.pk).update(queued_at=timezone.now() - 2 * jobs.LEASE)
    actions.compile_again(release=release, by=administrator)
    assert actions.sweep() == 0
    actions.compile_release(release_id=release.pk)
    Release.objects.filter(pk=release.pk).update(queued_at=timezone.now() - 2 * jobs.LEASE)
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    assert actions.sweep() == 0


def test_the_sweeper_goes_on_without_a_broker(live, administrator, monkeypatch):
    def away(name, args):
        raise ConnectionError

    monkeypatch.setattr(jobs.current_app, "send_task", away)
    for reason in ("One", "Two"):
        actions.draft_release(by=administrator, reason=reason)
    Release.objects.update(queued_at=timezone.now() - 2 * jobs.LEASE)
    assert actions.sweep() == 2
