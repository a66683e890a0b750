"""Writes of the plan, one transaction each."""

from strategic_plan.actions.deciding import (
    adopt_plan,
    archive_plan,
    open_amendment,
    record_amendment,
    withdraw_amendment,
)
from strategic_plan.actions.evidence import (
    attach_evidence,
    delete_withdrawn_evidence,
    put_evidence_back,
    withdraw_evidence,
)
from strategic_plan.actions.heard import save_input
from strategic_plan.actions.plan import save_component, save_goal, save_plan, save_strategy
from strategic_plan.actions.refusals import MotionRefused, WordsChanged

__all__ = [
    "MotionRefused",
    "WordsChanged",
    "adopt_plan",
    "archive_plan",
    "attach_evidence",
    "delete_withdrawn_evidence",
    "open_amendment",
    "put_evidence_back",
    "record_amendment",
    "save_component",
    "save_goal",
    "save_input",
    "save_plan",
    "save_strategy",
    "withdraw_amendment",
    "withdraw_evidence",
]
