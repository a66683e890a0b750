"""A release and its items: once published the database refuses every change (ADR 2)."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from district.constraints import APPEND_ONLY, known
from district.history import tracked
from publication.domain import ReleaseState

NOT_AFTER_PUBLICATION = pgtrigger.Protect(
    name="published_is_final",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state="published"),
)
# In the transaction that publishes, the number comes first, then the items, and the state last.
NOT_INTO_A_PUBLISHED_ONE = pgtrigger.Trigger(
    name="nothing_added_later",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func="""
        IF EXISTS (SELECT 1 FROM publication_release
                   WHERE number = NEW.release_id AND state = 'published') THEN
            RAISE EXCEPTION 'Release % is published; nothing can be added to it.', NEW.release_id;
        END IF;
        RETURN NEW;
    """,
)
CLOSED_WITH_ITS_RELEASE = pgtrigger.Trigger(
    name="closed_with_its_release",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func="""
        IF EXISTS (SELECT 1 FROM publication_release
                   WHERE id = COALESCE(NEW.release_id, OLD.release_id) AND state = 'published') THEN
            RAISE EXCEPTION 'This release is published; what belongs to it cannot change.';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> "ReleaseQuerySet":
        return self.filter(state=ReleaseState.PUBLISHED)

    def in_order(self) -> "ReleaseQuerySet":
        """Published ones by number, latest first."""
        return self.published().order_by("-number")


@tracked
class Release(models.Model):
    """A numbered, immutable copy of everything the public may see; a job row until it is published."""

    history_excludes = (
        "run", "attempts", "queued_at", "heartbeat_at", "lease_until", "done", "total", "preview",
    )  # fmt: skip

    number = models.PositiveIntegerField(unique=True, null=True, blank=True)
    state = models.CharField(
        max_length=16, choices=ReleaseState.choices(), default=ReleaseState.QUEUED_COMPILE
    )
    reason = models.CharField(max_length=300, help_text="Why this release is made. Everyone can read it.")
    next_review_on = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    privacy_reviewer = models.ForeignKey(
        "district.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    attested_at = models.DateTimeField(null=True, blank=True)
    publish_after = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)

    ruleset = models.CharField(max_length=40, blank=True, help_text="Version of the disclosure rules.")
    base_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="Latest release when compiled."
    )
    inputs_fingerprint = models.CharField(max_length=64, blank=True)
    preview = models.JSONField(default=dict, blank=True, help_text="Counts that the checklist shows.")
    failure = models.CharField(max_length=500, blank=True, help_text="Why it stopped, as a sentence.")

    run = models.UUIDField(null=True, blank=True, help_text="The claim of the worker that holds it.")
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now, help_text="Since when it waits for a worker.")
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    objects: ClassVar[Any] = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            known("state", ReleaseState, name="publication_release_state_known"),
            models.CheckConstraint(
                condition=Q(privacy_reviewer=None) | ~Q(privacy_reviewer=F("drafted_by")),
                name="publication_release_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(privacy_reviewer=None, attested_at=None)
                | Q(privacy_reviewer__isnull=False, attested_at__isnull=False),
                name="publication_release_review_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["queued_publish", "publishing", "published"])
                | Q(privacy_reviewer__isnull=False),
                name="publication_release_reviewed_before_publishing",
            ),
            models.CheckConstraint(
                condition=Q(state="published", number__isnull=False, published_at__isnull=False)
                & ~Q(content_hash="")
                | Q(state="publishing", published_at=None, content_hash="")
                | ~Q(state__in=["publishing", "published"])
                & Q(number=None, published_at=None, content_hash=""),
                name="publication_release_numbered_when_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="publication_release_failure_is_said"
            ),
        ]
        triggers = [NOT_AFTER_PUBLICATION]

    def __str__(self) -> str:
        return f"Release {self.number}" if self.number else "Release not yet published"


class ReleaseNote(models.Model):
    """One of the three things to know, written by staff; copied by value when the release is published."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="notes")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["release", "order"], name="publication_note_order_once"),
            models.CheckConstraint(condition=Q(order__gte=1, order__lte=3), name="publication_note_three"),
        ]
        triggers = [CLOSED_WITH_ITS_RELEASE]

    def __str__(self) -> str:
        return self.title


class ReleaseItem(models.Model):
    """What one release says about one thing, stored only where it differs from the release before.

    Reading release n takes, for each kind and key, the row with the highest number up to n.
    """

    release = models.ForeignKey(
        Release, models.PROTECT, to_field="number", related_name="items", db_index=False
    )
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=120, help_text="The part of the compile that made it.")
    payload = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    is_removed = models.BooleanField(default=False, help_text="From this release on it is not published.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "release"], name="publication_item_once")
        ]
        triggers = [
            *APPEND_ONLY,
            NOT_INTO_A_PUBLISHED_ONE,
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.release_id})"


class ReleasePart(models.Model):
    """From what inputs a part of a release was compiled, so that the next one compiles only what changed."""

    release = models.ForeignKey(Release, models.PROTECT, to_field="number", related_name="parts")
    name = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    withheld = models.JSONField(default=dict, help_text="How many cells, by why.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="publication_release_part_once")
        ]
        triggers = [
            *APPEND_ONLY,
            NOT_INTO_A_PUBLISHED_ONE,
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.release_id})"
