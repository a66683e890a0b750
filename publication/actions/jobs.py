"""The release row as a job: claimed, kept alive, given back; the broker only hurries."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from district.actions import Refused
from district.history import change
from publication.actions.refusals import InputsChangedError, SupersededError
from publication.disclosure import DisclosureError
from publication.domain import ReleaseState
from publication.models import Release

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=settings.JOB_LEASE_SECONDS)
ATTEMPTS = 3
RUNNING = {
    ReleaseState.QUEUED_COMPILE: ReleaseState.COMPILING,
    ReleaseState.QUEUED_PUBLISH: ReleaseState.PUBLISHING,
}
TASKS = {
    ReleaseState.QUEUED_COMPILE: "publication.tasks.compile_release",
    ReleaseState.COMPILING: "publication.tasks.compile_release",
    ReleaseState.QUEUED_PUBLISH: "publication.tasks.publish_release",
    ReleaseState.PUBLISHING: "publication.tasks.publish_release",
}
NOT_READY_NOTICE = (
    "Numbers or words changed after this preview was made, so it was prepared again. Please review it."
)


@dataclass
class Job:
    """One worker's hold on a release; every write asks whether it still holds it."""

    release: Release
    waiting: ReleaseState

    def mine(self) -> Any:
        """The release, if no other worker has taken over."""
        return Release.objects.filter(pk=self.release.pk, state=RUNNING[self.waiting], run=self.release.run)

    def beat(self, **progress: int) -> None:
        """Say that work goes on, and how far it is."""
        now = timezone.now()
        if not self.mine().update(heartbeat_at=now, lease_until=now + LEASE, **progress):
            raise SupersededError

    def locked(self) -> Release:
        """Lock the release for the last transaction."""
        release: Release | None = self.mine().select_for_update(of=("self",)).first()
        if release is None:
            raise SupersededError
        return release


def claim(release_id: int, waiting: ReleaseState) -> Job | None:
    """Take a waiting release, or a running one whose worker has fallen silent; None if there is nothing."""
    now = timezone.now()
    with transaction.atomic(), change(by=None, reason="The worker takes the release."):
        release = (
            Release.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                Q(state=waiting) & (Q(publish_after=None) | Q(publish_after__lte=now))
                | Q(state=RUNNING[waiting], lease_until__lt=now),
                pk=release_id,
            )
            .first()
        )
        if release is None:
            return None
        if release.attempts >= ATTEMPTS:
            stop(
                release, f"The worker tried {ATTEMPTS} times and did not finish. Ask the technician to look."
            )
            return None
        release.state, release.run = RUNNING[waiting], uuid.uuid4()
        release.attempts += 1
        release.heartbeat_at, release.lease_until = now, now + LEASE
        release.done = release.total = 0
        release.save(
            update_fields=["state", "run", "attempts", "heartbeat_at", "lease_until", "done", "total"]
        )
    return Job(release, waiting)


@contextmanager
def supervised(job: Job) -> Iterator[None]:
    """Turn whatever goes wrong into a state: stopped with a sentence, prepared again, or retried."""
    try:
        yield
    except SupersededError:
        log.warning("Release %s is worked on elsewhere; this worker stops.", job.release.pk)
    except InputsChangedError:
        with transaction.atomic(), change(by=None, reason=NOT_READY_NOTICE):
            requeue(job.locked(), notice=NOT_READY_NOTICE)
    except (Refused, DisclosureError) as refusal:
        with transaction.atomic(), change(by=None, reason=str(refusal)):
            stop(job.locked(), str(refusal))
    except Exception:
        log.exception("Release %s: attempt %s failed.", job.release.pk, job.release.attempts)
        # The sweeper sends it again at once; after the last attempt the claim stops it with a sentence.
        job.mine().update(lease_until=timezone.now() - timedelta(seconds=1))


def stop(release: Release, sentence: str) -> None:
    """Stop a release for a person to look at."""
    release.state, release.failure = ReleaseState.FAILED, sentence[:500]
    release.number, release.run, release.attempts = None, None, 0
    release.save(update_fields=["state", "failure", "number", "run", "attempts"])


def requeue(release: Release, *, notice: str = "") -> None:
    """Have the preview made (again); an earlier review no longer counts."""
    release.state, release.failure = ReleaseState.QUEUED_COMPILE, notice
    release.privacy_reviewer = release.attested_at = release.publish_after = None
    release.run, release.attempts, release.queued_at = None, 0, timezone.now()
    release.save(
        update_fields=[
            "state", "failure", "privacy_reviewer", "attested_at", "publish_after", "run", "attempts",
            "queued_at",
        ]
    )  # fmt: skip
    hurry(release)


def hurry(release: Release) -> None:
    """Tell the worker after the commit; if the broker is away, the sweeper finds the row."""
    name = TASKS[ReleaseState(release.state)]

    def send() -> None:
        try:
            current_app.send_task(name, args=[release.pk])
        except Exception:  # noqa: BLE001 -- kombu and redis raise many kinds; the sweeper makes up for all
            log.warning("Release %s waits for the sweeper: the broker did not answer.", release.pk)

    transaction.on_commit(send, robust=True)


def sweep() -> int:
    """Send again what waits for longer than a lease, or runs without a sign of life; return how many."""
    now = timezone.now()
    due = Q(publish_after=None) | Q(publish_after__lte=now)
    waiting = Q(state__in=RUNNING, queued_at__lt=now - LEASE) & due
    silent = Q(state__in=RUNNING.values(), lease_until__lt=now)
    found = list(Release.objects.filter(waiting | silent).order_by("queued_at"))
    for release in found:
        hurry(release)
    return len(found)
