"""What improvement asks of a person, and what they answer for there."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from district.belongings import Belonging
from district.work import Work, WorkItem
from strategic_plan.domain import Step, next_evaluation
from strategic_plan.domain.cycles import due_on
from strategic_plan.models import Assessment, Cycle, Process
from strategic_plan.permissions import can_assess, can_see_improvement
from strategic_plan.queries.cycles import cycle_list
from strategic_plan.queries.processes import process_list

SOON = dt.timedelta(days=30)
BUTTONS = {
    Step.PLAN: "Finish the plan",
    Step.DO: "Write what happened",
    Step.STUDY: "Write the results",
    Step.ACT: "Decide",
}


def improvement_work_for(person: Any) -> Work:
    """Cycles whose step is in hand, processes to evaluate within a month, open self-assessments."""
    if not can_see_improvement(person):
        return Work()
    to_do = [_cycle(cycle) for cycle in _open_cycles(person)] + list(_evaluations(person))
    if can_assess(person):
        to_do += [_assessment(each) for each in Assessment.objects.filter(closed_on=None)]
    return Work(to_do=tuple(to_do))


def improvement_belongings_of(person: Any) -> Iterable[Belonging]:
    """The processes in use and the open cycles that a person answers for."""
    for process in Process.objects.filter(owner=person, ended_on=None):
        yield Belonging("Process", process.name, process.get_absolute_url(), f"process:{process.pk}")
    for cycle in _open_cycles(person):
        yield Belonging("Improvement cycle", str(cycle), cycle.get_absolute_url(), f"cycle:{cycle.pk}")


def _open_cycles(person: Any) -> Iterable[Cycle]:
    return cycle_list().filter(owner=person).exclude(step=Step.CLOSED)


def _cycle(cycle: Cycle) -> WorkItem:
    step = Step(cycle.step)
    text = f"{cycle}: {step.words}."
    return WorkItem(
        text, cycle.get_absolute_url(), BUTTONS[step], due_on(step, cycle.starts_on, cycle.ends_on)
    )


def _evaluations(person: Any) -> Iterable[WorkItem]:
    soon = timezone.localdate() + SOON
    for process in process_list().filter(owner=person, ended_on=None, evaluate_every__isnull=False):
        last: dt.date | None = process.evaluated_on  # type: ignore[attr-defined]  # annotated by process_list
        due = next_evaluation(last=last, began_on=process.began_on, months=process.evaluate_every)
        if due is not None and due <= soon:
            url = reverse("strategic_plan_staff:evaluation_add", args=[process.pk])
            yield WorkItem(f"Evaluate the process “{process}”.", url, "Evaluate", due)


def _assessment(assessment: Assessment) -> WorkItem:
    text = f"{assessment}: judge each category, then close it."
    return WorkItem(text, assessment.get_absolute_url(), "Go on", assessment.as_of)
