"""Writes of evidence: looked into before any of it is kept; once withdrawn, gone for readers at once."""

import hashlib
import os
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from district.actions import Refused
from district.history import change
from imports import storing
from imports.reading.refusals import FileRefused, size_words
from strategic_plan.domain.evidence import clean_name
from strategic_plan.evidence.limits import current
from strategic_plan.evidence.looking import look_at
from strategic_plan.models import EvidenceFile, EvidenceLink


def attach_evidence(
    *,
    link: type[EvidenceLink],
    owner: Any,
    name: str,
    blocks: Iterable[bytes],
    title: str,
    by: Any,
    reason: str = "",
    is_sample: bool = False,
) -> EvidenceFile:
    """Keep a file as evidence for a thing; raises FileRefused, and keeps nothing, for what is not taken."""
    allowed = current()
    links: Any = link._default_manager
    file = EvidenceFile(
        id=uuid.uuid4(), title=title, name=clean_name(name), uploaded_by=by, is_sample=is_sample
    )
    with storing.arriving(file) as arrived:
        file.sent_sha256 = _write(blocks, arrived, allowed.file_bytes)
        _refuse_twice(link, owner, file.sent_sha256)
        copy = arrived.with_name("copy")
        seen = look_at(arrived, file.name, allowed, copy_to=copy)
        kept = copy if seen.is_copied else arrived
        file.kind, file.size = seen.kind, kept.stat().st_size
        with kept.open("rb") as opened:
            file.sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        try:
            storing.keep(file, kept)
            with transaction.atomic(), change(by=by, reason=reason or "Evidence attached"):
                file.save(force_insert=True)
                links.create(file=file, owner=owner)
        except BaseException:
            storing.forget(file)
            raise
    return file


def withdraw_evidence(*, file: EvidenceFile, is_deleted_now: bool, by: Any, reason: str) -> None:
    """Take a file back: readers no longer get it; its bytes go now, or when the days of grace are over."""
    with transaction.atomic(), change(by=by, reason=reason):
        row = EvidenceFile.objects.select_for_update().get(pk=file.pk)
        if row.is_withdrawn and not is_deleted_now:
            raise Refused("Someone else withdrew this file already.")
        if row.is_deleted:
            raise Refused("This file is deleted already.")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), by, reason
        row.is_deleted = is_deleted_now
        row.save()
        if is_deleted_now:
            transaction.on_commit(lambda: storing.forget(row))


def put_evidence_back(*, file: EvidenceFile, by: Any, reason: str = "") -> None:
    """Undo a withdrawal while the bytes are still there."""
    with transaction.atomic(), change(by=by, reason=reason or "Put back"):
        row = EvidenceFile.objects.select_for_update().get(pk=file.pk)
        if row.is_deleted:
            raise Refused("The file is deleted. Attach it again.")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = None, None, ""
        row.save()


def delete_withdrawn_evidence() -> int:
    """Delete the bytes of files that were withdrawn longer ago than the days of grace; how many."""
    before = timezone.now() - timedelta(days=settings.EVIDENCE_GRACE_DAYS)
    overdue = EvidenceFile.objects.filter(is_deleted=False, withdrawn_at__lt=before)
    deleted = 0
    for key in list(overdue.values_list("pk", flat=True)[:500]):
        with transaction.atomic(), change(by=None, reason="Withdrawn long ago"):
            row = overdue.select_for_update(skip_locked=True).filter(pk=key).first()
            if row is None:  # put back, or another sweep has it
                continue
            row.is_deleted = True
            row.save()
            storing.forget(row)  # before the commit: a failure here leaves the row for the next sweep
            deleted += 1
    return deleted


def _write(blocks: Iterable[bytes], arrived: Path, most: int) -> str:
    """Write an upload to a file of its own, never more than the limit; its hash."""
    digest, size = hashlib.sha256(), 0
    with arrived.open("xb") as file:
        for block in blocks:
            size += len(block)
            if size > most:
                raise FileRefused(
                    "too_large", f"The file is larger than {size_words(most)}. Save it smaller."
                )
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _refuse_twice(link: type[EvidenceLink], owner: Any, sent: str) -> None:
    links: Any = link._default_manager
    same = (
        links.select_related("file__uploaded_by")
        .filter(owner=owner, file__sent_sha256=sent, file__withdrawn_at=None)
        .first()
    )
    if same is not None:
        day = timezone.localtime(same.file.uploaded_at).strftime("%B %-d, %Y")
        raise FileRefused(
            "twice",
            f"This very file is here already: “{same.file.title}”, attached by {same.file.uploaded_by} "
            f"on {day}.",
        )
