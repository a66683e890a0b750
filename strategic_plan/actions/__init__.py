"""Writes of the plan, one transaction each."""

from strategic_plan.actions.evidence import (
    attach_evidence,
    delete_withdrawn_evidence,
    put_evidence_back,
    withdraw_evidence,
)
from strategic_plan.actions.heard import save_input
from strategic_plan.actions.plan import save_component, save_goal, save_plan, save_strategy

__all__ = [
    "attach_evidence",
    "delete_withdrawn_evidence",
    "put_evidence_back",
    "save_component",
    "save_goal",
    "save_input",
    "save_plan",
    "save_strategy",
    "withdraw_evidence",
]
