"""WSGI entry point for granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakeville_planning.settings")

django_application = get_wsgi_application()

from lakeville_planning.checks import refuse_demonstration_sign_ins  # noqa: E402 -- Django is set up above
from publication.front import Front  # noqa: E402 -- Django is set up above

application = Front(django_application)

refuse_demonstration_sign_ins()
