"""What only staff and the worker see: the preview, the tables behind it, and the log of what is withheld."""

import pgtrigger
from django.db import models

from publication.models.releases import CLOSED_WITH_ITS_RELEASE, Release


class DraftPart(models.Model):
    """A part of the preview, compiled or taken over from the latest release."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="draft_parts", db_index=False)
    name = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    is_reused = models.BooleanField(default=False)
    withheld = models.JSONField(default=dict, help_text="How many cells, by why.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="publication_draft_part_once")
        ]

    def __str__(self) -> str:
        return self.name


class DraftItem(models.Model):
    """An item that differs from the latest release; deleted when it has been published."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="draft_items", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    is_removed = models.BooleanField(default=False)
    is_new = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "kind", "key"], name="publication_draft_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class DraftTable(models.Model):
    """The counts behind a part of the preview, kept for the gate and deleted with the draft."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="draft_tables", db_index=False)
    name = models.CharField(max_length=160)
    part = models.CharField(max_length=120)
    table = models.JSONField()
    clearances = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "name"], name="publication_draft_table_once")
        ]

    def __str__(self) -> str:
        return self.name


class ChangedValue(models.Model):
    """A value that was published before and would now read differently; it needs a reason."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="changed_values")
    measure = models.CharField(max_length=100)
    measure_name = models.CharField(max_length=160)
    unit = models.CharField(max_length=80)
    unit_name = models.CharField(max_length=160)
    group = models.CharField(max_length=40)
    group_name = models.CharField(max_length=80)
    period = models.CharField(max_length=20)
    period_name = models.CharField(max_length=40, blank=True, default="")
    old = models.CharField(max_length=120)
    new = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["measure", "unit", "group", "period"]
        triggers = [CLOSED_WITH_ITS_RELEASE]

    def __str__(self) -> str:
        return f"{self.measure} {self.unit} {self.group} {self.period}: {self.old} → {self.new}"


class Withheld(models.Model):
    """The internal log of a release: which cells of a table are hidden or coded, why, by which rules."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="withheld")
    part = models.CharField(max_length=120)
    table = models.CharField(max_length=160)
    ruleset = models.CharField(max_length=40)
    cells = models.JSONField(help_text="Rows of key, state, reason; never a value.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "table"], name="publication_withheld_table_once")
        ]
        triggers = [CLOSED_WITH_ITS_RELEASE]

    def __str__(self) -> str:
        return f"{self.table} in {self.release}"


class ClearanceCache(models.Model):
    """What disclosure control decided for exactly these counts, and whether it withstood the audit."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    clearances = models.JSONField()
    withstood = models.CharField(
        max_length=64, blank=True, help_text="Hash of the clearances the audit passed."
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="decision_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.clearances IS DISTINCT FROM NEW.clearances"),
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint
