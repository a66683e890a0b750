"""Staff pages of imports, below /staff/imports/."""

from django.urls import path

from imports import views

app_name = "imports"

urlpatterns = [
    path("", views.batch_list, name="batch_list"),
    path("new/", views.upload, name="upload"),
    path("recipes/", views.recipe_list, name="recipe_list"),
    path("new-recipe/", views.recipe_new, name="recipe_new"),
    path("recipes/<slug:slug>/", views.recipe, name="recipe"),
    path("recipes/<slug:slug>/wording/", views.recipe_wording, name="recipe_wording"),
    path("recipes/<slug:slug>/template.csv", views.recipe_template, name="recipe_template"),
    path("rosters/<slug:kind>/", views.roster, name="roster"),
    path("rosters/<slug:kind>/template.csv", views.roster_template, name="roster_template"),
    path("rosters/<slug:kind>/export.csv", views.roster_export, name="roster_export"),
    path("rosters/<slug:kind>/<uuid:file>/", views.roster_preview, name="roster_preview"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/sheet/", views.sheet, name="sheet"),
    path("<int:pk>/recipe/", views.batch_recipe, name="batch_recipe"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/load/", views.load, name="load"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/findings/", views.findings, name="findings"),
    path("<int:pk>/refused-rows.csv", views.refused_csv, name="refused_csv"),
    path("<int:pk>/findings.csv", views.findings_csv, name="findings_csv"),
    path("<int:pk>/rows/<int:number>/", views.row, name="row"),
]
