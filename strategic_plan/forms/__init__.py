"""Input of the plan's staff pages."""

from strategic_plan.forms.evidence import EvidenceForm, WithdrawForm
from strategic_plan.forms.heard import InputFilterForm, InputForm
from strategic_plan.forms.plan import ComponentForm, GoalForm, PlanForm, StrategyForm

__all__ = [
    "ComponentForm",
    "EvidenceForm",
    "GoalForm",
    "InputFilterForm",
    "InputForm",
    "PlanForm",
    "StrategyForm",
    "WithdrawForm",
]
