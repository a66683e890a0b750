"""A published release cannot be changed, by whatever path: the database refuses."""

import datetime as dt

import pytest
from django.db import Error, IntegrityError, transaction
from django.utils import timezone

from publication.models import Release, ReleaseItem, ReleaseNote, ReleasePart

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(administrator, privacy_reviewer):
    release = Release.objects.create(
        state="publishing",
        reason="First results",
        drafted_by=administrator,
        privacy_reviewer=privacy_reviewer,
        attested_at=timezone.now(),
    )
    ReleaseNote.objects.create(release=release, order=1, title="One", text="A thing to know.")
    Release.objects.filter(pk=release.pk).update(number=1)
    ReleaseItem.objects.create(release_id=1, kind="site", part="site", payload={"name": "X"}, sha256="a" * 64)
    ReleasePart.objects.create(release_id=1, name="site", fingerprint="b")
    Release.objects.filter(pk=release.pk).update(
        state="published", published_at=timezone.now(), content_hash="c" * 64
    )
    return Release.objects.get(pk=release.pk)


def refused(write):
    with pytest.raises(Error), transaction.atomic():
        write()


def test_a_published_release_keeps_its_words(published):
    refused(lambda: Release.objects.filter(pk=published.pk).update(reason="Another reason"))
    refused(lambda: Release.objects.filter(pk=published.pk).update(next_review_on=dt.date(2027, 1, 1)))
    refused(lambda: Release.objects.filter(pk=published.pk).delete())
    assert Release.objects.get(pk=published.pk).reason == "First results"


def test_an_item_cannot_be_changed_or_deleted(published):
    refused(lambda: ReleaseItem.objects.update(payload={"name": "Y"}))
    refused(lambda: ReleaseItem.objects.all().delete())
    refused(lambda: ReleasePart.objects.update(fingerprint="z"))


def test_nothing_is_added_to_a_published_release(published):
    refused(
        lambda: ReleaseItem.objects.create(
            release_id=1, kind="plan", part="plan", payload={}, sha256="d" * 64
        )
    )
    refused(lambda: ReleasePart.objects.create(release_id=1, name="late", fingerprint="z"))


def test_notes_are_closed_with_their_release(published):
    refused(lambda: ReleaseNote.objects.update(text="Something else"))
    refused(lambda: ReleaseNote.objects.create(release=published, order=2, title="Two", text="Late."))
    refused(lambda: ReleaseNote.objects.all().delete())


def test_the_drafter_cannot_be_the_reviewer(administrator):
    with pytest.raises(IntegrityError, match="four_eyes"):
        Release.objects.create(
            reason="x",
            drafted_by=administrator,
            privacy_reviewer=administrator,
            attested_at=timezone.now(),
        )


def test_a_release_is_reviewed_before_it_is_queued(administrator):
    with pytest.raises(IntegrityError, match="reviewed_before_publishing"):
        Release.objects.create(reason="x", drafted_by=administrator, state="queued_publish")


def test_a_number_belongs_to_published_releases(administrator):
    with pytest.raises(IntegrityError, match="numbered_when_published"):
        Release.objects.create(reason="x", drafted_by=administrator, number=7)


def test_a_review_is_dated(administrator, privacy_reviewer):
    with pytest.raises(IntegrityError, match="review_is_dated"):
        Release.objects.create(reason="x", drafted_by=administrator, privacy_reviewer=privacy_reviewer)


def test_a_release_that_stopped_says_why(administrator):
    with pytest.raises(IntegrityError, match="failure_is_said"):
        Release.objects.create(reason="x", drafted_by=administrator, state="failed")
