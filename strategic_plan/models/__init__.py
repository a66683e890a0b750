"""The tables of the plan."""

from strategic_plan.models.evidence import EvidenceFile, EvidenceLink, link_kinds
from strategic_plan.models.heard import InputEvidence, InputGoal, InputStrategy, StakeholderInput
from strategic_plan.models.plan import CoreGoal, Plan, PlanComponent, Strategy

__all__ = [
    "CoreGoal",
    "EvidenceFile",
    "EvidenceLink",
    "InputEvidence",
    "InputGoal",
    "InputStrategy",
    "Plan",
    "PlanComponent",
    "StakeholderInput",
    "Strategy",
    "link_kinds",
]
