"""Public doors of the measures; included at the root and again below an earlier release."""

from django.urls import path

from kpi import public_views as views

app_name = "kpi"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("measures/", views.measure_list, name="measure_list"),
    path("measures.csv", views.measure_list_csv, name="measure_list_csv"),
    path("measures/goals/<int:number>/", views.goal_measures, name="goal_measures"),
    path("measures/<slug:slug>/", views.measure, name="measure"),
    path("measures/<slug:slug>/embed/", views.measure_embed, name="measure_embed"),
    path("measures/<slug:slug>/figure.json", views.measure_figure, name="measure_figure"),
    path("measures/<slug:slug>.csv", views.measure_csv, name="measure_csv"),
    path("measures/<slug:slug>.json", views.measure_json, name="measure_json"),
    path("measures/<slug:slug>.svg", views.measure_svg, name="measure_svg"),
    path("about/status/", views.status_rule, name="status_rule"),
]
