"""``reseal_second_factors``: before an old key of the site is dropped."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import actions


class Command(BaseCommand):
    """Seal what second factors keep with the newest key."""

    help = "Seal second factors with SECRET_KEY, so that SECRET_KEY_FALLBACKS can go."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and say how many."""
        self.stdout.write(f"{actions.reseal_second_factors()} second factors are sealed with the newest key.")
