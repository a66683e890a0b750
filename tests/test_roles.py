"""The application's own role: it reads and writes rows, and cannot touch the past or the tables."""

import pytest
from django.db import Error, connection, transaction

from district.constraints import append_only_tables
from district.models import Person
from lakeville_planning.roles import grant_roles

ADDRESS = "postgres://{}:x@/x"


@pytest.fixture
def as_application(demonstration, db, settings):
    """The demonstration, by the role that web, worker and scheduler have."""
    role = f"application_of_{connection.settings_dict['NAME']}"  # roles belong to all databases of a server
    settings.APPLICATION_DATABASE_URL = ADDRESS.format(role)
    assert grant_roles() == grant_roles() == [role]
    with connection.cursor() as cursor:
        cursor.execute(f'SET LOCAL ROLE "{role}"')
        yield cursor
        cursor.execute("RESET ROLE")


def refusal(cursor, statement):
    """What the database says to it; nothing when it was done."""
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except Error as error:
        return str(error)
    return ""


def test_the_application_adds_to_what_is_append_only_and_reads_it(as_application):
    assert len(append_only_tables()) > 50
    for table in append_only_tables():
        assert refusal(as_application, f"TABLE {table} LIMIT 1") == ""
        for statement in ("UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
            as_application.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [table]
            )
            said = refusal(as_application, statement.format(table, as_application.fetchone()[0]))
            assert "permission denied" in said, (table, statement)


def test_no_setting_lets_the_application_past_that(as_application):
    as_application.execute(
        "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
    )
    assert "permission denied" in refusal(as_application, "DELETE FROM district_personevent")
    assert "permission denied" in refusal(as_application, "SET session_replication_role = replica")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE notes (id int)",
        "ALTER TABLE district_personevent DISABLE TRIGGER ALL",
        "ALTER TABLE district_person ADD COLUMN x int",
        "DROP TABLE district_personevent",
        "CREATE ROLE another SUPERUSER",
    ],
)
def test_the_application_changes_no_table_and_no_role(as_application, statement):
    assert "permission denied" in refusal(as_application, statement) or "must be owner" in refusal(
        as_application, statement
    )


def test_a_change_by_the_application_is_recorded(as_application):
    person = Person.objects.first()
    person.name = "Renamed"
    person.save()
    assert (
        person.pgh_event_model.objects.filter(pgh_obj_id=person.pk).order_by("-pgh_id")[0].name == "Renamed"
    )
