"""The role for public pages reads releases, and the database refuses it everything else."""

import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from publication.disclosure import Cell
from publication.reading import edition, forget

pytestmark = pytest.mark.django_db
ROLE = "test_public_reader"


@pytest.fixture
def as_reader(live, publish):
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    publish()
    forget()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        call_command("grant_public_reader", ROLE, verbosity=0)
        call_command("grant_public_reader", ROLE, verbosity=0)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


def is_refused(cursor, statement):
    try:
        with transaction.atomic():
            cursor.execute(statement)
    except Error as error:
        return "permission denied" in str(error)
    return False


def test_the_role_reads_a_release(as_reader):
    now = edition()
    assert now.site["name"]
    assert now.cells("graduation", "district")[0].value == "66.7"


def test_the_role_reads_no_other_table(as_reader):
    published = {"publication_releaseitem"}
    as_reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    tables = {name for (name,) in as_reader.fetchall()} - published
    readable = {table for table in tables if not is_refused(as_reader, f"TABLE {table}")}
    assert len(tables) > 40
    assert readable == set()


def test_the_role_writes_nothing(as_reader):
    assert is_refused(as_reader, "DELETE FROM publication_releaseitem")
    assert is_refused(as_reader, "UPDATE publication_release SET reason = 'x'")
    assert is_refused(as_reader, "CREATE TABLE notes (id int)")


def test_a_missing_role_gets_a_sentence(db):
    with pytest.raises(CommandError, match="There is no database role nobody_there"):
        call_command("grant_public_reader", "nobody_there")


def test_the_manuals_give_the_role_its_rights_by_the_command_alone():
    """A grant written out in a manual is not tested, and goes stale with the next table."""
    manuals = {path: path.read_text() for path in (settings.BASE_DIR / "docs").rglob("*.md")}
    written = {path.name for path, text in manuals.items() if re.search(r"GRANT\s+\w+.*\bON\b", text)}
    assert written == set()
    assert "manage.py grant_public_reader planning_public" in manuals[settings.BASE_DIR / "docs/operate.md"]
