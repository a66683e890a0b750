"""What a start does before it serves: tables, the demonstration district, collected files."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pgtrigger
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pgtrigger.core import INSTALLED
from pgtrigger.registry import registered

from district.queries import has_begun
from lakeville_planning.roles import grant_roles

Say = Callable[[str], None]


def migrate(say: Say) -> None:
    """Bring tables and triggers up to date, only where something is missing, and say who may use them."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the tables.")
        call_command("migrate", verbosity=0, interactive=False)
    else:
        install_lost_triggers()
    grant_roles()


def install_lost_triggers() -> None:
    """Triggers come from the models after each migrate; a change of them alone brings no migration."""
    if any(trigger.get_installation_status(model)[0] != INSTALLED for model, trigger in registered()):
        pgtrigger.install()


def load_demonstration(say: Say) -> None:
    """Load the demonstration district into an empty database, as a whole or not at all."""
    if get_user_model()._default_manager.exists():
        return
    say("Loading the demonstration district.")
    call_command("load_demonstration", verbosity=0)


def lacks_district() -> bool:
    """Whether nobody has named a district yet."""
    return not has_begun()


def collect_static(say: Say) -> None:
    """Copy and hash stylesheets and scripts, only where one of them changed."""
    root = Path(settings.STATIC_ROOT)
    mark = root / ".collected-from"
    wanted = _static_fingerprint()
    if mark.exists() and mark.read_text() == wanted:
        return
    say("Collecting stylesheets and scripts.")
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(wanted)


def _static_fingerprint() -> str:
    """Changes when any file that would be collected changes."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            seen.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
