"""What is done for each strategy, as far as it is marked public: read live, with no person's name."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from strategic_plan.models import Initiative, StatusNote

LATEST_NOTES = 5

Work = dict[int, list[dict[str, Any]]]


def public_work(strategies: Iterable[int], as_of: dt.date) -> Work:
    """The public initiatives of each strategy with milestones and public notes; three queries.

    Who owns an initiative stays inside: the public reads the role that leads the strategy.
    """
    notes = StatusNote.objects.filter(is_public=True, dated_on__lte=as_of)
    rows = Initiative.objects.filter(strategy__in=list(strategies), is_public=True)
    found: Work = defaultdict(list)
    for each in rows.prefetch_related("milestones", Prefetch("notes", notes, to_attr="public_notes")):
        found[each.strategy_id].append(_initiative(each, as_of))
    return found


def standings(work: list[dict[str, Any]]) -> dict[str, int]:
    """How many initiatives stand where."""
    return dict(Counter(each["standing"] for each in work))


def latest_notes(work: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest public notes of several initiatives, each with the initiative's name."""
    notes = [note | {"initiative": each["name"]} for each in work for note in each["notes"]]
    return sorted(notes, key=lambda note: str(note["on"]), reverse=True)[:LATEST_NOTES]


def _initiative(each: Any, as_of: dt.date) -> dict[str, Any]:
    return {
        "name": each.name,
        "what": each.what,
        "standing": each.standing_on(as_of).value,
        "starts_on": each.starts_on.isoformat(),
        "due_on": each.due_on.isoformat(),
        "finished_on": _written(each.finished_on),
        "stopped_on": _written(each.stopped_on),
        "closing_note": each.closing_note,
        "is_sample": each.is_sample,
        "milestones": [
            {"name": stage.name, "due_on": stage.due_on.isoformat(), "done_on": _written(stage.done_on)}
            for stage in each.milestones.all()
        ],
        "notes": [
            {"on": note.dated_on.isoformat(), "text": note.text, "is_sample": note.is_sample}
            for note in each.public_notes
        ],
    }


def _written(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
