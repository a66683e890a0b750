"""Continuous improvement, below /staff/improvement/: processes, cycles, criteria and self-assessments."""

from django.urls import path

from strategic_plan.views import assessments, criteria, cycle_questions, cycles, improvement, processes
from strategic_plan.views import process_parts as parts

urlpatterns = [
    path("", improvement.improvement_home, name="improvement_home"),
    path("processes/", processes.process_list, name="process_list"),
    path("processes/add/", processes.process_add, name="process_add"),
    path("processes/<int:pk>/", processes.process_detail, name="process_detail"),
    path("processes/<int:pk>/edit/", processes.process_edit, name="process_edit"),
    path("processes/<int:pk>/tags/", processes.process_tags, name="process_tags"),
    path("processes/<int:process>/steps/add/", parts.step_add, name="step_add"),
    path("processes/<int:process>/units/add/", parts.deployment_add, name="deployment_add"),
    path("processes/<int:process>/evaluations/add/", parts.evaluation_add, name="evaluation_add"),
    path("processes/evaluations/<int:pk>/edit/", parts.evaluation_edit, name="evaluation_edit"),
    path("processes/<int:process>/feeds/add/", parts.feed_add, name="feed_add"),
    path("cycles/", cycles.cycle_list, name="cycle_list"),
    path("cycles/begin/", cycles.line_add, name="line_add"),
    path("cycles/<int:pk>/", cycles.cycle_detail, name="cycle_detail"),
    path("cycles/<int:pk>/edit/", cycles.cycle_edit, name="cycle_edit"),
    path("cycles/<int:pk>/line/", cycles.line_edit, name="line_edit"),
    path("cycles/<int:pk>/advance/", cycles.cycle_advance, name="cycle_advance"),
    path("cycles/<int:pk>/follow/", cycles.cycle_follow, name="cycle_follow"),
    path("cycles/<int:cycle>/questions/add/", cycle_questions.question_add, name="question_add"),
    path("cycles/questions/<int:pk>/edit/", cycle_questions.question_edit, name="question_edit"),
    path("cycles/questions/<int:pk>/remove/", cycle_questions.question_remove, name="question_remove"),
    path("cycles/questions/<int:pk>/result/", cycle_questions.result_edit, name="result_edit"),
    path("criteria/", criteria.criteria_coverage, name="criteria_coverage"),
    path("criteria/sets/", criteria.criteria_list, name="criteria_list"),
    path("criteria/sets/load/", criteria.criteria_load, name="criteria_load"),
    path("criteria/sets/<int:pk>/use/", criteria.criteria_use, name="criteria_use"),
    path("criteria/goals/<int:pk>/", criteria.goal_tags, name="goal_tags"),
    path("criteria/strategies/<int:pk>/", criteria.strategy_tags, name="strategy_tags"),
    path("assessments/", assessments.assessment_list, name="assessment_list"),
    path("assessments/open/", assessments.assessment_open, name="assessment_open"),
    path("assessments/compare/", assessments.assessment_compare, name="assessment_compare"),
    path("assessments/<int:pk>/", assessments.assessment_detail, name="assessment_detail"),
    path("assessments/<int:pk>/close/", assessments.assessment_close, name="assessment_close"),
    path("assessments/items/<int:pk>/", assessments.item_edit, name="item_edit"),
]
