"""The job row is the truth: a worker claims it and says that it lives, or another takes over."""

import datetime as dt
import logging
import uuid

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from imports.domain import WAITING, WORKING, BatchEvent, BatchState, next_state
from imports.models import ImportBatch

LEASE = dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)
ATTEMPTS = 3
BROKE_OFF = (
    "The work on this file broke off three times. Nothing was loaded. Try again, or ask the technician "
    "to look at "
    "the worker's log."
)
log = logging.getLogger(__name__)


class ClaimLost(Exception):  # noqa: N818 -- another worker has taken over; this one stops quietly
    """This worker was silent for too long."""


def hurry(batch: ImportBatch) -> None:
    """Tell the worker once the transaction is through; without a broker the sweeper finds the row."""

    def send() -> None:
        try:
            current_app.send_task("imports.tasks.advance", [batch.pk])
        except Exception:  # noqa: BLE001 -- kombu and redis raise many kinds; the sweeper makes up for all
            log.warning("Import %s waits for the sweeper: the broker did not answer.", batch.pk)

    transaction.on_commit(send, robust=True)


def claim(batch_id: int, event: BatchEvent) -> ImportBatch | None:
    """Take a waiting row, or one whose worker fell silent; None when there is nothing to take."""
    working = next_state(_WAITING_FOR[event], event)
    silent = Q(state=working, heartbeat_at__lt=timezone.now() - LEASE)
    with transaction.atomic():
        batch: ImportBatch | None = (
            ImportBatch.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(Q(state=_WAITING_FOR[event]) | silent, pk=batch_id)
            .with_file()
            .first()
        )
        if batch is None:
            return None
        if batch.attempts >= ATTEMPTS:
            batch.state, batch.failure, batch.failure_code = BatchState.FAILED, BROKE_OFF, "broke_off"
            batch.save(update_fields=["state", "failure", "failure_code"])
            return None
        batch.state, batch.run, batch.attempts = working, uuid.uuid4(), batch.attempts + 1
        batch.started_at = batch.heartbeat_at = timezone.now()
        batch.bytes_done = batch.rows_done = 0
        batch.save(
            update_fields=[
                *("state", "run", "attempts", "started_at", "heartbeat_at", "bytes_done", "rows_done"),
            ]
        )
        return batch


def beat(batch: ImportBatch, **progress: int | str) -> None:
    """Say how far the work is; raises ClaimLost when another worker has the row."""
    kept = ImportBatch.objects.filter(pk=batch.pk, run=batch.run, state__in=WORKING)
    if not kept.update(heartbeat_at=timezone.now(), **progress):
        raise ClaimLost


def hold(batch: ImportBatch) -> ImportBatch:
    """Lock a claimed row for the transaction that ends the work; raises ClaimLost when it is not ours."""
    held: ImportBatch = ImportBatch.objects.select_for_update(of=("self",)).with_file().get(pk=batch.pk)
    if held.run != batch.run or held.state not in WORKING:
        raise ClaimLost
    return held


def run_batch(*, batch_id: int) -> None:
    """Take an import one step further: check it or load it, whichever it waits for."""
    from imports.actions.checking import run_check
    from imports.actions.loading import run_load

    run_check(batch_id=batch_id)
    run_load(batch_id=batch_id)


def sweep() -> list[int]:
    """Find imports nobody works on and hurry them again; return their keys."""
    now = timezone.now()
    waiting = Q(state__in=WAITING, queued_at__lt=now - LEASE)
    silent = Q(state__in=WORKING, heartbeat_at__lt=now - LEASE)
    found = list(ImportBatch.objects.filter(waiting | silent).order_by(F("queued_at")))
    for batch in found:
        hurry(batch)
    return [batch.pk for batch in found]


_WAITING_FOR = {
    BatchEvent.START_CHECK: BatchState.QUEUED_CHECK,
    BatchEvent.START_LOAD: BatchState.QUEUED_LOAD,
}
