"""``import_file PATH --recipe NAME``: the technician's door to the same checks, history and result."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from district.actions import Refused
from district.domain import Role
from district.models import Person, RoleAssignment
from imports import actions
from imports.domain import BatchState
from imports.models import ImportBatch, Recipe, RecipeVersion, SourceFile
from imports.permissions import can_import
from imports.queries import causes_of, latest_version, summary_of
from imports.reading import FileRefused

# What a script may rely on: 0 loaded, checked or nothing to do; the rest in words.
EXIT = {"loaded": 0, "checked": 0, "unchanged": 0, "refused": 3, "question": 4, "needs_word": 5}


class Command(BaseCommand):
    """Import one file."""

    help = "Check a file with a recipe and load it, all or nothing; the summary is JSON with --json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--recipe", required=True, help="The recipe's name, or its short name.")
        parser.add_argument("--check", action="store_true", help="Only check; load nothing.")
        parser.add_argument(
            "--answer", action="append", default=[], type=_answer, metavar="KEY=VALUE", help="period=2012-13"
        )
        parser.add_argument("--sheet", default="")
        parser.add_argument("--reason", default="", help="Why stored values change.")
        parser.add_argument("--leave-out-refused", action="store_true")
        parser.add_argument(
            "--by", default="", metavar="EMAIL", help="In whose name; left out: the only administrator."
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, say what happened, and end with its exit code."""
        by, version = _person(options["by"]), _version(options["recipe"])
        path: Path = options["path"]
        if not path.is_file():
            raise CommandError(f"There is no file {path.name}.", returncode=2)
        batch: ImportBatch | None = None
        sentence = ""
        try:
            batch = self._received(path, by, version, options["sheet"])
            result, sentence = self._run(batch, by, options)
            summary = summary_of(batch)
        except FileRefused as refused:
            result = "refused"
            arrived = SourceFile(name=path.name, size=path.stat().st_size)
            summary = summary_of(ImportBatch(file=arrived, recipe_version=version))
            summary |= {"code": refused.code, "sentence": refused.sentence}
        summary = {"result": result, "exit": EXIT[result], **summary}
        summary["sentence"] = sentence or summary["sentence"]
        self.stdout.write(json.dumps(summary, indent=2) if options["as_json"] else _words(summary, batch))
        if EXIT[result]:
            sys.exit(EXIT[result])

    def _received(self, path: Path, by: Person, version: RecipeVersion, sheet: str) -> ImportBatch:
        with path.open("rb") as opened:
            file = actions.receive_file(name=path.name, blocks=iter(lambda: opened.read(1 << 20), b""), by=by)
        return actions.start_import(file=file, by=by, recipe_version=version, sheet=sheet)

    def _run(self, batch: ImportBatch, by: Person, options: dict[str, Any]) -> tuple[str, str]:
        """Take the import as far as it goes; its result, and what a person has to say or to know."""
        try:
            actions.answer_questions(batch=batch, answers=dict(options["answer"]), by=by)
        except Refused as refused:
            actions.cancel_import(batch=batch, by=by)
            keys = ", ".join(refused.problems)
            raise CommandError(f"--answer {keys}: {refused}", returncode=2) from refused
        actions.run_batch(batch_id=batch.pk)
        batch.refresh_from_db()
        if batch.state != BatchState.CHECKED:
            return ("question" if batch.state == BatchState.NEEDS_ANSWER else "refused"), ""
        if options["check"]:
            return "checked", ""
        if batch.changes_nothing and (options["leave_out_refused"] or not batch.values_refused):
            actions.cancel_import(batch=batch, by=by)
            batch.refresh_from_db()
            return "unchanged", "Every value of the file is here already."
        try:
            actions.confirm_import(
                batch=batch, by=by, leave_out_refused=options["leave_out_refused"], reason=options["reason"]
            )
        except Refused as refused:
            return "needs_word", str(refused)
        actions.run_batch(batch_id=batch.pk)
        batch.refresh_from_db()
        return ("loaded" if batch.state == BatchState.LOADED else "refused"), ""


def _answer(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not value.strip():
        raise ArgumentTypeError(f"“{text}” is no answer. Write it like period=2012-13.")
    return key, value


def _person(email: str) -> Person:
    if not email:
        return _only_administrator()
    person = Person.objects.filter(email=email.lower()).first()
    if person is None or not can_import(person):
        raise CommandError(f"{email} may not import. Name a data steward or an administrator.", returncode=2)
    return person


def _only_administrator() -> Person:
    appointed = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR).values("person")
    active = Person.objects.filter(pk__in=appointed, is_active=True)
    administrators = [person for person in active if can_import(person)]
    if len(administrators) != 1:
        raise CommandError(
            f"There are {len(administrators)} administrators. Say in whose name: --by EMAIL.",
            returncode=2,
        )
    return administrators[0]


def _version(name: str) -> RecipeVersion:
    recipe = Recipe.objects.filter(Q(slug=name) | Q(name__iexact=name)).first()
    version = latest_version(recipe.slug) if recipe else None
    if version is None:
        known = "\n".join(f"  {each.slug}  ({each.name})" for each in Recipe.objects.all()) or "  none yet"
        raise CommandError(f"There is no recipe “{name}”. There are:\n{known}", returncode=2)
    return version


def _words(summary: dict[str, Any], batch: ImportBatch | None) -> str:
    if batch is None:
        return str(summary["sentence"])
    lines = [
        f"{batch.file.name}: {summary['result']}. {summary['sentence']}".rstrip(),
        "Rows: {in:,}. Stored {stored:,}, refused {refused:,}, ignored {ignored:,}.".format_map(
            summary["rows"]
        ),
        "Values: {in:,}. New {new:,}, changed {revised:,}, unchanged {unchanged:,}, refused {refused:,}, "
        "left out {ignored:,}.".format_map(summary["values"]),
    ]
    lines += [f"{cause.count:,} × {cause.title}. {cause.example}" for cause in causes_of(batch)]
    lines += [
        f"Question {question['key']}: {question['sentence']} Answer with --answer {question['key']}=2012-13."
        for question in summary["questions"]
    ]
    return "\n".join(lines)
