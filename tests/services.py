"""Start throw-away servers before pytest-django reads the settings, and remove them at the end.

Loaded by ``-p tests.services`` (pyproject.toml). xdist workers inherit the addresses, so one cluster
serves them all. Where DATABASE_URL or REDIS_URL is set already, that server is used.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from lakeville_planning.services import EmbeddedServices, ServiceError

# Some images set this; every worker would then recompile pandas and plotly.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def provide() -> None:
    """Export the addresses of servers for this run."""
    folder = Path(tempfile.mkdtemp(prefix="lp-tests-"))
    folder.chmod(0o711)  # the servers run as nobody when we are root
    services = EmbeddedServices(folder / "services", throw_away=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(services.stop)
    try:
        os.environ.update(services.start())
    except ServiceError as error:
        pytest.exit(f"The test servers did not start. {error}", returncode=3)
    prepare_template()
    (folder / "media").mkdir()
    (folder / "static").mkdir()
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    os.environ["VAR_DIR"] = str(folder)  # a running instance's own folder is none of our business
    os.environ["STATIC_FILES"] = "plain"  # nothing is collected for the suite


def prepare_template() -> None:
    """Put into every database to come what the first migration would.

    The suite makes its tables from the models (`--no-migrations`), which takes seconds instead of a
    minute; tests/test_migrations.py holds what the migrations make to it.
    """
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="template1", autocommit=True) as template:
        template.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


if not os.environ.get("PYTEST_XDIST_WORKER"):
    provide()
