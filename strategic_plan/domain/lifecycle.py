"""What the state of a plan allows: one table, from which buttons, guards, triggers and the diagram come."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from strategic_plan.domain.plan import IN_FORCE, ComponentKind, PlanState


class PlanStep(StrEnum):
    """What can be done with a plan as a whole."""

    ADOPT = "adopt"
    OPEN_AMENDMENT = "open_amendment"
    RECORD_AMENDMENT = "record_amendment"
    WITHDRAW_AMENDMENT = "withdraw_amendment"
    ARCHIVE = "archive"
    START_NEXT = "start_next"

    @property
    def words(self) -> str:
        return {
            "adopt": "Record the Board’s adoption",
            "open_amendment": "Open an amendment",
            "record_amendment": "Record the Board’s amendment",
            "withdraw_amendment": "Withdraw the amendment",
            "archive": "Archive the plan",
            "start_next": "Start the next plan",
        }[self.value]


ADOPTED_IS_LOCKED = "The Board adopted these words. Open an amendment to change them."
ARCHIVED_IS_FINAL = "This plan is archived. It stays readable, and nothing of it can change."


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one state to another; ``amendment`` says whether one must be open, None: either."""

    step: PlanStep
    source: PlanState
    target: PlanState
    amendment: bool | None = None


_IN_ANY_STATE_IN_FORCE = tuple(
    transition
    for state in IN_FORCE
    for transition in (
        Transition(PlanStep.OPEN_AMENDMENT, state, state, amendment=False),
        Transition(PlanStep.RECORD_AMENDMENT, state, PlanState.AMENDED, amendment=True),
        Transition(PlanStep.WITHDRAW_AMENDMENT, state, state, amendment=True),
        Transition(PlanStep.START_NEXT, state, state),
        # An open amendment is decided first: archiving must not swallow words that someone is writing.
        Transition(PlanStep.ARCHIVE, state, PlanState.ARCHIVED, amendment=False),
    )
)
TRANSITIONS = (
    Transition(PlanStep.ADOPT, PlanState.DRAFT, PlanState.ADOPTED),
    Transition(PlanStep.ARCHIVE, PlanState.DRAFT, PlanState.ARCHIVED),
    *_IN_ANY_STATE_IN_FORCE,
    Transition(PlanStep.START_NEXT, PlanState.ARCHIVED, PlanState.ARCHIVED),
)


class NotAllowed(ValueError):  # noqa: N818 -- reads as the sentence it is
    """A step that the plan's state does not allow."""


def steps_open(state: PlanState, *, amendment_open: bool) -> tuple[PlanStep, ...]:
    """The steps that a plan in this state allows, in the order they are offered."""
    return tuple(
        each.step for each in TRANSITIONS if each.source == state and each.amendment in (None, amendment_open)
    )


def after(step: PlanStep, state: PlanState, *, amendment_open: bool) -> PlanState:
    """The state after a step; raises NotAllowed with a sentence where the table has none."""
    for each in TRANSITIONS:
        if each.step is step and each.source == state and each.amendment in (None, amendment_open):
            return each.target
    raise NotAllowed(_why_not(step, state, amendment_open))


def words_are_open(state: PlanState, amendment_open: bool) -> bool:
    """Whether the words of a plan can change: while it is a draft, and while an amendment is open."""
    return state == PlanState.DRAFT or (state in IN_FORCE and amendment_open)


def why_words_are_locked(state: PlanState, amendment_open: bool) -> str:
    """Why the words of a plan cannot change now and what to do, in a sentence; empty while they can."""
    if words_are_open(state, amendment_open):
        return ""
    if state == PlanState.ARCHIVED:
        return ARCHIVED_IS_FINAL
    return ADOPTED_IS_LOCKED


def work_is_open(state: PlanState) -> bool:
    """Whether initiatives, milestones and notes can change; in an archived plan nothing does."""
    return state != PlanState.ARCHIVED


def adoption_blocks(components: Iterable[tuple[str, str]], *, goals: int, goal_word: str) -> list[str]:
    """What a plan lacks before the Board can adopt it, in sentences; ``components`` are (kind, text)."""
    written = {kind for kind, text in components if text.strip()}
    blocks = [
        f"The plan has no {kind.value} yet. The planning policy asks for one."
        for kind in (ComponentKind.MISSION, ComponentKind.VISION)
        if kind.value not in written
    ]
    if not goals:
        blocks.append(f"The plan has no {goal_word.lower()} yet. Add at least one.")
    return blocks


def state_changes() -> frozenset[tuple[PlanState, PlanState]]:
    """Every change from one state to another that the table knows."""
    return frozenset((each.source, each.target) for each in TRANSITIONS if each.source != each.target)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {each.source} --> {each.target}: {each.step.words}" for each in TRANSITIONS]
    return "\n".join([*lines, "    archived --> [*]"])


def _why_not(step: PlanStep, state: PlanState, amendment_open: bool) -> str:
    if state == PlanState.ARCHIVED:
        return ARCHIVED_IS_FINAL
    if amendment_open and step in (PlanStep.OPEN_AMENDMENT, PlanStep.ARCHIVE):
        return "An amendment of this plan is open. Record or withdraw it first."
    if step in (PlanStep.RECORD_AMENDMENT, PlanStep.WITHDRAW_AMENDMENT):
        return "No amendment of this plan is open."
    if step is PlanStep.ADOPT:
        return "This plan has been adopted already."
    return "This plan has not been adopted yet."
