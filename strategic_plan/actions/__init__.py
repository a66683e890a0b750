"""Writes of the plan, one transaction each."""

from strategic_plan.actions.plan import save_component, save_goal, save_plan, save_strategy

__all__ = ["save_component", "save_goal", "save_plan", "save_strategy"]
