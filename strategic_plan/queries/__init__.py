"""Reading the plan and what belongs to it."""

from strategic_plan.queries.evidence import link_of, same_elsewhere

__all__ = ["link_of", "same_elsewhere"]
