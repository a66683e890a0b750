"""Writes of documented processes."""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from district.actions.editing import last_place
from district.editing import kind_of
from district.history import change
from strategic_plan.models import (
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessFeed,
    ProcessStep,
)

Row = TypeVar("Row", bound=Model)


def save_process(*, process: Process, by: Any, reason: str = "") -> Process:
    """Add or change the frame of a process: name, owner, unit, purpose, document."""
    return _save(process, by, reason)


def save_step(*, step: ProcessStep, by: Any, reason: str = "") -> ProcessStep:
    """Add a step at the end."""
    with transaction.atomic(), change(by=by, reason=reason):
        step.order = last_place(kind_of(step), step)
        step.save()
    return step


def save_deployment(*, deployment: ProcessDeployment, by: Any, reason: str = "") -> ProcessDeployment:
    """Say that a unit uses a process, since a day."""
    return _save(deployment, by, reason)


def save_evaluation(*, evaluation: ProcessEvaluation, by: Any, reason: str = "") -> ProcessEvaluation:
    """Record that a process was evaluated: how, what was learned, what changed."""
    if evaluation.pk is None:
        evaluation.recorded_by = by
    return _save(evaluation, by, reason)


def save_feed(*, feed: ProcessFeed, by: Any, reason: str = "") -> ProcessFeed:
    """Say what a process feeds."""
    return _save(feed, by, reason)


def _save(row: Row, by: Any, reason: str) -> Row:
    with transaction.atomic(), change(by=by, reason=reason):
        row.save()
    return row
