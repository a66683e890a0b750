"""PDSA cycles: the steps, what each needs before the next, standard library only (domain brief 5.1)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from district.domain import Choice

LONGEST_DAYS = 90


class Step(Choice):
    """Where a cycle stands; it only ever goes forward."""

    PLAN = "plan"
    DO = "do"
    STUDY = "study"
    ACT = "act"
    CLOSED = "closed"


class Verdict(Choice):
    """How a result stands against its prediction."""

    MATCHED = "matched"
    PARTLY = "partly"
    NOT_MATCHED = "not_matched"


class CarriedOut(Choice):
    """Whether the change was carried out as planned."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Decision(Choice):
    """What becomes of the change that was tested."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a cycle: what was predicted before, and what was found after."""

    question: str
    prediction: str
    result: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class CycleWords:
    """What a cycle says so far, as far as its steps ask for it."""

    step: Step
    questions: Sequence[Asked] = ()
    objective: str = ""
    change_tested: str = ""
    measured_how: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    carried_out: str = ""
    observations: str = ""
    learned: str = ""
    decision: str = ""
    decision_reason: str = ""


# From which step to which, and the button that takes a cycle there.
NEXT: dict[Step, tuple[Step, str]] = {
    Step.PLAN: (Step.DO, "Start Do and lock the predictions"),
    Step.DO: (Step.STUDY, "Go on to Study"),
    Step.STUDY: (Step.ACT, "Go on to Act"),
    Step.ACT: (Step.CLOSED, "Close the cycle"),
}
_FIELDS: dict[Step, tuple[str, ...]] = {
    Step.PLAN: (
        "objective",
        "change_tested",
        "by_whom",
        "doing_what",
        "when",
        "where",
        "collection_plan",
        "measured_how",
        "starts_on",
        "ends_on",
    ),
    Step.DO: ("carried_out", "observations", "problems"),
    Step.STUDY: ("learned",),
    Step.ACT: ("decision", "decision_reason"),
}


def fields_open(step: Step) -> tuple[str, ...]:
    """The fields of a cycle that may be written in a step; none once it is closed."""
    return _FIELDS.get(step, ())


def questions_open(step: Step) -> bool:
    """Questions and predictions are written in Plan and locked from Do on."""
    return step is Step.PLAN


def results_open(step: Step) -> bool:
    """Results are written beside their predictions in Study."""
    return step is Step.STUDY


def next_step(step: Step) -> Step | None:
    """The step that follows; none after the last."""
    return NEXT[step][0] if step in NEXT else None


def missing_for_next(cycle: CycleWords) -> list[str]:
    """What a cycle still lacks before its next step, as sentences; empty where it may go on."""
    return {Step.PLAN: _plan, Step.DO: _do, Step.STUDY: _study, Step.ACT: _act}.get(
        cycle.step, lambda _cycle: []
    )(cycle)


def offers_next_cycle(decision: str) -> bool:
    """A change that is adopted or adapted is tested again; one that is abandoned is not."""
    return decision in {Decision.ADOPT, Decision.ADAPT}


def length_hint(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """A word of advice where a cycle is planned for longer than 90 days."""
    if starts_on is None or ends_on is None or (ends_on - starts_on).days <= LONGEST_DAYS:
        return ""
    days = (ends_on - starts_on).days
    return (
        f"This cycle is planned for {days} days. A cycle takes weeks, not years: "
        "test a smaller change, or measure something that moves sooner."
    )


def due_on(step: Step, starts_on: dt.date | None, ends_on: dt.date | None) -> dt.date | None:
    """When the step in hand is due: Do begins on the first day, the rest is done by the last."""
    return starts_on if step is Step.PLAN else ends_on


def _plan(cycle: CycleWords) -> list[str]:
    missing = []
    if not cycle.objective:
        missing.append("Say what this cycle is to find out.")
    if not cycle.change_tested:
        missing.append("Say which change is tested.")
    if not cycle.measured_how:
        missing.append("Say exactly what is counted or measured, and how.")
    if cycle.starts_on is None or cycle.ends_on is None:
        missing.append("Set the first and the last day.")
    if not cycle.questions:
        missing.append("Ask at least one question.")
    missing += [
        f"Predict the answer to “{asked.question}”." for asked in cycle.questions if not asked.prediction
    ]
    return missing


def _do(cycle: CycleWords) -> list[str]:
    missing = []
    if not cycle.carried_out:
        missing.append("Say whether it was carried out as planned.")
    if not cycle.observations:
        missing.append("Write down what was observed.")
    return missing


def _study(cycle: CycleWords) -> list[str]:
    missing = [
        f"Give the result for “{asked.question}” and say whether it matched."
        for asked in cycle.questions
        if not (asked.result and asked.verdict)
    ]
    if not cycle.learned:
        missing.append("Say what was learned.")
    return missing


def _act(cycle: CycleWords) -> list[str]:
    missing = []
    if not cycle.decision:
        missing.append("Decide: adopt, adapt or abandon.")
    if not cycle.decision_reason:
        missing.append("Give the reason for the decision.")
    return missing
