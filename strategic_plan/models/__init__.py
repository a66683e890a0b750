"""The tables of the plan and of improvement."""

from strategic_plan.models.assessments import (
    Assessment,
    AssessmentItem,
    AssessmentRating,
    RatingEvidence,
)
from strategic_plan.models.criteria import (
    Category,
    CategoryMatch,
    CriteriaSet,
    GoalTag,
    ProcessTag,
    StrategyTag,
)
from strategic_plan.models.cycles import (
    Cycle,
    CycleEvidence,
    CycleLine,
    CycleQuestion,
)
from strategic_plan.models.evidence import (
    EvidenceFile,
    EvidenceLink,
    link_kinds,
)
from strategic_plan.models.heard import (
    InputEvidence,
    InputGoal,
    InputStrategy,
    StakeholderInput,
)
from strategic_plan.models.initiatives import (
    Initiative,
    Milestone,
    StatusNote,
)
from strategic_plan.models.plan import (
    CoreGoal,
    Plan,
    PlanComponent,
    Strategy,
)
from strategic_plan.models.processes import (
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessEvidence,
    ProcessFeed,
    ProcessStep,
)
from strategic_plan.models.versions import (
    Amendment,
    PlanVersion,
)

__all__ = [
    "Amendment",
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
    "Initiative",
    "InputEvidence",
    "InputGoal",
    "InputStrategy",
    "Milestone",
    "Plan",
    "PlanComponent",
    "PlanVersion",
    "Process",
    "ProcessDeployment",
    "ProcessEvaluation",
    "ProcessEvidence",
    "ProcessFeed",
    "ProcessStep",
    "ProcessTag",
    "RatingEvidence",
    "StakeholderInput",
    "StatusNote",
    "Strategy",
    "StrategyTag",
    "link_kinds",
]
