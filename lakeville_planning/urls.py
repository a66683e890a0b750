"""Every door of the site. Public pages first; staff pages below /staff/."""

from django.urls import URLPattern, URLResolver, path

from lakeville_planning import health

handler500 = "lakeville_planning.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
