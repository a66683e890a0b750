"""The life of a plan, and the work for its strategies, below /staff/plan/."""

from django.urls import path

from strategic_plan.views import initiatives, life

urlpatterns = [
    path("<int:pk>/adopt/", life.plan_adopt, name="plan_adopt"),
    path("<int:pk>/amend/", life.amendment_open, name="amendment_open"),
    path("<int:pk>/amend/record/", life.amendment_record, name="amendment_record"),
    path("<int:pk>/amend/withdraw/", life.amendment_withdraw, name="amendment_withdraw"),
    path("<int:pk>/archive/", life.plan_archive, name="plan_archive"),
    path("<int:pk>/next/", life.next_plan_start, name="next_plan_start"),
    path("<int:pk>/versions/<int:number>/", life.version_detail, name="version_detail"),
    path("<int:pk>/versions/<int:number>/compare/", life.version_compare, name="version_compare"),
    path("strategies/<int:pk>/", initiatives.strategy_detail, name="strategy_detail"),
    path("strategies/<int:strategy>/add/", initiatives.initiative_add, name="initiative_add"),
    path("initiatives/<int:pk>/", initiatives.initiative_detail, name="initiative_detail"),
    path("initiatives/<int:pk>/close/", initiatives.initiative_close, name="initiative_close"),
    path("initiatives/<int:pk>/reopen/", initiatives.initiative_reopen, name="initiative_reopen"),
    path("initiatives/<int:pk>/milestones/add/", initiatives.milestone_add, name="milestone_add"),
    path(
        "initiatives/<int:pk>/milestones/<int:milestone>/done/",
        initiatives.milestone_done,
        name="milestone_done",
    ),
    path("initiatives/<int:pk>/notes/add/", initiatives.note_add, name="note_add"),
    path("initiatives/<int:pk>/notes/<int:note>/", initiatives.note_edit, name="note_edit"),
]
