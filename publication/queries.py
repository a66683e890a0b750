"""What staff read about releases, and what the worker reads of the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from district.belongings import Belonging
from district.work import Work, WorkItem
from publication.domain import ReleaseState
from publication.models import ChangedValue, Release, ReleaseItem, ReleasePart
from publication.permissions import can_confirm, can_draft, can_see_releases


@dataclass(frozen=True)
class Standing:
    """One item as the latest release has it: its part and hash, not what it holds."""

    part: str
    sha256: str


def latest_number() -> int | None:
    """Return the number of the latest release; None before the first."""
    number: int | None = Release.objects.in_order().values_list("number", flat=True).first()
    return number


def standing_items(number: int | None) -> dict[tuple[str, str], Standing]:
    """Return kind and key of everything a release publishes, with part and hash."""
    if number is None:
        return {}
    rows = (
        ReleaseItem.objects.filter(release__lte=number)
        .order_by("kind", "key", "-release_id")
        .distinct("kind", "key")
        .values_list("kind", "key", "part", "sha256", "is_removed")
    )
    return {(kind, key): Standing(part, sha) for kind, key, part, sha, is_removed in rows if not is_removed}


def standing_parts(number: int | None) -> dict[str, ReleasePart]:
    """Return the parts a release consists of, by name."""
    if number is None:
        return {}
    rows = (
        ReleasePart.objects.filter(release__lte=number)
        .order_by("name", "-release_id")
        .distinct("name")
        .iterator()
    )
    return {part.name: part for part in rows if part.fingerprint}


def payloads(number: int, kind: str, keys: Iterable[str]) -> dict[str, Any]:
    """Return what a release publishes under some keys of one kind."""
    rows = (
        ReleaseItem.objects.filter(release__lte=number, kind=kind, key__in=list(keys))
        .order_by("kind", "key", "-release_id")
        .distinct("kind", "key")
        .values_list("key", "payload", "is_removed")
    )
    return {key: payload for key, payload, is_removed in rows if not is_removed}


def open_releases() -> QuerySet[Release]:
    """Return releases that are neither published nor given up."""
    found: QuerySet[Release] = (
        Release.objects.exclude(state__in=[ReleaseState.PUBLISHED, ReleaseState.ABANDONED])
        .select_related("drafted_by", "privacy_reviewer")
        .order_by("-pk")
    )
    return found


def closed_releases() -> QuerySet[Release]:
    """Return published and abandoned releases, latest first."""
    found: QuerySet[Release] = (
        Release.objects.filter(state__in=[ReleaseState.PUBLISHED, ReleaseState.ABANDONED])
        .select_related("drafted_by", "privacy_reviewer")
        .order_by("-pk")
    )
    return found


def latest_words() -> dict[str, Any]:
    """Return the next review and the things to know of the latest release, to begin the next one with."""
    latest = Release.objects.in_order().first()
    if latest is None:
        return {}
    is_ahead = latest.next_review_on is not None and latest.next_review_on >= timezone.localdate()
    words: dict[str, Any] = {"next_review_on": latest.next_review_on} if is_ahead else {}
    for number, note in enumerate(latest.notes.all(), start=1):
        words |= {f"title_{number}": note.title, f"text_{number}": note.text}
    return words


def withheld_totals(release: Release) -> Counter[str]:
    """Add up, over all parts of a preview, how many cells are not shown exactly, by why."""
    total: Counter[str] = Counter()
    for counts in release.draft_parts.values_list("withheld", flat=True):
        total.update(counts)
    return total


def work_for(person: Any) -> Work:
    """Releases a person has to review or to mend, those that wait for others, and the latest published."""
    if not can_see_releases(person):
        return Work()
    to_do, waiting = [], []
    unexplained = Exists(ChangedValue.objects.filter(release=OuterRef("pk"), reason=""))
    for release in open_releases().annotate(has_unexplained=unexplained):
        place = reverse("publication_staff:draft_detail", args=[release.pk])
        if release.state == ReleaseState.READY and release.has_unexplained and can_draft(person):
            to_do.append(
                WorkItem(_("Say why published values change: %s") % release.reason, place, _("Explain"))
            )
        elif release.state == ReleaseState.READY and can_confirm(person, release):
            to_do.append(WorkItem(_("Review a release: %s") % release.reason, place, _("Review")))
        elif release.state == ReleaseState.FAILED and can_draft(person):
            to_do.append(WorkItem(_("A release stopped: %s") % release.reason, place, _("Look at it")))
        else:
            waiting.append(WorkItem(f"{release.get_state_display()}: {release.reason}", place))
    return Work(to_do=tuple(to_do), waiting=tuple(waiting), lately=tuple(_lately()))


def _lately() -> Iterable[WorkItem]:
    for release in Release.objects.in_order()[:3]:
        day = date_format(timezone.localdate(release.published_at), "F j, Y")
        text = _("Release %(number)s was published on %(day)s: %(reason)s") % {
            "number": release.number,
            "day": day,
            "reason": release.reason,
        }
        yield WorkItem(text, f"/releases/{release.number}/")


def belongings_of(person: Any) -> Iterable[Belonging]:
    """The releases that a person prepares; a published one is history."""
    for release in open_releases().filter(drafted_by=person):
        place = reverse("publication_staff:draft_detail", args=[release.pk])
        yield Belonging(_("Release in preparation"), release.reason, place, f"release:{release.pk}")
