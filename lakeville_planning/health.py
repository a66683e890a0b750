"""For monitors: is the process alive, and can it do its work?"""

from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imports.domain import WAITING
from imports.models import ImportBatch
from publication.domain import ReleaseState
from publication.models import Release

LONGEST_WAIT = timedelta(minutes=5)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations and broker are there and work is done; 503 names what is not, no details."""
    results = {name: _holds(probe) for name, probe in PROBES.items()}
    return JsonResponse(results, status=200 if all(results.values()) else 503)


def database_answers() -> bool:
    """One statement went through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    """The tables are those of this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def broker_answers() -> bool:
    """The queue takes work."""
    with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as broker:
        return bool(broker.ping())


def work_moves_on() -> bool:
    """No import and no release has waited for a worker for more than five minutes."""
    then = timezone.now() - LONGEST_WAIT
    imports = ImportBatch.objects.filter(state__in=WAITING, queued_at__lt=then)
    releases = Release.objects.filter(
        Q(publish_after=None) | Q(publish_after__lt=then),
        state__in=[ReleaseState.QUEUED_COMPILE, ReleaseState.QUEUED_PUBLISH],
        queued_at__lt=then,
    )
    return not imports.exists() and not releases.exists()


PROBES: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "broker": broker_answers,
    "work": work_moves_on,
}


def _holds(probe: Callable[[], bool]) -> bool:
    try:
        return probe()
    except (DatabaseError, redis.RedisError, OSError):
        return False
