"""Doors of the district's colour and logo."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from district import public_views as views


class ColourConverter(StringConverter):
    """A colour without its #."""

    regex = "[0-9a-f]{6}"


class HashConverter(StringConverter):
    """A SHA-256 hash."""

    regex = "[0-9a-f]{64}"


register_converter(ColourConverter, "colour")
register_converter(HashConverter, "sha256")

app_name = "brand"
urlpatterns = [
    path("<colour:colour>-<slug:mark>.css", views.stylesheet, name="stylesheet"),
    path("<sha256:key>.png", views.logo, name="logo"),
]
