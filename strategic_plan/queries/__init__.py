"""Reading the plan and what belongs to it."""

from strategic_plan.queries.evidence import link_of, same_elsewhere
from strategic_plan.queries.heard import gap_sentences, input_detail, input_rows, unheard_goals

__all__ = ["gap_sentences", "input_detail", "input_rows", "link_of", "same_elsewhere", "unheard_goals"]
