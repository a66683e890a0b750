"""`manage.py grant_roles`: after each migration, give the database's roles what they need."""

from typing import Any

from django.core.management.base import BaseCommand

from lakeville_planning.roles import grant_roles


class Command(BaseCommand):
    """Run as the owner of the tables; safe to run again."""

    help = "Make and grant the roles of APPLICATION_DATABASE_URL and PUBLIC_DATABASE_URL (docs/operate.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        names = grant_roles()
        self.stdout.write(f"Granted: {', '.join(names)}." if names else "The settings name no role to grant.")
