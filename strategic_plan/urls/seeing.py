"""Evidence files, who was heard and the alignment map, below /staff/plan/."""

from django.urls import path

from strategic_plan.views import alignment, evidence, heard

urlpatterns = [
    path("<int:plan>/alignment/", alignment.alignment, name="alignment"),
    path("<int:plan>/input/", heard.input_list, name="input_list"),
    path("<int:plan>/input/add/", heard.input_add, name="input_add"),
    path("<int:plan>/input/<int:pk>/", heard.input_detail, name="input_detail"),
    path("<int:plan>/input/<int:pk>/edit/", heard.input_edit, name="input_edit"),
    path("evidence/<slug:kind>/<int:owner>/add/", evidence.evidence_add, name="evidence_add"),
    path("evidence/<uuid:file>/", evidence.evidence_download, name="evidence_download"),
    path("evidence/<uuid:file>/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path("evidence/<uuid:file>/put-back/", evidence.evidence_put_back, name="evidence_put_back"),
]
