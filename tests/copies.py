"""Copies of the test database: what takes long is made once by each worker, then read or copied again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


def copy_database(suffix: str) -> str:
    """Copy the database that is open to one beside it, and return its name."""
    name, copied = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_{suffix}"
    connection.close()  # nobody may be in it meanwhile, and threads of earlier tests may have stayed
    _say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)
    _say(f'CREATE DATABASE "{copied}" TEMPLATE "{name}"')
    return copied


def drop_database(name: str) -> None:
    """Forget a copy, whoever still reads it."""
    _say(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def opened(name: str) -> Iterator[None]:
    """Meanwhile every thread's connection, the live server's too, goes to this database."""
    settings: dict[str, Any] = connection.settings_dict  # one dictionary for all threads
    usual = settings["NAME"]
    connection.close()
    settings["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = usual


def _say(sentence: str, *words: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sentence, words or None)
