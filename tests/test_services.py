"""The servers under the suite are the ones production runs."""

import pytest
import redis
from django.conf import settings
from django.db import connection


@pytest.mark.django_db
def test_database_is_a_real_postgresql_with_the_builtin_locale():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1, current_setting('server_version_num')::int, lower('ÉÀŒ')")
        one, version, lowered = cursor.fetchone()
    assert (one, lowered) == (1, "éàœ")
    assert version >= 140000


def test_broker_answers_and_never_evicts_a_task():
    broker = redis.Redis.from_url(settings.REDIS_URL)
    assert broker.ping() is True
    assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
