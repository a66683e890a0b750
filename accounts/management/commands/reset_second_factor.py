"""``reset_second_factor``: for the day the only administrator lost theirs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import actions
from district.actions import Refused
from district.models import Person


class Command(BaseCommand):
    """Take the second factors from one person; whoever has a shell here may, and history says why."""

    help = "Take every second factor from someone who lost theirs, and end their sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and why."""
        parser.add_argument("email", help="E-mail address of the person.")
        parser.add_argument("--reason", required=True, help="Kept in the history.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, and say what comes next."""
        person = Person.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        try:
            actions.reset_second_factor(person=person, by=None, reason=options["reason"])
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{person} signs in with the password and sets up a new second factor.")
