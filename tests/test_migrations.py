"""The migrations make the database that the suite makes from the models."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests.copies import drop_database, opened

ROOMS = ("accounts_", "district_", "imports_", "kpi_", "publication_", "strategic_plan_")
AS_WRITTEN = override_settings(MIGRATION_MODULES={})  # the suite itself runs without migrations

DESCRIBED = {
    "columns": """
        SELECT table_name || '.' || column_name, data_type, is_nullable, column_default,
               character_maximum_length, numeric_precision, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid), prosrc
        FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal""",
}


def described() -> dict[str, set[tuple[object, ...]]]:
    """What stands in the tables of our rooms in the open database."""
    with connection.cursor() as cursor:
        found = {}
        for what, sentence in DESCRIBED.items():
            cursor.execute(sentence)
            found[what] = {row for row in cursor.fetchall() if row[0].startswith(ROOMS)}
    return found


@AS_WRITTEN
@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_migrating_an_empty_database_makes_what_the_models_say():
    expected = described()
    name = connection.settings_dict["NAME"] + "_migrated"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        with opened(name), AS_WRITTEN:
            call_command("migrate", verbosity=0)
            found = described()
    finally:
        drop_database(name)
    assert len(expected["triggers"]) > 100
    for what in DESCRIBED:
        assert sorted(found[what] ^ expected[what], key=str) == [], what
