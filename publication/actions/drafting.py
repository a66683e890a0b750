"""What people do with a release: draft it, explain it, confirm it, give it up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from district.actions import Refused
from district.history import change
from publication.actions.jobs import hurry, requeue
from publication.domain import ReleaseState, may_be_compiled_again, may_become
from publication.models import DraftItem, DraftPart, DraftTable, Release, ReleaseNote
from publication.permissions import can_confirm, can_draft


def draft_release(
    *,
    by: Any,
    reason: str,
    next_review_on: dt.date | None = None,
    notes: Iterable[tuple[str, str]] = (),
) -> Release:
    """Begin a release: its reason, the next review, and up to three things to know (title, text)."""
    if not can_draft(by):
        raise PermissionDenied
    with transaction.atomic(), change(by=by, reason=reason):
        release = Release.objects.create(
            reason=reason, next_review_on=next_review_on, drafted_by=by, state=ReleaseState.QUEUED_COMPILE
        )
        ReleaseNote.objects.bulk_create(
            ReleaseNote(release=release, order=order, title=title, text=text)
            for order, (title, text) in enumerate(notes, start=1)
        )
        hurry(release)
    return release


def explain_changes(*, release: Release, by: Any, reason: str, measure: str = "") -> int:
    """Give the reason why published values change, for one measure or for all; return how many values."""
    if not can_draft(by):
        raise PermissionDenied
    with transaction.atomic(), change(by=by, reason=reason):
        release = _locked(release)
        _require(release, ReleaseState.READY)
        values = release.changed_values.filter(measure=measure) if measure else release.changed_values
        count: int = values.update(reason=reason)
    return count


def compile_again(*, release: Release, by: Any) -> None:
    """Have the preview made again."""
    if not can_draft(by):
        raise PermissionDenied
    with transaction.atomic(), change(by=by, reason="Prepare the preview again"):
        release = _locked(release)
        if not may_be_compiled_again(release.state):
            raise Refused("A preview can only be made again while the release waits for its review.")
        requeue(release)


def confirm_release(
    *, release: Release, by: Any, is_attested: bool, publish_after: dt.datetime | None = None
) -> None:
    """Attest, as a privacy reviewer who did not draft it, that a release may go out; the worker publishes."""
    if not can_confirm(by, release):
        raise PermissionDenied
    with transaction.atomic(), change(by=by, reason="Privacy review confirmed"):
        release = _locked(release)
        _require(release, ReleaseState.READY)
        if not is_attested:
            raise Refused("Confirm that you have looked for anything that could point to one student.")
        if release.changed_values.filter(reason="").exists():
            raise Refused("A published value would change. Its reason has to be given first.")
        release.state = ReleaseState.QUEUED_PUBLISH
        release.privacy_reviewer, release.attested_at = by, timezone.now()
        release.publish_after, release.failure = publish_after, ""
        release.run, release.attempts, release.queued_at = None, 0, timezone.now()
        release.save(
            update_fields=[
                "state", "privacy_reviewer", "attested_at", "publish_after", "failure", "run", "attempts",
                "queued_at",
            ]
        )  # fmt: skip
        if publish_after is None:
            hurry(release)


def abandon_release(*, release: Release, by: Any, reason: str = "") -> None:
    """Give a release up; nothing of it was or will be public."""
    if not can_draft(by):
        raise PermissionDenied
    with transaction.atomic(), change(by=by, reason=reason or "Given up"):
        release = _locked(release)
        if not may_become(release.state, ReleaseState.ABANDONED):
            raise Refused("This release can no longer be given up.")
        release.state = ReleaseState.ABANDONED
        release.save(update_fields=["state"])
        for model in (DraftItem, DraftTable, DraftPart):
            model.objects.filter(release=release).delete()


def _locked(release: Release) -> Release:
    locked: Release = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    return locked


def _require(release: Release, state: ReleaseState) -> None:
    if release.state != state:
        raise Refused(f"This release is not waiting for that. It is: {release.get_state_display()}.")
