"""Input of the plan's staff pages."""

from strategic_plan.forms.plan import ComponentForm, GoalForm, PlanForm, StrategyForm

__all__ = ["ComponentForm", "GoalForm", "PlanForm", "StrategyForm"]
