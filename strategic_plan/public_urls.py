"""Public doors of the plan; included at the root and again below an earlier release."""

from django.urls import path

from strategic_plan import public_views as views

app_name = "strategic_plan"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/plan.json", views.plan_json, name="plan_json"),
    path("plan/goals/<int:number>/", views.goal, name="goal"),
    path("plan/strategies/<slug:slug>/", views.strategy, name="strategy"),
]
