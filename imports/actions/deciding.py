"""A person's word: load it, leave it, take it back."""

from django.db import transaction
from django.utils import timezone

from district.actions import Refused
from district.history import change
from district.models import Person
from imports.actions.jobs import hurry
from imports.domain import BatchEvent, BatchState, BatchStateError, Kind, next_state
from imports.models import ImportBatch, RecipeVersion
from imports.targets import target


def confirm_import(
    *, batch: ImportBatch, by: Person, leave_out_refused: bool = False, reason: str = ""
) -> ImportBatch:
    """Queue the load of a checked file. Refused rows are left out only on a person's word."""
    with transaction.atomic(), change(by=by, reason=reason or f"Load of {batch.file.name}"):
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        held.state = _after(held, BatchEvent.CONFIRM)
        if not held.has_something_to_load:
            raise Refused(
                "Every value of this file is here already, so there is nothing to load. Close the import."
                if held.values_unchanged
                else "There is nothing to load: no row of the file can be stored."
            )
        if not leave_out_refused and held.findings.filter(kind=Kind.REFUSED).exists():
            raise Refused("Some values are refused. Say that they are to be left out, or repair the file.")
        if held.values_revised and not reason.strip():
            raise Refused("Stored values would change. Say why.")
        held.reason, held.confirmed_by = reason.strip()[:300], by
        held.attempts, held.queued_at = 0, timezone.now()
        held.save(update_fields=["state", "reason", "confirmed_by", "attempts", "queued_at"])
        hurry(held)
    return held


def cancel_import(*, batch: ImportBatch, by: Person) -> ImportBatch:
    """Give an import up before it is loaded."""
    with transaction.atomic(), change(by=by, reason="Import cancelled"):
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if held.undoes_id is not None:
            raise Refused("An undo cannot be cancelled. Undo the import once more.")
        held.state = _after(held, BatchEvent.CANCEL)
        held.save(update_fields=["state"])
        if held.recipe_version is not None:
            target(held.recipe_version.recipe.target).forget(held)
    return held


def undo_import(*, batch: ImportBatch, by: Person, reason: str) -> ImportBatch:
    """Queue a new import that takes a loaded one back, as long as nothing newer builds on it."""
    if not reason.strip():
        raise Refused("Say why the import is taken back.")
    with transaction.atomic(), change(by=by, reason=reason):
        held = ImportBatch.objects.select_for_update(of=("self",)).with_file().get(pk=batch.pk)
        if held.state != BatchState.LOADED or held.undoes_id is not None:
            raise Refused("Only a loaded import can be undone.")
        if ImportBatch.objects.filter(undoes=held).exclude(state=BatchState.FAILED).exists():
            raise Refused("This import is undone already.")
        if hindrance := target(_version(held).recipe.target).hindrance(held):
            raise Refused(hindrance)
        ImportBatch.objects.filter(undoes=held, state=BatchState.FAILED).update(undoes=None)
        undoing = ImportBatch.objects.create(
            file=held.file,
            recipe_version=held.recipe_version,
            undoes=held,
            state=BatchState.QUEUED_LOAD,
            reason=reason.strip()[:300],
            created_by=by,
            confirmed_by=by,
            queued_at=timezone.now(),
        )
        hurry(undoing)
    return undoing


def _version(batch: ImportBatch) -> RecipeVersion:
    assert batch.recipe_version is not None  # noqa: S101 -- nothing is loaded without a recipe
    return batch.recipe_version


def _after(batch: ImportBatch, event: BatchEvent) -> BatchState:
    try:
        return next_state(batch.state, event)
    except BatchStateError as error:
        raise Refused(str(error)) from error
