"""Throw-away servers for measurements; import before Django is set up."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

from lakeville_planning.services import EmbeddedServices


def set_up() -> None:
    """Start PostgreSQL and the broker, point the settings at them, migrate."""
    folder = Path(tempfile.mkdtemp(prefix="lp-bench-"))
    folder.chmod(0o711)
    services = EmbeddedServices(folder / "services", throw_away=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(services.stop)
    os.environ.update(services.start())
    os.environ |= {
        "VAR_DIR": str(folder),
        "STATIC_FILES": "plain",
        "DJANGO_SETTINGS_MODULE": "lakeville_planning.settings",
        "LOG_LEVEL": "WARNING",
    }
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
