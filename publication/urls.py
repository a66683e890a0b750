"""Staff doors of the releases, below /staff/releases/; the public ones are in publication.public_urls."""

from django.urls import path

from publication import views

app_name = "publication_staff"
urlpatterns = [
    path("", views.draft_list, name="draft_list"),
    path("new/", views.draft_create, name="draft_create"),
    path("<int:pk>/", views.draft_detail, name="draft_detail"),
    path("<int:pk>/preview/", views.draft_preview, name="draft_preview"),
    path("<int:pk>/preview/<path:page>", views.draft_preview, name="draft_preview_page"),
    path("<int:pk>/progress/", views.draft_progress, name="draft_progress"),
    path("<int:pk>/explain/", views.draft_explain, name="draft_explain"),
    path("<int:pk>/confirm/", views.draft_confirm, name="draft_confirm"),
    path("<int:pk>/compile/", views.draft_compile, name="draft_compile"),
    path("<int:pk>/abandon/", views.draft_abandon, name="draft_abandon"),
]
