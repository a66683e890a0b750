"""The tables of the plan."""

from strategic_plan.models.plan import CoreGoal, Plan, PlanComponent, Strategy

__all__ = ["CoreGoal", "Plan", "PlanComponent", "Strategy"]
