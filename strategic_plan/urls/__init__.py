"""Staff doors of the plan and of improvement, below /staff/; one list of addresses in each file."""

from django.urls import include, path

from strategic_plan.urls import improvement, life, plan, seeing

app_name = "strategic_plan_staff"
urlpatterns = [
    path("plan/", include(plan)),
    path("plan/", include(life)),
    path("plan/", include(seeing)),
    path("improvement/", include(improvement)),
]
