"""Let a database role read what is published, and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from psycopg import sql

from publication.models import Release, ReleaseItem
from publication.reading import FACTS

NO_ROLE = (
    "There is no database role {role}. First: CREATE ROLE {role} LOGIN PASSWORD '…'; then run this again."
)


class Command(BaseCommand):
    """Grant a role SELECT on the published tables; safe to run again after every migration."""

    help = "Let a database role read published releases and nothing else (docs/adr/0002-release.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="The role that web servers use for public pages.")
        parser.add_argument("--print", action="store_true", help="Print the SQL instead of running it.")

    def handle(self, *, role: str, **options: Any) -> None:
        with connection.cursor() as cursor:
            statements = [statement.as_string(cursor.connection) for statement in grants(role)]
            if options["print"]:
                self.stdout.write("\n".join(f"{statement};" for statement in statements))
                return
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if not cursor.fetchone():
                raise CommandError(NO_ROLE.format(role=role))
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{role} can now read published releases, and nothing else in this schema.")


def grants(role: str) -> list[sql.Composed]:
    """Take everything from the role, then give the columns that public pages read."""
    name = sql.Identifier(role)
    facts = sql.SQL(", ").join(map(sql.Identifier, ("id", "state", *FACTS)))
    drop = [
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name),
        sql.SQL("REVOKE ALL ({}) ON {} FROM {}").format(facts, _table(Release), name),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}").format(name),
    ]
    give = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(facts, _table(Release), name),
        sql.SQL("GRANT SELECT ON {} TO {}").format(_table(ReleaseItem), name),
        sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(name),
    ]
    return drop + give


def _table(model: Any) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)
