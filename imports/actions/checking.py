"""Checking a file: every row, in the worker, with true progress; then it waits for a person's word."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from district.actions import Refused
from district.history import change
from district.models import Person
from imports import limits
from imports.actions.findings import FindingStream
from imports.actions.jobs import ClaimLost, beat, claim, hold, hurry
from imports.actions.loading import CHECK_AGAIN
from imports.actions.recipes import keep_recipe
from imports.domain import BatchEvent, BatchStateError, RecipeError, next_state
from imports.models import ImportBatch
from imports.reading import FileRefused, located_table
from imports.storing import local_copy
from imports.targets import Changed, Differences, PeriodUnread, Target, target

if TYPE_CHECKING:
    from imports.checking import CheckedChunk

COMPARED = 5000  # changed values that are compared with what a person confirmed
COUNTED = ("rows", "stored", "refused", "ignored", "values", "values_refused", "values_silent")


def request_check(*, batch: ImportBatch, by: Person) -> ImportBatch:
    """Queue the check of a file with its recipe."""
    with transaction.atomic(), change(by=by, reason="Check"):
        held: ImportBatch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if held.recipe_version is None:
            raise Refused("Choose how the file is read first.")
        held.recipe_version = held.recipe_version.recipe.versions.first()  # what was mended in it counts
        try:
            held.state = next_state(held.state, BatchEvent.CHECK)
        except BatchStateError as error:
            raise Refused(str(error)) from error
        held.attempts, held.queued_at, held.failure, held.failure_code = 0, timezone.now(), "", ""
        held.note, held.checked_at = "", None
        held.bytes_done = held.bytes_total = held.rows_done = 0
        held.save()
        hurry(held)
    return held


def read_with(*, batch: ImportBatch, sheet: str, recipe: Mapping[str, Any], by: Person) -> ImportBatch:
    """Keep a recipe, read the file and the sheet with it, and queue the check: all of it or nothing.

    What was checked before can no longer be loaded: it was read in another way.
    """
    with transaction.atomic(), change(by=by, reason="Import prepared"):
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        held.sheet, held.recipe_version = sheet, keep_recipe(by=by, **recipe)
        held.questions, held.answers = [], {}
        held.save(update_fields=["sheet", "recipe_version", "questions", "answers"])
        return request_check(batch=held, by=by)


def answer_questions(*, batch: ImportBatch, answers: Mapping[str, str], by: Person) -> ImportBatch:
    """Keep what a person confirmed and check again."""
    with transaction.atomic(), change(by=by, reason="Confirmed by a person"):
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        held.answers = {**held.answers, **_understood(held, answers)}
        held.questions = []
        held.save(update_fields=["answers", "questions"])
        return request_check(batch=held, by=by)


def _understood(batch: ImportBatch, answers: Mapping[str, str]) -> dict[str, str]:
    """Return each answer as a period's code, however a person wrote it."""
    if not answers or batch.recipe_version is None:
        return dict(answers)
    try:
        recipe = batch.recipe_version.read()
        words = target(batch.recipe_version.recipe.target).vocabulary(recipe)
    except RecipeError:  # the check says what is wrong with the recipe
        return dict(answers)
    codes = {}
    for key, answer in answers.items():
        try:
            codes[key] = words.period(answer, "answer").code
        except PeriodUnread as unread:
            raise Refused(problems={key: str(unread)}) from unread
    return codes


def run_check(*, batch_id: int) -> None:
    """Check a queued file; does nothing when there is none to take."""
    batch = claim(batch_id, BatchEvent.START_CHECK)
    if batch is None:
        return
    try:
        _check(batch)
    except ClaimLost:
        return
    except FileRefused as refused:
        _fail(batch, refused.code, refused.sentence)
    except RecipeError as error:
        _fail(batch, "recipe", str(error))


def _check(batch: ImportBatch) -> None:
    from imports.checking import RowCheck

    allowed, version = limits.current(), batch.recipe_version
    assert version is not None  # noqa: S101 -- request_check refuses a batch without one
    recipe, aim = version.read(), target(version.recipe.target)
    words = aim.vocabulary(recipe)
    deadline = time.monotonic() + allowed.check_seconds
    totals = dict.fromkeys(COUNTED, 0)
    file = batch.file
    with (
        local_copy(file) as path,
        located_table(path, file.name, recipe, allowed, sheet=batch.sheet) as (table, header),
        FindingStream(batch) as found,
        aim.staging(batch, words) as staging,
    ):
        beat(batch, bytes_total=table.size, read_sheet=table.sheet)
        check = RowCheck(recipe, header, words, answers=batch.answers, guess=file.name)
        for chunk in check.chunks(table.records()):
            if chunk.questions:
                _ask(batch, chunk)
                return
            staging.add(chunk.accepted)
            found.add(chunk.findings)
            for name in COUNTED:
                totals[name] += getattr(chunk, name)
            beat(batch, bytes_done=chunk.bytes_read, rows_done=totals["rows"])
            if time.monotonic() > deadline:
                raise FileRefused(
                    "too_slow", f"The check took longer than {allowed.check_seconds} seconds. Split the file."
                )
        if not totals["rows"]:
            raise FileRefused("no_rows", f"There are no rows below the header in row {header.row}.")
        with transaction.atomic(), change(by=batch.created_by, reason=f"Check of {file.name}"):
            held = hold(batch)
            confirmed = _seen(aim, held) if held.note == CHECK_AGAIN else None
            differences = staging.settle()
            found.add(differences.findings)
            found.keep()
            notes = [table.note, *check.doubts[:1], *differences.notes]
            _finish(held, totals, differences, notes)
            if confirmed is not None:
                _keep_word(held, is_the_same=confirmed == _seen(aim, held))


def _seen(aim: Target, batch: ImportBatch) -> tuple[int, int, Sequence[Changed]]:
    """Return what a person's word rests on: refused rows, and values that would be replaced."""
    return batch.rows_refused, batch.values_revised, aim.changed(batch, COMPARED)


def _keep_word(batch: ImportBatch, *, is_the_same: bool) -> None:
    """Load what was confirmed if the second check would replace the very same values; else ask again."""
    if is_the_same and batch.values_revised <= COMPARED:
        batch.state = next_state(batch.state, BatchEvent.CONFIRM)
        batch.attempts, batch.queued_at = 0, timezone.now()
        hurry(batch)
    else:
        batch.note = f"{CHECK_AGAIN} {batch.note}".strip()[:300]
    batch.save(update_fields=["state", "attempts", "queued_at", "note"])


def _finish(batch: ImportBatch, totals: Mapping[str, int], found: Differences, notes: Sequence[str]) -> None:
    batch.rows_in = totals["rows"]
    batch.rows_stored = totals["stored"] - found.rows_refused - found.rows_ignored
    batch.rows_refused = totals["refused"] + found.rows_refused
    batch.rows_ignored = totals["ignored"] + found.rows_ignored
    batch.values_new, batch.values_revised, batch.values_unchanged = found.new, found.revised, found.unchanged
    batch.values_in, batch.values_by_state = totals["values"], dict(found.states)
    batch.values_refused = totals["values_refused"] + found.refused
    batch.values_ignored = totals["values_silent"] + found.repeated
    batch.units_new = len(found.units)
    batch.state = next_state(batch.state, BatchEvent.FINISH_CHECK)
    batch.note = " ".join(filter(None, notes))[:300]
    batch.checked_at, batch.run = timezone.now(), None
    batch.save()


def _ask(batch: ImportBatch, chunk: "CheckedChunk") -> None:
    with transaction.atomic(), change(by=batch.created_by, reason="The file leaves a question open"):
        held = hold(batch)
        held.state = next_state(held.state, BatchEvent.ASK)
        held.questions, held.run = [asdict(question) for question in chunk.questions], None
        held.save(update_fields=["state", "questions", "run"])


def _fail(batch: ImportBatch, code: str, sentence: str) -> None:
    with transaction.atomic(), change(by=batch.created_by, reason="The file was refused"):
        held: Any = hold(batch)
        held.state = next_state(held.state, BatchEvent.FAIL)
        held.failure, held.failure_code, held.run = sentence[:600], code, None
        held.save(update_fields=["state", "failure", "failure_code", "run"])
