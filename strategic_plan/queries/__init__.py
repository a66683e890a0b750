"""Reading the plan and what belongs to it."""

from strategic_plan.queries.alignment import AlignmentMap, alignment_map
from strategic_plan.queries.evidence import link_of, same_elsewhere
from strategic_plan.queries.first_steps import first_steps
from strategic_plan.queries.heard import gap_sentences, input_detail, input_rows, unheard_goals
from strategic_plan.queries.plan import PlanSection, plan_sections, plan_with_words, recent_changes

__all__ = [
    "AlignmentMap",
    "PlanSection",
    "alignment_map",
    "first_steps",
    "gap_sentences",
    "input_detail",
    "input_rows",
    "link_of",
    "plan_sections",
    "plan_with_words",
    "recent_changes",
    "same_elsewhere",
    "unheard_goals",
]
