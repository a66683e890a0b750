"""Publish a confirmed release: check that nothing changed, pass the gate, then one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from district.actions import Refused
from district.history import change
from publication.actions import gate
from publication.actions.jobs import Job, claim, supervised
from publication.actions.previewing import inputs_fingerprint, parts_of_today
from publication.actions.refusals import InputsChangedError
from publication.domain import Item, ReleaseState, content_hash
from publication.models import DraftItem, DraftPart, DraftTable, Release, ReleaseItem, ReleasePart
from publication.permissions import can_confirm
from publication.queries import latest_number, standing_items, standing_parts

PUBLISHING_LOCK = 194_105  # any number, the same everywhere: one release is numbered at a time
OWN = "publication.release"
COPY_ITEMS = """
    INSERT INTO publication_releaseitem (release_id, kind, key, part, payload, sha256, is_removed)
    SELECT %s, kind, key, part, payload, sha256, is_removed FROM publication_draftitem WHERE release_id = %s
"""


def publish_release(*, release_id: int) -> None:
    """Publish a confirmed release; safe to call twice, at once or after a worker died half-way."""
    job = claim(release_id, ReleaseState.QUEUED_PUBLISH)
    if job:
        with supervised(job):
            _check_inputs(job.release)
            gate.check(job.release, job)
            _publish(job)


def _check_inputs(release: Release) -> None:
    """Refuse when the reviewer lost the right to confirm, or anything changed since the preview."""
    if not can_confirm(release.privacy_reviewer, release):
        raise Refused("The privacy reviewer who confirmed may no longer do so. Ask for another review.")
    if release.changed_values.filter(reason="").exists():
        raise Refused("A published value would change. Its reason has to be given first.")
    _, _, marks = parts_of_today()
    if latest_number() != release.base_number or inputs_fingerprint(marks) != release.inputs_fingerprint:
        raise InputsChangedError
    if dict(release.draft_parts.values_list("name", "fingerprint")) != marks:
        raise InputsChangedError  # what was reviewed is not whole: another worker swept it away


def _publish(job: Job) -> None:
    with transaction.atomic(), change(by=job.release.privacy_reviewer, reason=job.release.reason):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISHING_LOCK])
        release = job.locked()
        if latest_number() != release.base_number:
            raise InputsChangedError
        before = Release.objects.in_order().first()
        standing = {place: found.sha256 for place, found in standing_items(release.base_number).items()}
        release.number = number = (Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        release.save(update_fields=["number"])
        with connection.cursor() as cursor:
            cursor.execute(COPY_ITEMS, [number, release.pk])
        own = [_notes_item(release), _changes_item(release)]
        ReleaseItem.objects.bulk_create(_rows(number, own))
        ReleasePart.objects.bulk_create(_parts(release, number))
        release.previous_hash = before.content_hash if before else ""
        release.content_hash = content_hash(_entries(number, standing), release.previous_hash)
        release.state, release.published_at = ReleaseState.PUBLISHED, timezone.now()
        release.failure, release.lease_until = "", None
        for model in (DraftItem, DraftTable, DraftPart):
            model.objects.filter(release=release).delete()
        release.save()


def _entries(number: int, standing: dict[tuple[str, str], str]) -> Iterable[tuple[str, str, str]]:
    """Everything the release publishes: what stands, overlaid with its own items."""
    own = ReleaseItem.objects.filter(release=number).values_list("kind", "key", "sha256", "is_removed")
    for kind, key, sha, is_removed in own:
        standing[kind, key] = "" if is_removed else sha
    return [(kind, key, sha) for (kind, key), sha in standing.items() if sha]


def _rows(number: int, items: Iterable[Item]) -> list[ReleaseItem]:
    return [
        ReleaseItem(
            release_id=number,
            kind=item.kind,
            key=item.key,
            part=OWN,
            payload=item.payload,
            sha256=item.sha256,
        )
        for item in items
    ]


def _parts(release: Release, number: int) -> Iterable[ReleasePart]:
    """The parts compiled for this release, and an empty mark for those that ended."""
    rows = list(release.draft_parts.all())
    ended = set(standing_parts(release.base_number)) - {row.name for row in rows}
    return chain(
        (
            ReleasePart(
                release_id=number,
                name=row.name,
                fingerprint=row.fingerprint,
                withheld=row.withheld,
            )
            for row in rows
            if not row.is_reused
        ),
        (ReleasePart(release_id=number, name=name, fingerprint="") for name in sorted(ended)),
    )


def _notes_item(release: Release) -> Item:
    notes = [{"title": note.title, "text": note.text} for note in release.notes.all()]
    return Item("notes", "", {"notes": notes})


def _changes_item(release: Release) -> Item:
    """What everyone may read about this release: counts, and each changed value with its reason."""
    values: list[dict[str, Any]] = [
        {
            "measure": value.measure,
            "measure_name": value.measure_name,
            "unit_name": value.unit_name,
            "group_name": value.group_name,
            "period_name": value.period_name,
            "old": value.old,
            "new": value.new,
            "reason": value.reason,
        }
        for value in release.changed_values.all()
    ]
    counts = {name: release.preview.get(name, 0) for name in ("added", "changed", "removed")}
    return Item("changes", "", {"counts": counts, "values": values, "is_first": release.base_number is None})
