"""The daily round: what no room needs any more is removed."""

import logging
from uuid import UUID

from celery import shared_task

from accounts.actions import forget_what_is_over
from imports.models import SourceFile
from imports.storing import forget_unrecorded
from strategic_plan.models import EvidenceFile

log = logging.getLogger(__name__)


@shared_task(name="lakeville_planning.tasks.clean")  # type: ignore[untyped-decorator]  # celery has no types
def clean() -> None:
    """Forget sessions and letters that are over, and bytes that no row records; safe to run twice."""
    forget_what_is_over()
    for folder, is_recorded in FOLDERS.items():
        if lost := forget_unrecorded(folder, is_recorded):
            log.warning("%s files in %s had no row and were removed.", lost, folder)


def _uploads(keys: set[UUID]) -> set[UUID]:
    return set(SourceFile.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _evidence(keys: set[UUID]) -> set[UUID]:
    return set(EvidenceFile.objects.filter(pk__in=keys).values_list("pk", flat=True))


FOLDERS = {"uploads": _uploads, "evidence": _evidence}
