"""What every page of an import begins with."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from district.models import Person
from imports.domain import BatchState, Kind
from imports.models import ImportBatch
from imports.permissions import can_import
from imports.queries import batch_rows
from ui.cards import Chip, Progress, Step

LEARNED = 2  # seconds after which the pace of a check says something
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
        if batch.state == BatchState.CHECKED:
            back[3] = reverse("imports:batch", args=[batch.pk])
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
    left = "" if is_load else time_left(batch, timezone.now())
    return Progress(f"import-{batch.pk}", label, batch.bytes_done, total, words, url, page, time_left=left)


def time_left(batch: ImportBatch, now: dt.datetime) -> str:
    """How long a check will go on at the pace it has had; nothing until that can be known."""
    if batch.state != BatchState.CHECKING or batch.started_at is None or not batch.bytes_done:
        return ""
    passed = (now - batch.started_at).total_seconds()
    seconds = passed * (batch.bytes_total - batch.bytes_done) / batch.bytes_done
    if passed < LEARNED or batch.is_silent:
        return ""
    if seconds < 60:
        return str(_("less than a minute left"))
    minutes = round(seconds / 60)
    return ngettext("about {} minute left", "about {} minutes left", minutes).format(minutes)


def kind_chips(counts: Mapping[str, int], chosen: str) -> list[Chip]:
    """The kinds of findings as filter links, so that what was left out need not stand between the rest."""
    names = {"": _("All"), Kind.REFUSED: _("Refused"), Kind.WARNING: _("Look at this")}
    names |= {Kind.IGNORED: _("Left out")}
    counted = {"": sum(counts.values()), **counts}
    return [
        Chip(name, f"?kind={kind}", f"{counted[kind]:,}", is_current=kind == chosen)
        for kind, name in names.items()
        if kind in counted
    ]
