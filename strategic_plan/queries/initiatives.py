"""Reading initiatives: of a strategy, of a person, and what their owners owe."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from district.belongings import Belonging
from district.queries import last_day_of_year
from district.work import Work, WorkItem
from publication.reading import edition
from strategic_plan.domain import PlanState, Reach, Standing, note_is_owed, reach
from strategic_plan.models import Amendment, Initiative, Milestone, Plan, StatusNote, Strategy
from strategic_plan.permissions import can_edit_plan, can_record_motion

ENDING_SOON = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with where it stands today."""

    initiative: Initiative
    standing: Standing
    days_late: int


def initiative_rows(strategy: Strategy) -> list[InitiativeRow]:
    """The initiatives of a strategy in their order, each with its standing; three queries."""
    return [row_of(each) for each in _whole(strategy.initiatives.all())]


def initiative_detail(pk: int) -> "QuerySet[Initiative]":
    """One initiative with what its page shows."""
    found: QuerySet[Initiative] = (
        _whole(Initiative.objects.filter(pk=pk))
        .select_related("strategy__goal__plan", "carried_from__strategy__goal__plan")
        .prefetch_related("notes__written_by")
    )
    return found


def row_of(initiative: Initiative) -> InitiativeRow:
    """An initiative with its standing as of today."""
    today = timezone.localdate()
    return InitiativeRow(initiative, initiative.standing_on(today), initiative.days_late_on(today))


def notes_of(initiative: Initiative) -> list[tuple[StatusNote, Reach]]:
    """The notes on an initiative, each with who reads it now: the latest release tells what is published."""
    current = edition()
    published = {
        (note["on"], note["text"])
        for strategy in (current.items("strategy").values() if current else ())
        for each in strategy.get("initiatives", ())
        if each["name"] == initiative.name
        for note in each["notes"]
    }
    return [
        (
            note,
            reach(
                is_marked=note.is_public,
                whole_is_public=initiative.is_public,
                is_published=(note.dated_on.isoformat(), note.text) in published,
            ),
        )
        for note in initiative.notes.all()
    ]


def belongings_of(person: Any) -> Iterator[Belonging]:
    """The initiatives that a person owns and that still have to be worked on."""
    for initiative in Initiative.objects.living().open().filter(owner=person):
        yield Belonging("Initiative", initiative.name, _page(initiative), f"initiative:{initiative.pk}")


def work_for(person: Any) -> Work:
    """Initiatives and milestones a person owns, notes they owe, and what the plan itself waits for."""
    return Work(to_do=(*_owned(person), *_of_plans(person)))


def _owned(person: Any) -> Iterator[WorkItem]:
    today, every = timezone.localdate(), settings.STATUS_NOTE_EVERY_DAYS
    owned = Initiative.objects.living().open().filter(owner=person)
    said = dict(owned.values_list("pk").annotate(Max("notes__dated_on")))
    for each in owned:
        last_note = said[each.pk]
        yield WorkItem(f"Finish “{each.name}”.", _page(each), "Open", each.due_on)
        if note_is_owed(each.course, last_note, as_of=today, every_days=every):
            since = max(last_note or each.starts_on, each.starts_on)
            text = f"Say how “{each.name}” goes: nothing was said for {(today - since).days} days."
            url = reverse("strategic_plan_staff:note_add", args=[each.pk])
            yield WorkItem(text, url, "Write a note", since + dt.timedelta(days=every))
    for step in Milestone.objects.filter(initiative__in=owned, done_on=None).select_related("initiative"):
        text = f"Reach “{step.name}” of “{step.initiative.name}”."
        yield WorkItem(text, _page(step.initiative), "Open", step.due_on)


def _of_plans(person: Any) -> Iterator[WorkItem]:
    if not can_edit_plan(person) and not can_record_motion(person):
        return
    for amendment in Amendment.objects.open().select_related("plan"):
        url = reverse("strategic_plan_staff:plan_detail", args=[amendment.plan_id])
        yield WorkItem(f"Decide the open amendment of {amendment.plan.name}: {amendment.reason}", url, "Open")
    if not can_edit_plan(person):
        return
    for plan in Plan.objects.in_force().exclude(followed_by__state=PlanState.DRAFT):
        if plan.last_year is None:
            continue
        ends = last_day_of_year(plan.last_year)
        if ends - timezone.localdate() <= ENDING_SOON:
            url = reverse("strategic_plan_staff:next_plan_start", args=[plan.pk])
            yield WorkItem(f"Start the plan that follows {plan.name}.", url, "Start it", ends)


def _page(initiative: Initiative) -> str:
    return reverse("strategic_plan_staff:initiative_detail", args=[initiative.pk])


def _whole(initiatives: Any) -> Any:
    return initiatives.select_related("owner").prefetch_related("milestones")
