"""Reading the plan, improvement and what belongs to them."""

from strategic_plan.queries.alignment import AlignmentMap, alignment_map
from strategic_plan.queries.assessments import assessment_items, assessment_list, assessments_beside
from strategic_plan.queries.criteria import coverage_of, criteria_sets, goals_to_tag, set_in_use
from strategic_plan.queries.cycles import cycle_list, cycle_page, cycles_beside
from strategic_plan.queries.evidence import link_of, same_elsewhere
from strategic_plan.queries.first_steps import first_steps
from strategic_plan.queries.heard import gap_sentences, input_detail, input_rows, unheard_goals
from strategic_plan.queries.initiatives import (
    InitiativeRow,
    belongings_of,
    initiative_detail,
    initiative_rows,
    notes_of,
    row_of,
    work_for,
)
from strategic_plan.queries.life import Life, changed_since, life_of, plan_tree, words_now, work_left
from strategic_plan.queries.owed import improvement_belongings_of, improvement_work_for
from strategic_plan.queries.plan import PlanSection, plan_sections, plan_with_words, recent_changes
from strategic_plan.queries.processes import process_list, process_page, process_row, processes_due

__all__ = [
    "AlignmentMap",
    "InitiativeRow",
    "Life",
    "PlanSection",
    "alignment_map",
    "assessment_items",
    "assessment_list",
    "assessments_beside",
    "belongings_of",
    "changed_since",
    "coverage_of",
    "criteria_sets",
    "cycle_list",
    "cycle_page",
    "cycles_beside",
    "first_steps",
    "gap_sentences",
    "goals_to_tag",
    "improvement_belongings_of",
    "improvement_work_for",
    "initiative_detail",
    "initiative_rows",
    "input_detail",
    "input_rows",
    "life_of",
    "link_of",
    "notes_of",
    "plan_sections",
    "plan_tree",
    "plan_with_words",
    "process_list",
    "process_page",
    "process_row",
    "processes_due",
    "recent_changes",
    "row_of",
    "same_elsewhere",
    "set_in_use",
    "unheard_goals",
    "words_now",
    "work_for",
    "work_left",
]
