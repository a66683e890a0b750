"""From draft to published release: what the reviewer sees is what goes out, once, whole, or not at all."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from district.actions import Refused
from publication import actions, clearing
from publication.disclosure import Cell, Partition
from publication.models import (
    ChangedValue,
    DraftItem,
    DraftPart,
    DraftTable,
    Release,
    ReleaseItem,
    ReleasePart,
    Withheld,
)
from publication.reading import edition
from tests.publication.conftest import CELLS, WHOLE

pytestmark = pytest.mark.django_db


def figures(release, measure="graduation", unit="district"):
    return {cell.group: (cell.state, cell.value) for cell in edition(release.number).cells(measure, unit)}


def test_a_release_is_published_with_its_first_number(graduation, publish, privacy_reviewer):
    release = publish()
    assert (release.state, release.number, release.failure) == ("published", 1, "")
    assert release.privacy_reviewer == privacy_reviewer
    assert figures(release) == {
        "all": ("shown", "66.7"),
        "girls": ("shown", "67.7"),
        "boys": ("shown", "65.5"),
    }
    assert edition().notes == [{"title": "One thing", "text": "It went up."}]
    assert not DraftItem.objects.exists()
    assert not DraftTable.objects.exists()


def test_the_next_release_stores_only_what_changed(graduation, publish):
    publish()
    graduation.put("attendance", CELLS, WHOLE)
    release = publish("Attendance is new")
    new = set(ReleaseItem.objects.filter(release=2).values_list("kind", "key"))
    assert new == {("cells", "attendance/district"), ("notes", ""), ("changes", "")}
    assert set(ReleasePart.objects.filter(release=2).values_list("name", flat=True)) == {"measure attendance"}
    assert release.preview["parts_reused"] == 3
    assert figures(release)["all"] == ("shown", "66.7")
    assert edition(1).keys("cells") == ["graduation/district"]
    assert edition(2).keys("cells") == ["attendance/district", "graduation/district"]


def test_each_release_is_chained_to_the_one_before(graduation, publish):
    first = publish()
    graduation.words = "All students finish."
    second = publish()
    assert second.previous_hash == first.content_hash
    assert second.content_hash != first.content_hash


def test_an_earlier_release_still_reads_as_it_was(graduation, publish):
    first = publish()
    graduation.put("graduation", [replace(CELLS[0], numerator=420), *CELLS[1:]], ())
    second = publish(explain="The state corrected its file.")
    assert figures(first)["all"] == ("shown", "66.7")
    assert figures(second)["all"] == ("shown", "70.0")


def test_what_is_no_longer_compiled_is_removed(graduation, publish):
    publish()
    graduation.put("attendance", CELLS, WHOLE)
    del graduation.tables["graduation"]
    release = publish(explain="Retired.")
    assert edition(release.number).keys("cells") == ["attendance/district"]
    assert edition(1).keys("cells") == ["graduation/district"]
    graduation.words = "Something else."
    assert publish().preview["removed"] == 0


def test_a_changed_value_without_a_reason_is_refused(graduation, publish, administrator, privacy_reviewer):
    publish()
    graduation.put("graduation", [replace(CELLS[0], numerator=420), *CELLS[1:]], ())
    release = actions.draft_release(by=administrator, reason="Correction")
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    [changed] = ChangedValue.objects.all()
    assert (changed.old, changed.new) == ("66.7 (n 600)", "70.0 (n 600)")
    with pytest.raises(Refused, match="reason"):
        actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    actions.explain_changes(release=release, by=administrator, reason="The state corrected its file.")
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    actions.publish_release(release_id=release.pk)
    told = edition().item("changes")["values"]
    assert [(row["old"], row["new"], row["reason"]) for row in told] == [
        ("66.7 (n 600)", "70.0 (n 600)", "The state corrected its file.")
    ]


def test_the_log_says_what_is_withheld_and_never_a_value(live, publish):
    live.put(
        "graduation",
        [
            Cell(("district", "all"), 300, 200),
            Cell(("district", "a"), 283, 190),
            Cell(("district", "b"), 9, 5),
            Cell(("district", "c"), 8, 5),
        ],
        [Partition(("district", "all"), (("district", "a"), ("district", "b"), ("district", "c")))],
    )
    release = publish()
    log = Withheld.objects.get(release=release)
    assert log.ruleset == clearing.RULESET.version
    assert [row[0][1] for row in log.cells] == ["b", "c"]
    assert ReleasePart.objects.get(name="measure graduation").withheld["suppressed_primary"] == 2
    assert figures(release)["b"] == ("not_shown", "")


def test_four_eyes(graduation, administrator, privacy_reviewer, superintendent, nobody):
    with pytest.raises(PermissionDenied):
        actions.draft_release(by=nobody, reason="x")
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    for person in (administrator, superintendent, nobody):
        with pytest.raises(PermissionDenied):
            actions.confirm_release(release=release, by=person, is_attested=True)
    with pytest.raises(Refused, match="point to one student"):
        actions.confirm_release(release=release, by=privacy_reviewer, is_attested=False)


def test_a_reviewer_who_lost_the_role_in_between_stops_the_release(
    graduation, administrator, privacy_reviewer
):
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    privacy_reviewer.roles.all().delete()
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "failed"
    assert "may no longer" in release.failure


def test_a_change_after_the_preview_needs_a_new_review(graduation, administrator, privacy_reviewer):
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    graduation.put("attendance", CELLS, WHOLE)
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.privacy_reviewer) == ("queued_compile", None)
    assert "review it" in release.failure
    assert edition() is None


def test_a_release_published_in_between_needs_a_new_review(
    graduation, publish, administrator, privacy_reviewer
):
    waiting = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=waiting.pk)
    actions.confirm_release(release=waiting, by=privacy_reviewer, is_attested=True)
    assert publish().number == 1
    actions.publish_release(release_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "queued_compile"


def test_a_worker_killed_while_compiling_leaves_nothing_twice(graduation, administrator):
    release = actions.draft_release(by=administrator, reason="x")
    compile_site = graduation._items
    graduation._items = lambda draft, measure: (_ for _ in ()).throw(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        actions.compile_release(release_id=release.pk)
    graduation._items = compile_site
    release.refresh_from_db()
    assert release.state == "compiling"
    actions.compile_release(release_id=release.pk)  # the lease still runs: nobody takes it
    release.refresh_from_db()
    assert release.state == "compiling"
    Release.objects.filter(pk=release.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    actions.compile_release(release_id=release.pk)
    actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.attempts) == ("ready", 2)
    assert DraftPart.objects.count() == 3


def test_a_preview_that_keeps_failing_stops_with_a_sentence(graduation, administrator):
    def broken(draft, measure):
        raise ZeroDivisionError

    graduation._items = broken
    release = actions.draft_release(by=administrator, reason="x")
    for _ in range(4):
        actions.compile_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "failed"
    assert release.failure.startswith("The worker tried 3 times")


def test_publishing_twice_publishes_once(graduation, publish):
    release = publish()
    actions.publish_release(release_id=release.pk)
    assert Release.objects.published().count() == 1
    assert ReleaseItem.objects.filter(kind="cells").count() == 1


def test_a_failed_publication_leaves_nothing_and_is_tried_again(
    graduation, administrator, privacy_reviewer, monkeypatch
):
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    with monkeypatch.context() as patch:
        patch.setattr("publication.actions.publishing._parts", lambda *_: 1 / 0)
        actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.number) == ("publishing", None)
    assert not ReleaseItem.objects.exists()
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert (release.state, release.number) == ("published", 1)


def test_a_release_waits_for_its_time(graduation, administrator, privacy_reviewer):
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    later = timezone.now() + dt.timedelta(hours=2)
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True, publish_after=later)
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "queued_publish"


def test_an_abandoned_release_is_gone_from_the_drafts(graduation, administrator):
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    actions.abandon_release(release=release, by=administrator)
    release.refresh_from_db()
    assert release.state == "abandoned"
    assert not DraftItem.objects.exists()
    with pytest.raises(Refused):
        actions.abandon_release(release=release, by=administrator)
