"""The door to the component gallery."""

from django.urls import path

from ui import views

app_name = "ui"

urlpatterns = [
    path("staff/gallery/", views.gallery, name="gallery"),
    path("staff/gallery/<slug:name>.json", views.gallery_figure, name="gallery_figure"),
    path("staff/gallery/<slug:name>.svg", views.gallery_image, name="gallery_image"),
]
