"""Public doors of the releases; included at the root and again below an earlier release."""

from django.urls import path

from publication import public_views as views

app_name = "publication"
# Shown again below an earlier release. What a release changed is not: its address names the release itself.
MIRRORED = [
    path("releases/", views.release_list, name="release_list"),
    path("glossary/", views.glossary, name="glossary"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("data/", views.data, name="data"),
    path("data/results.csv", views.results_csv, name="results_csv"),
    path("data/columns.csv", views.columns_csv, name="columns_csv"),
    path("data/contents.json", views.contents_json, name="contents_json"),
]
urlpatterns = [
    *MIRRORED,
    path("releases/<int:release>/changes/", views.release_changes, name="release_changes"),
]
