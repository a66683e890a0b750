"""Observations as a target of imports: what would change, the load, the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection
from django.utils.text import slugify

from district.models import OrgUnit, Person, ReportingId
from imports.domain import Recipe
from imports.models import ImportBatch
from imports.targets import Changed, DependedUpon, Example, Stale, Words
from kpi.domain import ObservationState
from kpi.importing import statements
from kpi.importing.naming import Names
from kpi.importing.vocabulary import ObservationVocabulary, definition_in_force, words_of_a_recipe
from kpi.models import Indicator, Observation, Outcome, StagedObservation, StagedUnit

EXAMPLES = Path(__file__).parent.parent / "recipes"


class ObservationTarget:
    """Rows become observations of indicators."""

    slug = "observations"
    name = "Results of measures"

    def measures(self) -> list[tuple[str, str]]:
        """Return every measure by code and name, for the choice of a person."""
        found = Indicator.objects.filter(versions__isnull=False).prefetch_related("versions").distinct()
        return [(each.code, definition_in_force(each).name) for each in found]

    def words(self) -> Words:
        """Return the words a recipe may use here."""
        return words_of_a_recipe(self.measures())

    def examples(self) -> list[Example]:
        """Return the recipes of well-known state files, by the names of their files."""
        return [
            Example(path.stem, said["name"], said["source"], said["spec"])
            for path in sorted(EXAMPLES.glob("*.json"))
            for said in [json.loads(path.read_text())]
        ]

    def vocabulary(self, recipe: Recipe) -> ObservationVocabulary:
        return ObservationVocabulary(recipe)

    def staging(self, batch: ImportBatch, vocabulary: ObservationVocabulary) -> AbstractContextManager[Any]:
        from kpi.importing.staging import staged

        return staged(batch, vocabulary)

    def changed(self, batch: ImportBatch, limit: int) -> list[Changed]:
        """Return the values that loading would change, in the order of the file."""
        rows = list(StagedObservation.objects.filter(batch_id=batch.pk, outcome=Outcome.REVISED)[:limit])
        before = Observation.objects.in_bulk([row.prior_id for row in rows])
        names = Names(rows)
        return [names.changed(row, row.row, before=before.get(row.prior_id), after=row) for row in rows]

    def of_row(self, batch: ImportBatch, row: int) -> list[Changed]:
        """Return the values that one row of the file became, or would become."""
        stored = list(Observation.objects.filter(batch_id=batch.pk, source_row=row))
        waiting = [] if stored else list(StagedObservation.objects.filter(batch_id=batch.pk, row=row))
        names = Names([*stored, *waiting])
        return [names.changed(each, row, after=each) for each in (*stored, *waiting)]

    def load(self, batch: ImportBatch, *, by: Person, reason: str) -> int:
        """Append the staged values, inside the caller's transaction; raise `Stale` to check again."""
        with connection.cursor() as cursor:
            cursor.execute(statements.HOLD_SERIES, [batch.pk])
            cursor.fetchall()
            cursor.execute(statements.COUNT_UNITS_KNOWN, [batch.pk])
            units_known = cursor.fetchone()[0]
            cursor.execute(statements.COUNT_STALE, [batch.pk])
            if units_known or cursor.fetchone()[0]:
                raise Stale
            _create_units(batch)
            return _append(cursor, batch, by, reason)

    def undo(self, batch: ImportBatch, undoing: ImportBatch, *, by: Person, reason: str) -> int:
        """Append what was there before, or a retraction, inside the caller's transaction."""
        with connection.cursor() as cursor:
            cursor.execute(statements.HOLD_SERIES_OF, [batch.pk])
            cursor.fetchall()
            if hindrance := self.hindrance(batch):
                raise DependedUpon(hindrance)
            cursor.execute(
                statements.UNDO, {"undoing": undoing.pk, "by": by.pk, "reason": reason, "batch": batch.pk}
            )
            restored: int = cursor.rowcount
        return restored

    def hindrance(self, batch: ImportBatch) -> str:
        """Return why an import cannot be undone any more, or nothing."""
        with connection.cursor() as cursor:
            cursor.execute(statements.COUNT_FOLLOWED, [batch.pk])
            count = cursor.fetchone()[0]
        if not count:
            return ""
        values = "One of its values was" if count == 1 else f"{count:,} of its values were"
        return f"{values} changed after this import. Undo the newer change first, or correct values by hand."

    def state_words(self, states: Mapping[str, int]) -> list[tuple[str, int]]:
        """Return how many values are numbers, bounds, withheld or missing, in the words of states."""
        words: dict[str, int] = {}
        for state in ObservationState:
            if count := states.get(state.value):
                words[state.label] = words.get(state.label, 0) + count
        return list(words.items())

    def forget(self, batch: ImportBatch) -> None:
        from kpi.importing.staging import forget

        forget(batch)


def _append(cursor: Any, batch: ImportBatch, by: Person, reason: str) -> int:
    try:
        cursor.execute(
            statements.LOAD,
            {
                "by": by.pk,
                "reason": reason,
                "again": "Imported again after it was taken back.",
                "batch": batch.pk,
                "citation": _citation(batch),
            },
        )
    except IntegrityError as error:
        raise Stale from error
    loaded: int = cursor.rowcount
    return loaded


def _citation(batch: ImportBatch) -> str:
    """Who published the file, and what it is called."""
    source = batch.recipe_version.recipe.source if batch.recipe_version else ""
    return ", ".join(part for part in (source, batch.file.name) if part)[:200]


def _create_units(batch: ImportBatch) -> None:
    """Create the units that the file brings for comparison; each change is in their history."""
    staged = list(StagedUnit.objects.filter(batch_id=batch.pk))
    made = OrgUnit.objects.bulk_create(
        OrgUnit(
            name=unit.name,
            slug=slugify(f"{unit.name[:50]} {unit.scheme} {unit.value}")[:80],
            level=unit.level,
            is_comparison=True,
            order=1000,
        )
        for unit in staged
    )
    ReportingId.objects.bulk_create(
        ReportingId(unit=unit, scheme=row.scheme, value=row.value)
        for unit, row in zip(made, staged, strict=True)
    )
