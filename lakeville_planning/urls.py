"""Every door of the site. Public pages first; staff pages below /staff/."""

from django.urls import URLPattern, URLResolver, include, path

from lakeville_planning import health
from publication import public_urls

handler403 = "lakeville_planning.errors.forbidden"
handler404 = "lakeville_planning.errors.not_found"
handler429 = "lakeville_planning.errors.too_many_tries"
handler500 = "lakeville_planning.errors.broken"

# Public pages; the same views below /releases/<n>/ show that release.
SUBJECTS: list[URLPattern | URLResolver] = [
    path("", include("kpi.public_urls")),
    path("", include("strategic_plan.public_urls")),
]
ARCHIVE = [*SUBJECTS, path("", include((public_urls.MIRRORED, public_urls.app_name)))]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("ui.urls")),
    path("brand/", include("district.brand_urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("accounts.urls")),
    path("", include("district.urls")),
    path("staff/", include("strategic_plan.urls")),
    path("staff/measures/", include("kpi.urls")),
    path("staff/imports/", include("imports.urls")),
    path("staff/releases/", include("publication.urls")),
    path("releases/<int:release>/", include((ARCHIVE, "archive"))),
    path("", include([*SUBJECTS, path("", include("publication.public_urls"))])),
]
