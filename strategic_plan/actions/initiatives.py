"""Writes of initiatives: their frame, milestones, notes, end, and who owns them."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from district.actions import Refused
from district.actions.editing import last_place, one_change
from district.editing import kind_of
from district.history import change
from strategic_plan.models import Initiative, Milestone, StatusNote


def save_initiative(*, initiative: Initiative, by: Any, reason: str = "") -> Initiative:
    """Add or change an initiative; its milestones stay between its first day and its last."""
    with one_change(by=by, reason=reason):
        if initiative._state.adding:
            initiative.order = last_place(kind_of(initiative), initiative)
        initiative.save()
        outside = initiative.milestones.exclude(
            due_on__range=(initiative.starts_on, initiative.due_on)
        ).first()
        if outside is not None:
            raise Refused(f"The milestone “{outside.name}” lies outside these days. Move it first.")
    return initiative


def save_milestone(*, milestone: Milestone, by: Any, reason: str = "") -> Milestone:
    """Add or change a milestone; it is due between the first and the last day of its initiative."""
    with one_change(by=by, reason=reason):
        whole = Initiative.objects.select_for_update(of=("self",)).get(pk=milestone.initiative_id)
        if not whole.starts_on <= milestone.due_on <= whole.due_on:
            raise Refused("A milestone is due between the first and the last day of its initiative.")
        _refuse_future(milestone.done_on)
        milestone.save()
    return milestone


def mark_milestone(*, milestone: Milestone, is_done: bool, by: Any, reason: str = "") -> None:
    """Say that a milestone was reached today, or that it is open again; said twice, it stays as it is."""
    with one_change(by=by, reason=reason):
        row = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
        if is_done == (row.done_on is not None):
            return
        row.done_on = timezone.localdate() if is_done else None
        row.save(update_fields=["done_on"])


def save_note(*, note: StatusNote, by: Any, reason: str = "") -> StatusNote:
    """Add a dated note, or correct one; history keeps what it said before."""
    with one_change(by=by, reason=reason):
        _refuse_future(note.dated_on)
        note.save()
    return note


def close_initiative(
    *, initiative: Initiative, day: dt.date, is_stopped: bool, note: str, by: Any, reason: str = ""
) -> None:
    """Finish an initiative, or stop it and say why."""
    with one_change(by=by, reason=reason):
        row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        if not row.course.is_open:
            raise Refused("This has been closed already. Open it again first.")
        if is_stopped and not note.strip():
            raise Refused("Say why it was stopped.")
        _refuse_future(day)
        row.finished_on, row.stopped_on = (None, day) if is_stopped else (day, None)
        row.closing_note = note.strip()
        row.save(update_fields=["finished_on", "stopped_on", "closing_note"])


def reopen_initiative(*, initiative: Initiative, by: Any, reason: str = "") -> None:
    """Take the end of an initiative back; what was said at its end stays in history."""
    with one_change(by=by, reason=reason):
        row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
        row.finished_on = row.stopped_on = None
        row.closing_note = ""
        row.save(update_fields=["finished_on", "stopped_on", "closing_note"])


def hand_over(*, person: Any, to: Any, keys: Collection[str], by: Any, reason: str) -> None:
    """Give a person's initiatives to someone else; those that are not theirs any more are left alone."""
    with change(by=by, reason=reason):
        wanted = [int(key.partition(":")[2]) for key in keys if key.startswith("initiative:")]
        owned = (
            Initiative.objects.living().select_for_update(of=("self",)).filter(owner=person, pk__in=wanted)
        )
        for initiative in owned:
            initiative.owner = to
            initiative.save(update_fields=["owner"])


def _refuse_future(day: dt.date | None) -> None:
    if day is not None and day > timezone.localdate():
        raise Refused("This day lies in the future. Choose today or a day before.")
