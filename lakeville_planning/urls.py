"""Every door of the site. Public pages first; staff pages below /staff/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
