"""Staff doors of the plan, below /staff/plan/."""

from django.urls import path

from strategic_plan import views

app_name = "strategic_plan_staff"
urlpatterns = [
    path("", views.plan_list, name="plan_list"),
    path("add/", views.plan_add, name="plan_add"),
    path("<int:pk>/edit/", views.plan_edit, name="plan_edit"),
    path("<int:plan>/words/add/", views.component_add, name="component_add"),
    path("words/<int:pk>/edit/", views.component_edit, name="component_edit"),
    path("<int:plan>/goals/add/", views.goal_add, name="goal_add"),
    path("goals/<int:pk>/edit/", views.goal_edit, name="goal_edit"),
    path("goals/<int:goal>/strategies/add/", views.strategy_add, name="strategy_add"),
    path("strategies/<int:pk>/edit/", views.strategy_edit, name="strategy_edit"),
]
