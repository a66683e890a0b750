"""The plan itself, below /staff/plan/."""

from django.urls import path

from strategic_plan.views import plan

urlpatterns = [
    path("", plan.plan_list, name="plan_list"),
    path("add/", plan.plan_add, name="plan_add"),
    path("<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("<int:plan>/words/add/", plan.component_add, name="component_add"),
    path("<int:plan>/goals/add/", plan.goal_add, name="goal_add"),
    path("goals/<int:goal>/strategies/add/", plan.strategy_add, name="strategy_add"),
]
