"""``begin_district``: the first district and the first administrator of a new site, without sample data."""

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from district import actions
from district.models import Person

QUESTIONS = {
    "name": "Name of the district",
    "short_name": "Its short name",
    "contact_office": "Office that answers questions of the public",
    "contact_email": "E-mail address of that office",
    "administrator_name": "Name of the first administrator",
    "administrator_email": "E-mail address of the first administrator",
}


class Command(BaseCommand):
    """Ask what no option answers, then begin; a database that has a district is left alone."""

    help = "Name the district and its first administrator in a database that has neither."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option for each question, so that a script can answer them."""
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=question)
        parser.add_argument(
            "--password-file", type=Path, help="File with the administrator's password; asked for if missing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin, and say where to go on."""
        answers = {name: _answer(name, options[name]) for name in QUESTIONS}
        beginning = actions.Beginning(
            name=answers["name"],
            short_name=answers["short_name"],
            contact_office=answers["contact_office"],
            contact_email=answers["contact_email"],
            administrator_name=answers["administrator_name"],
            administrator_email=answers["administrator_email"],
        )
        password = _password(options["password_file"], beginning)
        try:
            person = actions.begin_district(beginning=beginning, password=password)
        except actions.Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{beginning.name} has begun. Sign in at /sign-in/ as {person.email}, then go on with what "
            "your page there lists."
        )


def _answer(name: str, given: str) -> str:
    answer = given.strip() or _ask(name)
    longest = 254 if name.endswith("_email") else 60 if name == "short_name" else 120
    if len(answer) > longest:
        raise CommandError(f"{QUESTIONS[name]}: at most {longest} characters.")
    if name.endswith("_email"):
        try:
            validate_email(answer)
        except ValidationError as error:
            raise CommandError(f"{QUESTIONS[name]}: {answer} is not an e-mail address.") from error
    return answer


def _ask(name: str) -> str:
    answer = input(f"{QUESTIONS[name]}: ").strip() if sys.stdin.isatty() else ""
    if not answer:
        raise CommandError(f"{QUESTIONS[name]} is missing: --{name.replace('_', '-')}.")
    return answer


def _password(file: Path | None, beginning: actions.Beginning) -> str:
    if file is not None and not file.is_file():
        raise CommandError(f"There is no file {file.name}.")
    if file is None and not sys.stdin.isatty():
        raise CommandError("A password is missing: --password-file.")
    password = file.read_text().rstrip("\n") if file else getpass.getpass("Password: ")
    if file is None and getpass.getpass("The same password again: ") != password:
        raise CommandError("These were two different passwords. Nothing was changed.")
    person = Person(email=beginning.administrator_email, name=beginning.administrator_name)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
