"""What happens to a plan as a whole: adoption, amendment, archive; each follows the table in domain."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from district.actions import Overtaken, Refused
from district.history import change
from strategic_plan.actions.restoring import put_back
from strategic_plan.content import blocks, content_of, fingerprint
from strategic_plan.domain import (
    AmendmentOutcome,
    Motion,
    NotAllowed,
    PlanState,
    PlanStep,
    VersionKind,
    after,
    motion_problems,
)
from strategic_plan.models import Amendment, CoreGoal, Plan, PlanComponent, PlanVersion, Strategy


def adopt_plan(
    *, plan: Plan, motion: Motion, seen: str = "", by: Any, reason: str = "", is_sample: bool = False
) -> PlanVersion:
    """Record the motion by which the Board adopted a plan; the plan in force before it is archived.

    ``seen`` is the fingerprint of the words that the person read; other words by now raise Overtaken.
    """
    with transaction.atomic(), change(by=by, reason=reason or f"Adopted by the Board on {motion.meeting_on}"):
        plan = _locked(plan, in_force_too=True)
        state = _after(PlanStep.ADOPT, plan)
        version = _decided(plan, motion, seen, by, kind=VersionKind.ADOPTED, is_sample=is_sample)
        for earlier in Plan.objects.in_force().exclude(pk=plan.pk):
            _archive(earlier, motion.meeting_on, f"Replaced by {plan.name}"[:200])
        plan.state, plan.adopted_on = state, motion.meeting_on
        plan.save(update_fields=["state", "adopted_on"])
    return version


def open_amendment(*, plan: Plan, by: Any, reason: str) -> Amendment:
    """Open the words of a plan in force, so that an amendment can be written for the Board."""
    with transaction.atomic(), change(by=by, reason=reason):
        plan = _locked(plan)
        _after(PlanStep.OPEN_AMENDMENT, plan)
        if not reason.strip():
            raise Refused("Say why the plan is amended.")
        return Amendment.objects.create(plan=plan, reason=reason.strip(), opened_by=by)


def withdraw_amendment(*, plan: Plan, by: Any, reason: str = "") -> None:
    """Give up an open amendment; the words go back to the version that is in force, exactly."""
    with transaction.atomic(), change(by=by, reason=reason or "Amendment withdrawn"):
        # Rows before the plan, as a change of a word and its trigger take them; nobody waits in a circle.
        for rows in (
            PlanComponent.objects.filter(plan=plan),
            CoreGoal.objects.filter(plan=plan),
            Strategy.objects.filter(goal__plan=plan),
        ):
            list(rows.order_by("pk").select_for_update(of=("self",)))
        plan = _locked(plan)
        _after(PlanStep.WITHDRAW_AMENDMENT, plan)
        version = plan.versions.latest("number")
        put_back(plan, version.content)
        _close(plan, AmendmentOutcome.WITHDRAWN, by)


def record_amendment(*, plan: Plan, motion: Motion, seen: str = "", by: Any, reason: str = "") -> PlanVersion:
    """Record the motion by which the Board amended a plan; its new words are in force."""
    with transaction.atomic(), change(by=by, reason=reason or f"Amended by the Board on {motion.meeting_on}"):
        plan = _locked(plan)
        state = _after(PlanStep.RECORD_AMENDMENT, plan)
        latest = plan.versions.latest("number")
        if motion.meeting_on < latest.dated_on:
            raise Refused(problems={"meeting_on": "The Board decided the version before on a later day."})
        if latest.sha256 == fingerprint(content_of(plan)):
            raise Refused("No word of the plan has changed. Change it first, or withdraw the amendment.")
        why = Amendment.objects.open().get(plan=plan).reason
        version = _decided(plan, motion, seen, by, kind=VersionKind.AMENDED, reason=why)
        plan.state = state
        plan.save(update_fields=["state"])
        _close(plan, AmendmentOutcome.RECORDED, by)
    return version


def archive_plan(*, plan: Plan, by: Any, reason: str) -> None:
    """End a plan, or give up a draft; it stays readable and nothing of it can change."""
    with transaction.atomic(), change(by=by, reason=reason):
        plan = _locked(plan)
        _after(PlanStep.ARCHIVE, plan)
        if not reason.strip():
            raise Refused("Say why the plan is archived.")
        _archive(plan, timezone.localdate(), reason.strip())


def _locked(plan: Plan, *, in_force_too: bool = False) -> Plan:
    """The plan as it is now; nobody else changes it or its words before we are done."""
    rows = Plan.objects.select_for_update(of=("self",)).order_by("pk")
    if in_force_too:  # in one statement and one order, so that two adoptions at once follow each other
        rows = rows.filter(pk=plan.pk) | rows.filter(state__in=[PlanState.ADOPTED, PlanState.AMENDED])
    else:
        rows = rows.filter(pk=plan.pk)
    return next(each for each in rows if each.pk == plan.pk)


def _after(step: PlanStep, plan: Plan) -> PlanState:
    is_open = Amendment.objects.open().filter(plan=plan).exists()
    try:
        return after(step, PlanState(plan.state), amendment_open=is_open)
    except NotAllowed as refusal:
        raise Refused(str(refusal)) from refusal


def _decided(
    plan: Plan, motion: Motion, seen: str, by: Any, *, kind: VersionKind, **said: Any
) -> PlanVersion:
    content = content_of(plan)
    mark = fingerprint(content)
    if seen and seen != mark:
        raise Overtaken(
            plan, "The words of the plan changed since you read them. Read them again, then record."
        )
    if lacking := blocks(content):
        raise Refused(" ".join(lacking))
    if problems := motion_problems(motion, as_of=timezone.localdate()):
        raise Refused(problems=problems)
    latest = PlanVersion.objects.latest_of(plan.pk)
    version: PlanVersion = PlanVersion.objects.create(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        kind=kind,
        dated_on=motion.meeting_on,
        meeting_kind=motion.meeting_kind,
        motion=motion.words,
        moved_by=motion.moved_by,
        seconded_by=motion.seconded_by,
        votes_for=motion.votes_for,
        votes_against=motion.votes_against,
        votes_abstained=motion.votes_abstained,
        content=content,
        sha256=mark,
        recorded_by=by,
        **said,
    )
    return version


def _archive(plan: Plan, day: dt.date, reason: str) -> None:
    if Amendment.objects.open().filter(plan=plan).exists():
        raise Refused(f"An amendment of {plan.name} is open. Record or withdraw it first.")
    plan.state, plan.archived_on, plan.archived_reason = PlanState.ARCHIVED, day, reason
    plan.save(update_fields=["state", "archived_on", "archived_reason"])


def _close(plan: Plan, outcome: AmendmentOutcome, by: Any) -> None:
    amendment = Amendment.objects.open().get(plan=plan)
    amendment.outcome, amendment.closed_at, amendment.closed_by = outcome, timezone.now(), by
    amendment.save(update_fields=["outcome", "closed_at", "closed_by"])
