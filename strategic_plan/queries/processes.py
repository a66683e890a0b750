"""Reading documented processes: the list with what is due, and one process with its ADLI questions."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from strategic_plan.contributed import Thing, fed_above
from strategic_plan.domain import ProcessFacts, adli_questions, next_evaluation
from strategic_plan.domain.processes import AdliQuestion
from strategic_plan.models import Process, ProcessEvaluation, ProcessFeed


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process in the list with when it was last evaluated and when it is to be evaluated next."""

    process: Process
    evaluated_on: dt.date | None
    next_on: dt.date | None
    as_of: dt.date

    @property
    def is_overdue(self) -> bool:
        """Whether the next evaluation should have been by now; computed, never typed."""
        return self.process.ended_on is None and self.next_on is not None and self.next_on < self.as_of


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """One process with everything on record about it."""

    row: ProcessRow
    questions: list[AdliQuestion]
    feeds: list[tuple[Thing, ProcessFeed | None]]
    fed_by: list[Process]


def process_list() -> QuerySet[Process]:
    """Every process with its unit, owner and the day of its last evaluation."""
    latest = ProcessEvaluation.objects.filter(process=OuterRef("pk")).values("evaluated_on")[:1]
    return (
        Process.objects.select_related("unit", "owner")
        .annotate(evaluated_on=Subquery(latest), unit_count=Count("deployments", distinct=True))
        .order_by("name", "pk")
    )


def processes_due(*, as_of: dt.date) -> QuerySet[Process]:
    """Processes in use whose next evaluation should have been by this day."""
    return (
        process_list()
        .filter(ended_on=None, evaluate_every__isnull=False)
        .annotate(next_on=_plus_months(Coalesce(F("evaluated_on"), F("began_on"))))
        .filter(next_on__lt=as_of)
    )


def process_row(process: Process, *, as_of: dt.date) -> ProcessRow:
    """A process of the list with the days that are computed."""
    evaluated: dt.date | None = process.evaluated_on  # type: ignore[attr-defined]  # annotated by process_list
    due = next_evaluation(last=evaluated, began_on=process.began_on, months=process.evaluate_every)
    return ProcessRow(process, evaluated, due if process.ended_on is None else None, as_of)


def process_page(key: int, *, as_of: dt.date) -> ProcessPage:
    """One process with its parts; raises Process.DoesNotExist."""
    process = (
        process_list()
        .prefetch_related(
            "steps",
            "deployments__unit",
            "evaluations__recorded_by",
            "tags__category",
            "feeds__other",
            "feeds__strategy",
            "feeds__goal__plan",
            "fed_by__process",
            "evidence_links__file__uploaded_by",
            "cycle_lines__cycles",
        )
        .get(pk=key)
    )
    row = process_row(process, as_of=as_of)
    feeds: list[tuple[Thing, ProcessFeed | None]] = [(_thing(feed), feed) for feed in process.feeds.all()]
    feeds += [(thing, None) for thing in fed_above(process)]
    facts = _facts(process, row, [thing.text for thing, _feed in feeds])
    fed_by = [feed.process for feed in process.fed_by.all()]
    return ProcessPage(row, adli_questions(facts, as_of=as_of), feeds, fed_by)


def _facts(process: Process, row: ProcessRow, feeds: list[str]) -> ProcessFacts:
    latest = next(iter(process.evaluations.all()), None)
    files = [link for link in process.evidence_links.all() if not link.file.is_withdrawn]
    return ProcessFacts(
        purpose=process.purpose,
        steps=len(process.steps.all()),
        has_document=bool(process.document_url or files),
        units=len(process.deployments.all()),
        not_yet_used_by=process.not_yet_used_by,
        evaluated_on=row.evaluated_on,
        next_evaluation_on=row.next_on,
        learned=latest.learned if latest else "",
        changed=latest.changed if latest else "",
        feeds=feeds,
    )


def _thing(feed: ProcessFeed) -> Thing:
    fed = feed.fed
    return Thing(str(fed), fed.get_absolute_url() if isinstance(fed, Process) else "")


def _plus_months(since: Coalesce) -> Any:
    months = Func(Value(0), Cast("evaluate_every", IntegerField()), function="make_interval")
    return ExpressionWrapper(Cast(since + months, DateField()), output_field=DateField())
