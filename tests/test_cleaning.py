"""The daily round removes what is over, and nothing else."""

import datetime as dt
import os
import uuid
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.actions import invite
from accounts.models import Letter
from imports.models import SourceFile
from lakeville_planning.tasks import clean
from strategic_plan.models import EvidenceFile

NOW = timezone.now()
LONG_AGO = NOW - dt.timedelta(days=100)


def clean_twice():
    clean()
    clean()


def test_sessions_that_ended_are_forgotten(steward):
    for key, ends in [("living", NOW + dt.timedelta(hours=1)), ("ended", LONG_AGO)]:
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        UserSession.objects.create(user=steward, session_key=key, ip="192.0.2.1", user_agent="x")
    UserSession.objects.create(user=steward, session_key="gone", ip="192.0.2.1", user_agent="x")
    clean_twice()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["living"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["living"]


def test_letters_of_long_ago_are_forgotten_but_not_those_that_wait(db):
    for key, days in [
        ("sent", {"sent_at": LONG_AGO}),
        ("given-up", {"failed_at": LONG_AGO}),
        ("just-sent", {"sent_at": NOW}),
        ("waiting", {"try_at": LONG_AGO}),
    ]:
        Letter.objects.create(key=key, kind="notice", address="a@example.org", **days)
    clean_twice()
    assert set(Letter.objects.values_list("key", flat=True)) == {"just-sent", "waiting"}


def test_the_letter_of_an_invitation_that_still_works_stays(settings, administrator, nobody):
    settings.INVITATION_DAYS = 200
    invite(person=nobody, by=administrator)
    Letter.objects.update(sent_at=LONG_AGO)
    clean_twice()
    assert Letter.objects.count() == 1


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def put(key, *, days=0):
    """Bytes that were written so many days ago."""
    default_storage.save(key, ContentFile(b"x"))
    then = (NOW - dt.timedelta(days=days)).timestamp()
    os.utime(default_storage.path(key), (then, then))


def test_bytes_and_halves_of_uploads_that_no_row_records_are_removed(folder, steward):
    upload = SourceFile.objects.create(name="a.csv", sha256="0", size=1, uploaded_by=steward)
    evidence = EvidenceFile.objects.create(
        title="x", name="a.pdf", kind="pdf", size=1, sha256="0", sent_sha256="0", uploaded_by=steward
    )
    arriving = f"uploads/{uuid.uuid4().hex}"
    put(upload.key, days=9)
    put(evidence.key, days=9)
    put(arriving)
    for lost in (f"uploads/{uuid.uuid4().hex}", f"evidence/{uuid.uuid4().hex}"):
        put(lost, days=2)
    half = Path(default_storage.path("uploads/upload-x1"))
    put("uploads/upload-x1/half")
    os.utime(half, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    clean_twice()
    assert sorted(default_storage.listdir("uploads")[1]) == sorted(
        key.removeprefix("uploads/") for key in (upload.key, arriving)
    )
    assert default_storage.listdir("evidence")[1] == [evidence.id.hex]
    assert not half.exists()
