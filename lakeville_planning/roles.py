"""Who may do what in the database: the owner of the tables, the application, and the public pages.

Migrations and the demonstration load run as the owner. Web, worker and scheduler run as the application,
which reads and writes rows and can change no table; where rows are never changed it may only add them.
Public pages read releases as a role that can read nothing else.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from district.constraints import append_only_tables
from publication.management.commands.grant_public_reader import grants as of_public_pages


def grant_roles() -> list[str]:
    """Make the roles that the settings name, give each its rights, and say their names."""
    given = {
        settings.APPLICATION_DATABASE_URL: of_application,
        settings.PUBLIC_DATABASE_URL: of_public_pages,
    }
    names = []
    with transaction.atomic(), connection.cursor() as cursor:
        for url, rights in given.items():
            if not url:
                continue
            address = urlsplit(url)
            name, password = unquote(address.username or ""), unquote(address.password or "")
            _make(cursor, name, password)
            for statement in rights(name):
                cursor.execute(statement)
            names.append(name)
    return names


def of_application(role: str) -> list[sql.Composed]:
    """Rows of ordinary tables are read and written; those of append-only tables read and added."""
    name = sql.Identifier(role)
    only_added = sql.SQL(", ").join(map(sql.Identifier, append_only_tables()))
    return [
        statement.format(role=name, only_added=only_added)
        for statement in (
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"),
            sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {role}"),
            sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"),
            sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"),
            sql.SQL("REVOKE UPDATE, DELETE ON {only_added} FROM {role}"),
        )
    ]


def _make(cursor: Any, name: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    if not cursor.fetchone():
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        cursor.execute(made.format(sql.Identifier(name), sql.Literal(password)))
