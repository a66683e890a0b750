"""Receiving a file: kept byte for byte outside the web root, and looked at before anything else."""

import hashlib
import os
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from district.history import change
from district.models import Person
from imports import limits, storing
from imports.actions.checking import request_check
from imports.domain import FileKind
from imports.models import ImportBatch, RecipeVersion, SourceFile
from imports.reading import FileRefused, kind_of
from imports.reading.refusals import size_words


def receive_file(
    *, name: str, blocks: Iterable[bytes], by: Person, kind: str = FileKind.RESULTS
) -> SourceFile:
    """Store an uploaded file; raises FileRefused, and keeps nothing, when it is too large or no table."""
    allowed = limits.current()
    file = SourceFile(
        id=uuid.uuid4(), name=Path(name.replace("\\", "/")).name[:255], uploaded_by=by, kind=kind
    )
    with storing.arriving(file) as arrived:
        file.sha256, file.size = _write(blocks, arrived, allowed)
        kind_of(arrived, file.name, allowed)
        try:
            storing.keep(file, arrived)
            with transaction.atomic(), change(by=by, reason="Upload"):
                file.save(force_insert=True)
        except BaseException:
            storing.forget(file)
            raise
    return file


def start_import(
    *, file: SourceFile, by: Person, recipe_version: RecipeVersion | None = None, sheet: str = ""
) -> ImportBatch:
    """Begin an import of a file, and of a workbook perhaps one sheet."""
    with transaction.atomic(), change(by=by, reason="Import begun"):
        return ImportBatch.objects.create(
            file=file, recipe_version=recipe_version, sheet=sheet, created_by=by
        )


def choose_sheet(*, batch: ImportBatch, sheet: str, by: Person) -> ImportBatch:
    """Read another sheet of a workbook with the same recipe, and queue the check."""
    with transaction.atomic(), change(by=by, reason="Sheet chosen"):
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        held.sheet, held.questions, held.answers = sheet, [], {}
        held.save(update_fields=["sheet", "questions", "answers"])
        return request_check(batch=held, by=by)


def _write(blocks: Iterable[bytes], arrived: Path, allowed: limits.Limits) -> tuple[str, int]:
    """Write an upload to a file of its own; its hash and size."""
    digest, size = hashlib.sha256(), 0
    with arrived.open("xb") as file:
        for block in blocks:
            size += len(block)
            if size > allowed.file_bytes:
                sentence = f"The file is larger than {size_words(allowed.file_bytes)}. Split it into parts."
                raise FileRefused("too_large", sentence)
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size
