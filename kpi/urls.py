"""Staff doors of the measures, below /staff/measures/; the public ones are in kpi.public_urls."""

from django.urls import path

from kpi.views import history, improvement, measures, values, versions

app_name = "kpi_staff"
urlpatterns = [
    path("", measures.indicator_list, name="indicator_list"),
    path("new/", measures.indicator_create, name="indicator_create"),
    path("<slug:slug>/", measures.indicator_definition, name="indicator_definition"),
    path("<slug:slug>/tags/", improvement.indicator_tags, name="indicator_tags"),
    path("<slug:slug>/edit/", versions.version_edit, name="version_edit"),
    path("<slug:slug>/propose/", measures.version_propose, name="version_propose"),
    path("<slug:slug>/retire/", versions.version_retire, name="version_retire"),
    path("<slug:slug>/agree/<slug:party>/", versions.agreement_record, name="agreement_record"),
    path("<slug:slug>/targets/", measures.indicator_targets, name="indicator_targets"),
    path("<slug:slug>/targets/edit/", versions.version_targets_edit, name="version_targets_edit"),
    path("<slug:slug>/series/new/", versions.series_begin, name="series_begin"),
    path("<slug:slug>/values/", values.indicator_values, name="indicator_values"),
    path("<slug:slug>/values/new/", values.observation_add, name="observation_add"),
    path("<slug:slug>/values/<int:pk>/", values.observation_row, name="observation_row"),
    path("<slug:slug>/values/<int:pk>/edit/", values.observation_edit, name="observation_edit"),
    path(
        "<slug:slug>/values/<int:pk>/take-back/", values.observation_take_back, name="observation_take_back"
    ),
    path(
        "<slug:slug>/values/<int:pk>/revisions/", values.observation_revisions, name="observation_revisions"
    ),
    path("<slug:slug>/versions/", measures.indicator_versions, name="indicator_versions"),
    path("<slug:slug>/history/", history.indicator_history, name="indicator_history"),
]
