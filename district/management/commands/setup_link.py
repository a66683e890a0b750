"""``setup_link``: the address where the first person names the district, for a site that has none."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from district.queries import has_begun
from district.setup_key import setup_link


class Command(BaseCommand):
    """Print a fresh address; each one opens the page for a day."""

    help = "Print the address of the first-run page, with the key that opens it for a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the site is, if not at ``SITE_ADDRESS``."""
        parser.add_argument(
            "--site", default="", help="address of the site, such as https://planning.example.org"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it, unless there is a district already."""
        if has_begun():
            raise CommandError("This site has a district already. Sign in at /sign-in/.")
        self.stdout.write(setup_link(options["site"] or settings.SITE_ADDRESS))
