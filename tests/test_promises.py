"""The database holds what the models say: known words, and rows that are never changed."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pghistory.models import Event

from district.constraints import append_only_tables
from tests import promises

NEVER_CHANGED = {
    "accounts_accountevent",
    "imports_recipeversion",
    "imports_sourcefile",
    "kpi_observation",
    "publication_releaseitem",
    "publication_releasepart",
    "strategic_plan_planversion",
}


def test_every_field_with_choices_is_held_by_the_database():
    """Write ``known(…)`` of district.constraints into the Meta of the model that this names."""
    held = {(model._meta.label, field.name) for model, field in promises.known_words().values()}
    assert {(model._meta.label, field.name) for model, field in promises.choosing()} == held


@pytest.mark.django_db
@pytest.mark.parametrize("name", promises.known_words())
def test_the_database_refuses_an_unknown_word(name):
    """On an empty copy of the one column, so that no other promise of the table speaks first."""
    model, field = promises.known_words()[name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        (promise,) = cursor.fetchone()
        cursor.execute(
            f'CREATE TEMPORARY TABLE tried AS SELECT "{field.column}" FROM "{model._meta.db_table}" LIMIT 0'  # noqa: S608 -- our own tables
        )
        cursor.execute(f'ALTER TABLE tried ADD CONSTRAINT "{name}" {promise}')
        for word in promises.words(field):
            cursor.execute("INSERT INTO tried VALUES (%s)", [word])
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            cursor.execute("INSERT INTO tried VALUES ('?')")
        cursor.execute("DROP TABLE tried")


def test_every_table_of_events_and_every_record_is_append_only():
    events = {model._meta.db_table for model in promises.tables() if issubclass(model, Event)}
    assert len(events) > 40
    assert set(append_only_tables()) == events | NEVER_CHANGED


def is_refused(statement):
    """Whether a trigger refuses it, even to the owner of the table."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "pgtrigger: Cannot" in str(error)
    return False


def test_nothing_that_is_append_only_can_be_changed_removed_or_emptied(demonstration, db):
    with connection.cursor() as cursor:
        for table in append_only_tables():
            assert is_refused(f"TRUNCATE {table} CASCADE"), table
            cursor.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608 -- as above
            if cursor.fetchone():
                column = cursor.description[-1].name
                assert is_refused(f'UPDATE {table} SET "{column}" = "{column}"'), table  # noqa: S608 -- as above
                assert is_refused(f"DELETE FROM {table}"), table  # noqa: S608 -- as above
