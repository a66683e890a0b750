"""Load the demonstration district into an empty database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lakeville_planning.demonstration.loading import load


class Command(BaseCommand):
    """Load sample data and made-up people; a database that has a district is left alone."""

    help = "Load the demonstration district into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Sample people belong to a demonstration only. Set DEMO to load them.")
        loaded = load()
        if options["verbosity"]:
            self.stdout.write("Loaded." if loaded else "This database has a district already. Nothing done.")
