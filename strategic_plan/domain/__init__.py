"""Rules and words of the plan, standard library only."""

from strategic_plan.domain.heard import Audience, Method
from strategic_plan.domain.plan import ComponentKind, PlanState

__all__ = ["Audience", "ComponentKind", "Method", "PlanState"]
