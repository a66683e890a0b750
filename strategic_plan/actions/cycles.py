"""Writes of PDSA cycles: from Plan, where predictions are made, to the decision."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from district.actions import Refused
from district.history import change
from strategic_plan.domain import Step
from strategic_plan.domain.cycles import (
    NEXT,
    fields_open,
    missing_for_next,
    offers_next_cycle,
    questions_open,
    results_open,
)
from strategic_plan.models import Cycle, CycleLine, CycleQuestion

# What the next cycle takes over from the one it follows.
CARRIED = ("objective", "change_tested", "by_whom", "doing_what", "where", "collection_plan", "measured_how")
MEANWHILE = "Someone else moved this cycle on meanwhile. Read it again."


def begin_line(*, line: CycleLine, owner: Any, by: Any, reason: str = "") -> Cycle:
    """Begin a line of cycles with its first cycle, in Plan."""
    with transaction.atomic(), change(by=by, reason=reason):
        line.save()
        return Cycle.objects.create(line=line, number=1, owner=owner)


def save_line(*, line: CycleLine, by: Any, reason: str = "") -> CycleLine:
    """Change what a line is called, what it improves or which unit it belongs to."""
    with transaction.atomic(), change(by=by, reason=reason):
        line.save()
    return line


def save_cycle(*, cycle: Cycle, by: Any, reason: str = "") -> Cycle:
    """Write the fields that the cycle's step opens, and its owner; nothing else is touched."""
    with transaction.atomic(), change(by=by, reason=reason):
        step = _locked(cycle).step
        if step != cycle.step or not fields_open(Step(step)):
            raise Refused(MEANWHILE)
        cycle.save(update_fields=["owner", *fields_open(Step(step))])
    return cycle


def save_question(*, question: CycleQuestion, by: Any, reason: str = "") -> CycleQuestion:
    """Ask a question with its prediction; only in Plan."""
    with transaction.atomic(), change(by=by, reason=reason):
        if not questions_open(Step(_locked(question.cycle).step)):
            raise Refused("Do has begun: questions and predictions are locked.")
        question.save()
    return question


def remove_question(*, question: CycleQuestion, by: Any, reason: str = "") -> None:
    """Take a question out of a cycle; only in Plan."""
    with transaction.atomic(), change(by=by, reason=reason):
        if not questions_open(Step(_locked(question.cycle).step)):
            raise Refused("Do has begun: questions and predictions are locked.")
        question.delete()


def save_result(*, question: CycleQuestion, by: Any, reason: str = "") -> CycleQuestion:
    """Write the result of a question beside its prediction; only in Study."""
    with transaction.atomic(), change(by=by, reason=reason):
        if not results_open(Step(_locked(question.cycle).step)):
            raise Refused("Results are written in Study.")
        question.save(update_fields=["result", "verdict"])
    return question


def advance_cycle(*, cycle: Cycle, seen: str, by: Any, reason: str = "") -> Cycle:
    """Take a cycle to its next step; into Do the database stamps the time and locks the predictions."""
    with transaction.atomic(), change(by=by, reason=reason):
        row = _locked(cycle)
        step = Step(row.step)
        if step != seen or step not in NEXT:
            raise Refused(MEANWHILE)
        missing = missing_for_next(row.words())
        if missing:
            raise Refused(" ".join(missing))
        following = NEXT[step][0]
        fields: dict[str, Any] = {"step": following}
        if following is Step.DO:
            fields["do_started_at"] = Now()  # the trigger puts the database's clock here
        if following is Step.CLOSED:
            fields["closed_on"] = timezone.localdate()
        Cycle.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    return row


def begin_next_cycle(*, cycle: Cycle, by: Any, reason: str = "") -> Cycle:
    """Begin the cycle that follows a closed one, with its words and questions; predictions are made anew."""
    with transaction.atomic(), change(by=by, reason=reason):
        row = _locked(cycle)
        if row.step != Step.CLOSED or not offers_next_cycle(row.decision):
            raise Refused("A next cycle follows a closed one that was adopted or adapted.")
        words = {name: getattr(row, name) for name in CARRIED}
        try:
            with transaction.atomic():
                following = Cycle.objects.create(
                    line_id=row.line_id, number=row.number + 1, owner_id=row.owner_id, **words
                )
        except IntegrityError as error:
            raise Refused("The next cycle was begun already.") from error
        CycleQuestion.objects.bulk_create(
            CycleQuestion(cycle=following, question=each.question) for each in row.questions.all()
        )
    return following


def _locked(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(of=("self",)).select_related("line__unit").get(pk=cycle.pk)
