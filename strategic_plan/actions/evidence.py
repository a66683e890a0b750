"""Writes of evidence: looked into before any of it is kept; once withdrawn, gone for readers at once."""

import hashlib
import logging
import os
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from district.actions import Refused
from district.history import change
from imports import storing
from imports.reading.refusals import FileRefused, size_words
from strategic_plan.domain.evidence import clean_name
from strategic_plan.evidence.limits import current
from strategic_plan.evidence.looking import look_at
from strategic_plan.models import EvidenceFile, EvidenceLink

log = logging.getLogger(__name__)


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
        row.delete_after = timezone.now() + timedelta(
            days=0 if is_deleted_now else settings.EVIDENCE_GRACE_DAYS
        )
        row.save()
        if is_deleted_now:
            # A storage that refuses now is asked again by the sweeper; the row says deleted only afterwards.
            transaction.on_commit(delete_due_evidence, robust=True)


def put_evidence_back(*, file: EvidenceFile, by: Any, reason: str = "") -> None:
    """Undo a withdrawal within the days of grace."""
    with transaction.atomic(), change(by=by, reason=reason or "Put back"):
        row = EvidenceFile.objects.select_for_update().get(pk=file.pk)
        if not row.can_be_put_back:
            raise Refused("The file is deleted. Attach it again.")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason, row.delete_after = None, None, "", None
        row.save()


def delete_due_evidence() -> int:
    """Delete the bytes of withdrawn files whose time has come; how many. One that fails stops no other."""
    due = EvidenceFile.objects.filter(is_deleted=False, delete_after__lte=timezone.now())
    deleted = 0
    for key in list(due.values_list("pk", flat=True)[:500]):
        try:
            deleted += _delete_bytes(due, key)
        except Exception:
            log.exception("The bytes of evidence %s could not be deleted; the next sweep tries again.", key)
    return deleted


def _delete_bytes(due: QuerySet[EvidenceFile], key: uuid.UUID) -> bool:
    with transaction.atomic(), change(by=None, reason="Withdrawn; the file itself is deleted"):
        row = due.select_for_update(skip_locked=True).filter(pk=key).first()
        if row is None:  # put back, or another sweep has it
            return False
        row.is_deleted = True
        row.save()
        storing.forget(row)  # before the commit: a failure here leaves the row for the next sweep
        return True


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
