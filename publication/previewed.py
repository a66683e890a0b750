"""A release in preparation, read the way public pages read a published one; for those who may review it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from publication.models import DraftItem, Release
from publication.reading import Edition, ItemKey, Missing


@dataclass(frozen=True)
class Preview(Edition):
    """The items of a draft laid over the release it follows; nothing of it is ever remembered."""

    draft: int = 0
    is_preview: ClassVar[bool] = True

    @property
    def prefix(self) -> str:
        """What links begin with, so that a reviewer stays in the preview."""
        return reverse("publication_staff:draft_preview", args=[self.draft]).rstrip("/")

    def load(self, *wanted: ItemKey) -> None:
        """Read nothing ahead: what is not public must not lie in a memory that public pages share."""

    def item(self, kind: str, key: str = "") -> dict[str, Any]:
        """Return an item's payload as it would be published."""
        if kind == "notes":
            return {"notes": self._notes()}
        found = next(iter(self.rows(Q(kind=kind, key=key))), None) if "\0" not in key else None
        if found is None:
            raise Missing(f"This preview has no {kind} {key}.")
        return found[2]

    def peek(self, kind: str, key: str = "") -> dict[str, Any] | None:
        """Return an item's payload, or nothing."""
        try:
            return self.item(kind, key)
        except Missing:
            return None

    def rows(self, places: Q) -> Iterable[tuple[str, str, dict[str, Any]]]:
        """The draft's own items, and those of the release before that it leaves as they are."""
        own = {
            (kind, key): (payload, is_removed)
            for kind, key, payload, is_removed in self._own(places).values_list(
                "kind", "key", "payload", "is_removed"
            )
        }
        found = {place: payload for place, (payload, is_removed) in own.items() if not is_removed}
        if self.number > 1:
            found |= {
                (kind, key): payload for kind, key, payload in super().rows(places) if (kind, key) not in own
            }
        return [
            (kind, key, payload) for (kind, key), payload in sorted(found.items(), key=lambda each: each[0])
        ]

    def hashes(self, places: Q) -> list[list[str]]:
        """The same, with the hash in place of the payload."""
        own = {
            (kind, key): "" if is_removed else sha
            for kind, key, sha, is_removed in self._own(places).values_list(
                "kind", "key", "sha256", "is_removed"
            )
        }
        standing = {(kind, key): sha for kind, key, sha in super().hashes(places)} if self.number > 1 else {}
        return [[kind, key, sha] for (kind, key), sha in sorted((standing | own).items()) if sha]

    def _own(self, places: Q) -> Any:
        return DraftItem.objects.filter(places, release=self.draft)

    def _notes(self) -> list[dict[str, str]]:
        notes = Release.objects.get(pk=self.draft).notes.all()
        return [{"title": note.title, "text": note.text} for note in notes]


def preview_of(release: Release) -> Preview:
    """Return what a release that is ready for review would look like to the public, as of now."""
    number = (release.base_number or 0) + 1
    now: dt.datetime = timezone.now()
    return Preview(number, now, release.reason, release.next_review_on, "", "", number, draft=release.pk)
