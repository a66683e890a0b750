"""The tables of the plan and of improvement."""

from strategic_plan.models.assessments import Assessment, AssessmentItem, AssessmentRating, RatingEvidence
from strategic_plan.models.criteria import (
    Category,
    CategoryMatch,
    CriteriaSet,
    GoalTag,
    ProcessTag,
    StrategyTag,
)
from strategic_plan.models.cycles import Cycle, CycleEvidence, CycleLine, CycleQuestion
from strategic_plan.models.evidence import EvidenceFile, EvidenceLink, link_kinds
from strategic_plan.models.heard import InputEvidence, InputGoal, InputStrategy, StakeholderInput
from strategic_plan.models.plan import CoreGoal, Plan, PlanComponent, Strategy
from strategic_plan.models.processes import (
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessEvidence,
    ProcessFeed,
    ProcessStep,
)

__all__ = [
    "Assessment",
    "AssessmentItem",
    "AssessmentRating",
    "Category",
    "CategoryMatch",
    "CoreGoal",
    "CriteriaSet",
    "Cycle",
    "CycleEvidence",
    "CycleLine",
    "CycleQuestion",
    "EvidenceFile",
    "EvidenceLink",
    "GoalTag",
    "InputEvidence",
    "InputGoal",
    "InputStrategy",
    "Plan",
    "PlanComponent",
    "Process",
    "ProcessDeployment",
    "ProcessEvaluation",
    "ProcessEvidence",
    "ProcessFeed",
    "ProcessStep",
    "ProcessTag",
    "RatingEvidence",
    "StakeholderInput",
    "Strategy",
    "StrategyTag",
    "link_kinds",
]
