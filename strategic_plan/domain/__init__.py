"""Rules and words of the plan and of improvement, standard library only."""

from strategic_plan.domain.assessments import CategoryJudged, Judged, missing_for_closing
from strategic_plan.domain.criteria import LOWEST_BAND, Band, CategoryKind, Factor, factors_of, needs_evidence
from strategic_plan.domain.cycles import Asked, CarriedOut, CycleWords, Decision, Step, Verdict
from strategic_plan.domain.heard import Audience, Method
from strategic_plan.domain.plan import ComponentKind, PlanState
from strategic_plan.domain.processes import AdliQuestion, ProcessFacts, adli_questions, next_evaluation
from strategic_plan.domain.sections import Written, goal_written, words_written

__all__ = [
    "LOWEST_BAND",
    "AdliQuestion",
    "Asked",
    "Audience",
    "Band",
    "CarriedOut",
    "CategoryJudged",
    "CategoryKind",
    "ComponentKind",
    "CycleWords",
    "Decision",
    "Factor",
    "Judged",
    "Method",
    "PlanState",
    "ProcessFacts",
    "Step",
    "Verdict",
    "Written",
    "adli_questions",
    "factors_of",
    "goal_written",
    "missing_for_closing",
    "needs_evidence",
    "next_evaluation",
    "words_written",
]
