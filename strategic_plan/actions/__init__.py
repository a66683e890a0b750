"""Writes of the plan and of improvement, one transaction each."""

from strategic_plan.actions.assessments import close_assessment, open_assessment, save_item
from strategic_plan.actions.criteria import load_criteria, set_tags, use_criteria_set
from strategic_plan.actions.cycles import (
    advance_cycle,
    begin_line,
    begin_next_cycle,
    remove_question,
    save_cycle,
    save_line,
    save_question,
    save_result,
)
from strategic_plan.actions.deciding import (
    adopt_plan,
    archive_plan,
    open_amendment,
    record_amendment,
    withdraw_amendment,
)
from strategic_plan.actions.evidence import (
    attach_evidence,
    delete_due_evidence,
    put_evidence_back,
    withdraw_evidence,
)
from strategic_plan.actions.heard import save_input
from strategic_plan.actions.initiatives import (
    close_initiative,
    hand_over,
    mark_milestone,
    reopen_initiative,
    save_initiative,
    save_milestone,
    save_note,
)
from strategic_plan.actions.next_plan import start_next_plan
from strategic_plan.actions.passing_on import hand_over_improvement
from strategic_plan.actions.plan import save_component, save_goal, save_plan, save_strategy
from strategic_plan.actions.processes import (
    save_deployment,
    save_evaluation,
    save_feed,
    save_process,
    save_step,
)

__all__ = [
    "adopt_plan",
    "advance_cycle",
    "archive_plan",
    "attach_evidence",
    "begin_line",
    "begin_next_cycle",
    "close_assessment",
    "close_initiative",
    "delete_due_evidence",
    "hand_over",
    "hand_over_improvement",
    "load_criteria",
    "mark_milestone",
    "open_amendment",
    "open_assessment",
    "put_evidence_back",
    "record_amendment",
    "remove_question",
    "reopen_initiative",
    "save_component",
    "save_cycle",
    "save_deployment",
    "save_evaluation",
    "save_feed",
    "save_goal",
    "save_initiative",
    "save_input",
    "save_item",
    "save_line",
    "save_milestone",
    "save_note",
    "save_plan",
    "save_process",
    "save_question",
    "save_result",
    "save_step",
    "save_strategy",
    "set_tags",
    "start_next_plan",
    "use_criteria_set",
    "withdraw_amendment",
    "withdraw_evidence",
]
