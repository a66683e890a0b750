"""Loading: one transaction stores every value and says so; a second run finds nothing left to do."""

from django.db import transaction
from django.utils import timezone

from district.history import change
from imports.actions.jobs import ClaimLost, claim, hold, hurry
from imports.domain import BatchEvent, next_state
from imports.models import ImportBatch
from imports.permissions import can_import
from imports.targets import DependedUpon, Stale, target

CHECK_AGAIN = (
    "Stored values changed after the check, so the file is checked again. Look at the preview once more."
)


def run_load(*, batch_id: int) -> None:
    """Load a confirmed import, or undo one; does nothing when there is none to take."""
    batch = claim(batch_id, BatchEvent.START_LOAD)
    if batch is None:
        return
    try:
        _load(batch)
    except ClaimLost:
        return
    except Stale:
        _check_again(batch)
    except DependedUpon as error:
        _fail(batch, "depended_upon", str(error))


def _load(batch: ImportBatch) -> None:
    by, version = batch.confirmed_by, batch.recipe_version
    assert by is not None and version is not None  # noqa: S101, PT018 -- confirm_import sees to both
    if not can_import(by):
        _fail(batch, "not_allowed", f"{by} may no longer import. Someone who may has to confirm it.")
        return
    aim = target(version.recipe.target)
    with transaction.atomic(), change(by=by, reason=batch.reason or f"Import of {batch.file.name}"):
        held = hold(batch)
        if held.undoes is not None:
            held.values_in = held.values_revised = aim.undo(held.undoes, held, by=by, reason=held.reason)
        else:
            aim.load(held, by=by, reason=held.reason)
        held.state, held.loaded_at, held.run = (
            next_state(held.state, BatchEvent.FINISH_LOAD),
            timezone.now(),
            None,
        )
        held.save(update_fields=["state", "loaded_at", "run", "values_revised", "values_in"])
    aim.forget(batch)


def _check_again(batch: ImportBatch) -> None:
    with transaction.atomic(), change(by=batch.confirmed_by, reason=CHECK_AGAIN):
        held = hold(batch)
        held.state, held.note = next_state(held.state, BatchEvent.CHECK), CHECK_AGAIN
        held.attempts, held.run, held.queued_at, held.checked_at = 0, None, timezone.now(), None
        held.save(update_fields=["state", "note", "attempts", "run", "queued_at", "checked_at"])
        hurry(held)


def _fail(batch: ImportBatch, code: str, sentence: str) -> None:
    with transaction.atomic(), change(by=batch.confirmed_by, reason="The load was refused"):
        held = hold(batch)
        held.state, held.failure, held.failure_code = next_state(held.state, BatchEvent.FAIL), sentence, code
        held.run = None
        held.save(update_fields=["state", "failure", "failure_code", "run"])
