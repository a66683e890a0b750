"""For monitors: is the process alive, and can it do its work?"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min, Q
from django.db.models.functions import Greatest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Letter
from imports.domain import WAITING
from imports.models import ImportBatch
from publication.domain import ReleaseState
from publication.models import Release

LONGEST_WAIT = timedelta(minutes=2)


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
    is_ready = all(results.values())
    waited = seconds_waited() if results["migrations"] else {}  # without tables there is nothing to ask
    return JsonResponse(results | {"waited": waited}, status=200 if is_ready else 503)


def database_answers() -> bool:
    """One statement went through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    """The tables are those of this version."""
    return _latest_migrations() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _latest_migrations() -> set[tuple[str, str]]:
    """The last migration of each room in this code; read from disk once by each process."""
    return set(MigrationLoader(None).graph.leaf_nodes())


def broker_answers() -> bool:
    """The queue takes work."""
    with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as broker:
        return bool(broker.ping())


def work_moves_on() -> bool:
    """Nothing has waited for a worker for more than two minutes."""
    return max(seconds_waited().values()) <= LONGEST_WAIT.total_seconds()


def seconds_waited() -> dict[str, int]:
    """How long the oldest import, release and letter have waited for a worker."""
    now = timezone.now()
    releases = Release.objects.filter(
        Q(publish_after=None) | Q(publish_after__lt=now),
        state__in=[ReleaseState.QUEUED_COMPILE, ReleaseState.QUEUED_PUBLISH],
    )
    since = {
        "imports": ImportBatch.objects.filter(state__in=WAITING).aggregate(at=Min("queued_at")),
        "releases": releases.aggregate(at=Min(Greatest("queued_at", "publish_after"))),
        "letters": Letter.objects.filter(sent_at=None, failed_at=None).aggregate(at=Min("try_at")),
    }
    # A letter that could not leave waits for its next try, which lies ahead.
    return {what: max(0, int((now - (row["at"] or now)).total_seconds())) for what, row in since.items()}


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
