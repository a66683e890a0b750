"""Input of the staff pages of the plan and of improvement."""

from strategic_plan.forms.assessments import CompareForm, ItemForm, OpenAssessmentForm
from strategic_plan.forms.cycles import BeginLineForm, CycleForm, LineForm, QuestionForm, ResultForm
from strategic_plan.forms.evidence import EvidenceForm, WithdrawForm
from strategic_plan.forms.filters import CycleFilter, ProcessFilter
from strategic_plan.forms.heard import InputFilterForm, InputForm
from strategic_plan.forms.initiatives import CloseForm, InitiativeForm, MilestoneForm, NoteForm
from strategic_plan.forms.life import MotionForm, NextPlanForm, OptionalReasonForm, ReasonForm
from strategic_plan.forms.plan import ComponentForm, GoalForm, PlanForm, StrategyForm
from strategic_plan.forms.processes import (
    DeploymentForm,
    EvaluationForm,
    FeedForm,
    ProcessForm,
    StepForm,
    TagsForm,
)

__all__ = [
    "BeginLineForm",
    "CloseForm",
    "CompareForm",
    "ComponentForm",
    "CycleFilter",
    "CycleForm",
    "DeploymentForm",
    "EvaluationForm",
    "EvidenceForm",
    "FeedForm",
    "GoalForm",
    "InitiativeForm",
    "InputFilterForm",
    "InputForm",
    "ItemForm",
    "LineForm",
    "MilestoneForm",
    "MotionForm",
    "NextPlanForm",
    "NoteForm",
    "OpenAssessmentForm",
    "OptionalReasonForm",
    "PlanForm",
    "ProcessFilter",
    "ProcessForm",
    "QuestionForm",
    "ReasonForm",
    "ResultForm",
    "StepForm",
    "StrategyForm",
    "TagsForm",
    "WithdrawForm",
]
