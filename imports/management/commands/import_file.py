"""``import_file PATH --recipe NAME``: the technician's door to the same checks, history and result."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from district.actions import Refused
from district.models import Person
from imports import actions
from imports.domain import BatchState
from imports.models import ImportBatch, RecipeVersion
from imports.permissions import can_import
from imports.queries import causes_of, loaded_before, summary_of
from imports.reading import FileRefused

# What a script may rely on: 0 loaded, checked or nothing to do; the rest in words.
EXIT = {"loaded": 0, "checked": 0, "unchanged": 0, "refused": 3, "question": 4, "needs_word": 5}


class Command(BaseCommand):
    """Import one file."""

    help = "Check a file with a recipe and load it, all or nothing; the summary is JSON with --json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--recipe", required=True, help="The recipe's short name.")
        parser.add_argument("--check", action="store_true", help="Only check; load nothing.")
        parser.add_argument(
            "--answer", action="append", default=[], metavar="KEY=VALUE", help="period=2012-13"
        )
        parser.add_argument("--sheet", default="")
        parser.add_argument("--reason", default="", help="Why stored values change.")
        parser.add_argument("--leave-out-refused", action="store_true")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="In whose name; must be allowed to import."
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, say what happened, and end with its exit code."""
        by, version = _person(options["by"]), _version(options["recipe"])
        if not options["path"].is_file():
            raise CommandError(f"There is no file {options['path'].name}.", returncode=2)
        batch: ImportBatch | None = None
        try:
            done, result = self._run(by, version, options)
        except FileRefused as refused:
            result = "refused"
            summary: dict[str, Any] = {"code": refused.code, "sentence": refused.sentence}
        else:
            batch, summary = done, summary_of(done)
        summary = {"result": result, "exit": EXIT[result], **summary}
        self.stdout.write(json.dumps(summary, indent=2) if options["as_json"] else _words(summary, batch))
        if EXIT[result]:
            sys.exit(EXIT[result])

    def _run(self, by: Person, version: RecipeVersion, options: dict[str, Any]) -> tuple[ImportBatch, str]:
        path: Path = options["path"]
        with path.open("rb") as opened:
            file = actions.receive_file(name=path.name, blocks=iter(lambda: opened.read(1 << 20), b""), by=by)
        batch = actions.start_import(file=file, by=by, recipe_version=version, sheet=options["sheet"])
        answers = dict(answer.split("=", 1) for answer in options["answer"] if "=" in answer)
        actions.answer_questions(batch=batch, answers=answers, by=by)
        actions.run_batch(batch_id=batch.pk)
        batch.refresh_from_db()
        if batch.state != BatchState.CHECKED:
            return batch, "question" if batch.state == BatchState.NEEDS_ANSWER else "refused"
        if options["check"]:
            return batch, "checked"
        if batch.changes_nothing and not batch.rows_refused and loaded_before(batch):
            actions.cancel_import(batch=batch, by=by)
            return batch, "unchanged"
        return self._load(batch, by, options)

    def _load(self, batch: ImportBatch, by: Person, options: dict[str, Any]) -> tuple[ImportBatch, str]:
        try:
            actions.confirm_import(
                batch=batch, by=by, leave_out_refused=options["leave_out_refused"], reason=options["reason"]
            )
        except Refused as refused:
            self.stderr.write(str(refused))
            return batch, "needs_word"
        actions.run_batch(batch_id=batch.pk)
        batch.refresh_from_db()
        return batch, "loaded" if batch.state == BatchState.LOADED else "refused"


def _person(email: str) -> Person:
    person = Person.objects.filter(email=email.lower()).first()
    if person is None or not can_import(person):
        raise CommandError(f"{email} may not import. Name a data steward or an administrator.", returncode=2)
    return person


def _version(slug: str) -> RecipeVersion:
    version = RecipeVersion.objects.filter(recipe__slug=slug).order_by("-number").first()
    if version is None:
        raise CommandError(f"There is no recipe “{slug}”.", returncode=2)
    return version


def _words(summary: dict[str, Any], batch: ImportBatch | None) -> str:
    if batch is None:
        return str(summary["sentence"])
    rows, values = summary["rows"], summary["values"]
    lines = [
        f"{batch.file.name}: {summary['result']}. {summary['sentence']}".rstrip(),
        "Rows: {in:,}. Stored {stored:,}, refused {refused:,}, ignored {ignored:,}.".format_map(rows),
        f"Values: {values['new']:,} new, {values['revised']:,} changed, {values['unchanged']:,} unchanged.",
    ]
    lines += [f"{cause.count:,} × {cause.title}. {cause.example}" for cause in causes_of(batch)]
    lines += [f"Question {question['key']}: {question['sentence']}" for question in summary["questions"]]
    return "\n".join(lines)
