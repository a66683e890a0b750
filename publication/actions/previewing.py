"""Compile a release into its preview: what differs from the latest one, and what is withheld."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from district.actions import Refused
from district.history import change
from district.models import OrgUnit
from publication import clearing, code, compiling
from publication.actions.jobs import Job, claim, supervised
from publication.compiling import Draft
from publication.domain import Item, Part, ReleaseState, ValueChange, digest, value_changes
from publication.models import ChangedValue, DraftItem, DraftPart, DraftTable, ReleasePart, Withheld
from publication.queries import Standing, latest_number, payloads, standing_items, standing_parts
from publication.text_checks import findings, findings_in, names_like_initials, small_counts_first

AWAITED = "not_released"


def compile_release(*, release_id: int) -> None:
    """Make the preview of a waiting release; safe to call twice, and after a worker died half-way."""
    job = claim(release_id, ReleaseState.QUEUED_COMPILE)
    if job:
        with supervised(job):
            _Preview(job).make()


def parts_of_today() -> tuple[Draft, list[Part], dict[str, str]]:
    """List the parts of a release as the live rows would make it, with the fingerprint of each."""
    draft = Draft(as_of=timezone.localdate())
    parts = list(compiling.parts(draft))
    rules = (clearing.RULESET, code.disclosure_version(), code.code_version())
    marks = {part.name: digest(part.fingerprint, *rules) for part in parts}
    if len(marks) != len(parts):
        raise Refused("Two parts of the release have the same name. Ask the technician to look.")
    return draft, parts, marks


def inputs_fingerprint(marks: dict[str, str]) -> str:
    """Return one hash over what all parts were made from."""
    return digest(*(f"{name}={mark}" for name, mark in sorted(marks.items())))


class _Preview:
    """Compiles part by part; each part is one short transaction, the last one makes the preview visible."""

    def __init__(self, job: Job) -> None:
        self.job, self.release = job, job.release
        self.base = latest_number()
        self.base_items = standing_items(self.base)
        self.base_parts = standing_parts(self.base)
        self.counts: Counter[str] = Counter()
        self.texts: list[dict[str, str]] = []
        self.unit_names = names_like_initials(OrgUnit.objects.values_list("name", flat=True))
        self.seen: set[tuple[str, str]] = set()

    def make(self) -> None:
        _clear_away(self.job)
        draft, parts, marks = parts_of_today()
        draft.look_up = self._published
        self.job.beat(total=len(parts))
        reused = set()
        for done, part in enumerate(parts, start=1):
            before = self.base_parts.get(part.name)
            with transaction.atomic():
                if before and before.fingerprint == marks[part.name]:
                    reused.add(part.name)
                    self._keep(before)
                else:
                    items = self._checked(part.compile())
                    self._store(part.name, marks[part.name], items, draft.take_tables())
                self.job.beat(done=done)
        self._finish(marks, reused)

    def _published(self, kind: str, keys: list[str]) -> dict[str, Any]:
        """What this release says under some keys: as compiled now, or as it stands."""
        standing = payloads(self.base, kind, keys) if self.base is not None else {}
        own = DraftItem.objects.filter(release=self.release, kind=kind, key__in=keys)
        return standing | dict(own.values_list("key", "payload"))

    def _checked(self, items: Any) -> list[Item]:
        checked: list[Item] = list(items)
        for item in checked:
            if (item.kind, item.key) in self.seen:
                raise Refused(f"Two parts publish the same thing: {item.kind} {item.key}.")
            self.seen.add((item.kind, item.key))
        return checked

    def _keep(self, before: ReleasePart) -> None:
        DraftPart.objects.create(
            release=self.release,
            name=before.name,
            fingerprint=before.fingerprint,
            is_reused=True,
            withheld=before.withheld,
        )

    def _store(
        self,
        part: str,
        mark: str,
        items: list[Item],
        tables: list[tuple[clearing.Table, clearing.Clearances]],
    ) -> None:
        self._store_tables(part, tables)
        withheld: Counter[str] = Counter()
        for _, clearances in tables:
            withheld.update(clearing.withheld_counts(clearances))
        withheld["awaited"] = _awaited(items)
        DraftPart.objects.create(release=self.release, name=part, fingerprint=mark, withheld=dict(withheld))
        different = []
        for item in items:
            standing = self.base_items.get((item.kind, item.key))
            self.texts += findings_in(item.kind, item.key, item.payload, names=self.unit_names)
            if standing is None or standing != Standing(part, item.sha256):
                different.append((item, item.sha256, standing is None))
                self.counts["added" if standing is None else "changed"] += 1
        DraftItem.objects.bulk_create(
            [
                DraftItem(
                    release=self.release,
                    kind=item.kind,
                    key=item.key,
                    part=part,
                    payload=item.payload,
                    sha256=sha,
                    is_new=is_new,
                )
                for item, sha, is_new in different
            ],
            batch_size=500,
        )
        self._store_changes({item.key: item.payload for item, _, _ in different if item.kind == "cells"})

    def _store_tables(self, part: str, tables: list[tuple[clearing.Table, clearing.Clearances]]) -> None:
        DraftTable.objects.bulk_create(
            DraftTable(
                release=self.release,
                name=table.name,
                part=part,
                table=clearing.table_json(table),
                clearances=clearing.clearances_json(clearances),
            )
            for table, clearances in tables
        )
        Withheld.objects.bulk_create(
            Withheld(
                release=self.release,
                part=part,
                table=table.name,
                ruleset=table.ruleset.version,
                cells=rows,
            )
            for table, clearances in tables
            if (rows := clearing.withheld_rows(clearances))
        )

    def _store_changes(self, after: dict[str, Any]) -> None:
        """Note every published value that would read differently."""
        known = [key for key in after if ("cells", key) in self.base_items]
        if self.base is None or not known:
            return
        before = payloads(self.base, "cells", known)
        self._note(change for key in known for change in value_changes(before.get(key), after[key]))

    def _note(self, changes: Any) -> None:
        def row(found: ValueChange) -> ChangedValue:
            return ChangedValue(release=self.release, **vars(found))

        ChangedValue.objects.bulk_create(map(row, changes), batch_size=1000)

    def _finish(self, marks: dict[str, str], reused: set[str]) -> None:
        with transaction.atomic(), change(by=None, reason="The preview is made"):
            release = self.job.locked()
            self._store_removed(reused)
            for note in release.notes.all():
                self.texts += [
                    vars(finding) for finding in findings("Thing to know", f"{note.title}. {note.text}")
                ]
            self.texts += [vars(finding) for finding in findings("Reason", release.reason)]
            release.state = ReleaseState.READY
            release.base_number = self.base
            release.inputs_fingerprint = inputs_fingerprint(marks)
            release.ruleset = clearing.RULESET.version
            release.preview = {
                **{name: self.counts[name] for name in ("added", "changed", "removed")},
                "texts": small_counts_first(self.texts)[:200],
                "parts": len(marks),
                "parts_reused": len(reused),
            }
            release.lease_until = None
            release.save()

    def _store_removed(self, reused: set[str]) -> None:
        """Whatever the latest release has and no part publishes any more is removed."""
        own = {"notes", "changes"}
        gone = [
            (kind, key, standing.part)
            for (kind, key), standing in self.base_items.items()
            if (kind, key) not in self.seen and standing.part not in reused and kind not in own
        ]
        self.counts["removed"] = len(gone)
        DraftItem.objects.bulk_create(
            DraftItem(release=self.release, kind=kind, key=key, part=part, sha256="", is_removed=True)
            for kind, key, part in gone
        )
        keys = [key for kind, key, _ in gone if kind == "cells"]
        if self.base is not None and keys:
            before = payloads(self.base, "cells", keys)
            self._note(change for key in keys for change in value_changes(before.get(key), None))


def _awaited(items: list[Item]) -> int:
    return sum(
        1
        for item in items
        if item.kind == "cells"
        for row in item.payload["rows"]
        if row[item.payload["columns"].index("state")] == AWAITED
    )


def _clear_away(job: Job) -> None:
    """Forget what an earlier attempt or preview left; a worker that was overtaken forgets nothing."""
    with transaction.atomic():
        release = job.locked()
        for model in (DraftItem, DraftTable, DraftPart, ChangedValue, Withheld):
            model.objects.filter(release=release).delete()
