"""What every page of an import begins with."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from district.models import Person
from imports.domain import BatchState
from imports.models import ImportBatch
from imports.permissions import can_import
from imports.queries import batch_rows
from ui.cards import Progress, Step

NAMES = (_("File"), _("Columns"), _("Check"), _("Preview"), _("Load"))
AT = {
    BatchState.UPLOADED: 1,
    BatchState.QUEUED_CHECK: 2,
    BatchState.CHECKING: 2,
    BatchState.NEEDS_ANSWER: 2,
    BatchState.FAILED: 2,
    BatchState.CHECKED: 3,
    BatchState.QUEUED_LOAD: 4,
    BatchState.LOADING: 4,
    BatchState.LOADED: 4,
    BatchState.CANCELLED: 3,
}


def permitted(request: HttpRequest) -> Person:
    """The person, if they may import; else 403."""
    if not can_import(request.user):
        raise PermissionDenied
    assert isinstance(request.user, Person)  # noqa: S101 -- can_import refuses everyone else
    return request.user


def seen(request: HttpRequest, pk: int) -> ImportBatch:
    """An import, for whoever may import."""
    permitted(request)
    batch: ImportBatch = get_object_or_404(batch_rows(), pk=pk)
    return batch


def steps_of(batch: ImportBatch | None, *, at: int | None = None) -> list[Step]:
    """The five steps; back is possible until the load is confirmed."""
    if at is None:
        at = AT[BatchState(batch.state)] if batch else 0
    back = {}
    if batch is not None and batch.state in (
        BatchState.UPLOADED,
        BatchState.NEEDS_ANSWER,
        BatchState.CHECKED,
        BatchState.FAILED,
    ):
        back = {0: reverse("imports:upload"), 1: reverse("imports:columns", args=[batch.pk])}
    is_over = batch is not None and batch.state == BatchState.LOADED
    return [
        Step(
            name,
            is_current=number == at and not is_over,
            is_done=number < at or is_over,
            url=back.get(number, ""),
        )
        for number, name in enumerate(NAMES)
    ]


def progress_of(batch: ImportBatch) -> Progress | None:
    """How far the worker is; nothing when it has nothing to do."""
    if not batch.is_busy:
        return None
    is_load = batch.state in (BatchState.QUEUED_LOAD, BatchState.LOADING)
    label = _("Loading") if is_load else _("Checking every row")
    if batch.state in (BatchState.QUEUED_CHECK, BatchState.QUEUED_LOAD):
        words = str(_("Waiting for the worker"))
    elif batch.is_silent:
        words = str(_("Nothing was heard for a while. If the work broke off, it starts again by itself"))
    elif is_load:
        words = str(_("All values are stored at once, or none"))
    elif not batch.rows_done:
        words = str(_("Opening the file"))
    else:
        words = str(_("{:,} rows read")).format(batch.rows_done)
    total = 0 if is_load else batch.bytes_total
    page = reverse("imports:batch", args=[batch.pk])
    url = f"{reverse('imports:progress', args=[batch.pk])}?state={batch.state}"
    return Progress(f"import-{batch.pk}", label, batch.bytes_done, total, words, url, page)
