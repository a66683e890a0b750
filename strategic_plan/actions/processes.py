"""Writes of documented processes."""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Model

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
    """Change a step, or add one at the end."""
    with transaction.atomic(), change(by=by, reason=reason):
        if step.pk is None:
            Process.objects.select_for_update().get(pk=step.process_id)
            last = ProcessStep.objects.filter(process=step.process_id).aggregate(last=Max("order"))["last"]
            step.order = (last or 0) + 1
        step.save()
    return step


def move_step(*, step: ProcessStep, is_up: bool, by: Any, reason: str = "") -> None:
    """Put a step one place up or down; at either end nothing moves."""
    with transaction.atomic(), change(by=by, reason=reason):
        Process.objects.select_for_update().get(pk=step.process_id)
        steps = list(ProcessStep.objects.filter(process=step.process_id))
        place = next((place for place, each in enumerate(steps) if each.pk == step.pk), None)
        other = None if place is None else place - 1 if is_up else place + 1
        if place is None or other is None or not 0 <= other < len(steps):
            return
        steps[place], steps[other] = steps[other], steps[place]
        for order, each in enumerate(steps, start=1):
            if each.order != order:
                ProcessStep.objects.filter(pk=each.pk).update(order=order)


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


def remove_part(*, part: ProcessStep | ProcessDeployment | ProcessFeed, by: Any, reason: str = "") -> None:
    """Take a step, a unit or something fed off a process; history keeps what it said."""
    with transaction.atomic(), change(by=by, reason=reason):
        part.delete()


def _save(row: Row, by: Any, reason: str) -> Row:
    with transaction.atomic(), change(by=by, reason=reason):
        row.save()
    return row
