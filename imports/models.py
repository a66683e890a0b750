"""How files come in: the file as uploaded, the recipe that reads it, and the batch that loads it."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from district.constraints import APPEND_ONLY, known
from district.history import tracked, tracked_steps
from imports.domain import WAITING, WORKING, BatchEvent, BatchState, FileKind, Kind, read_recipe
from imports.domain import Recipe as CheckedRecipe
from imports.domain.batches import TRANSITIONS
from imports.domain.findings import sentence_case


@tracked
class SourceFile(models.Model):
    """A file as it was uploaded, byte for byte, outside the web root."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255, help_text="The name it had; shown as text, never used as a path.")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    uploaded_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(
        max_length=10,
        choices=[(kind.value, kind.value.capitalize()) for kind in FileKind],
        default=FileKind.RESULTS,
        help_text="What it was sent for; it is read as nothing else.",
    )

    class Meta:
        ordering = ["-uploaded_at"]
        triggers = APPEND_ONLY
        constraints = [known("kind", FileKind, name="imports_file_kind_known")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Where its bytes lie in the storage; made of the id alone."""
        return f"uploads/{self.id.hex}"


@tracked
class Recipe(models.Model):
    """A named way of reading a source, used again next year; its wording lives in versions."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=160, help_text="Who publishes the file.")
    target = models.SlugField(max_length=40, default="observations", help_text="What its rows become.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class RecipeVersion(models.Model):
    """One wording of a recipe; never changed, only followed by the next."""

    recipe = models.ForeignKey(Recipe, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    spec = models.JSONField()
    created_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["recipe", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["recipe", "number"], name="imports_recipe_version_once")
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.recipe} v{self.number}"

    def read(self) -> CheckedRecipe:
        """The wording as rules; it was checked when it was saved."""
        return read_recipe(self.spec)


class BatchQuerySet(models.QuerySet["ImportBatch"]):
    def unfinished(self) -> "BatchQuerySet":
        """Those that a worker has to take further."""
        return self.filter(state__in=[*WAITING, *WORKING])

    def with_file(self) -> "BatchQuerySet":
        return self.select_related("file", "recipe_version__recipe", "created_by", "confirmed_by")


# Only steps from state to state are history; counting rows while a check runs is not.
@tracked_steps(
    "state",
    "recipe_version",
    "answers",
    "created_by",
    fields=[
        "file",
        "recipe_version",
        "undoes",
        "state",
        "answers",
        "rows_in",
        "rows_stored",
        "rows_refused",
        "rows_ignored",
        "reason",
        "created_by",
    ],
)
class ImportBatch(models.Model):
    """One import, from upload to loaded; this row is the truth, whatever the broker remembers."""

    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="batches")
    recipe_version = models.ForeignKey(
        RecipeVersion, models.PROTECT, related_name="batches", null=True, blank=True
    )
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    state = models.CharField(max_length=16, choices=BatchState.choices(), default=BatchState.UPLOADED)
    sheet = models.CharField(max_length=120, blank=True, help_text="The sheet a person chose.")
    read_sheet = models.CharField(max_length=120, blank=True, help_text="The sheet the last check read.")
    answers = models.JSONField(default=dict, blank=True, help_text="What a person confirmed.")
    questions = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="How the file was read, where it matters.")
    failure = models.CharField(max_length=600, blank=True, help_text="Why the file was not read.")
    failure_code = models.CharField(max_length=40, blank=True)

    rows_in = models.PositiveIntegerField(default=0)
    rows_stored = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    rows_ignored = models.PositiveIntegerField(default=0)
    values_new = models.PositiveIntegerField(default=0)
    values_revised = models.PositiveIntegerField(default=0)
    values_unchanged = models.PositiveIntegerField(default=0)
    values_in = models.PositiveIntegerField(default=0, help_text="Cells that a measure of the recipe reads.")
    values_refused = models.PositiveIntegerField(default=0)
    values_ignored = models.PositiveIntegerField(default=0, help_text="Empty cells, and repeated results.")
    values_by_state = models.JSONField(default=dict, blank=True, help_text="What the kept values say.")
    units_new = models.PositiveIntegerField(default=0)

    # The job: who works on it, how far, and since when nothing was heard of it.
    attempts = models.PositiveSmallIntegerField(default=0)
    run = models.UUIDField(null=True, blank=True, help_text="The worker's claim; another claim ends it.")
    started_at = models.DateTimeField(null=True, blank=True, help_text="When the worker took it.")
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    bytes_done = models.PositiveBigIntegerField(default=0)
    bytes_total = models.PositiveBigIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)

    reason = models.CharField(max_length=300, blank=True, help_text="Why stored values change.")
    created_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty again while the file is checked once more."
    )
    confirmed_by = models.ForeignKey(
        "district.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    loaded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "import batches"
        indexes = [
            models.Index(
                fields=["queued_at"],
                name="imports_batch_unfinished",
                condition=Q(state__in=[*WAITING, *WORKING]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_in=F("rows_stored") + F("rows_refused") + F("rows_ignored")),
                name="imports_batch_rows_add_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    values_in=F("values_new")
                    + F("values_revised")
                    + F("values_unchanged")
                    + F("values_refused")
                    + F("values_ignored")
                ),
                name="imports_batch_values_add_up",
            ),
            known("state", BatchState, name="imports_batch_state_known"),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="imports_batch_failed_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="loaded") | Q(confirmed_by__isnull=False, loaded_at__isnull=False),
                name="imports_batch_loaded_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} ({self.get_state_display()})"

    @property
    def is_busy(self) -> bool:
        return self.state in (*WAITING, *WORKING)

    @property
    def is_silent(self) -> bool:
        """Whether a worker has the row and has not been heard of for half of its lease."""
        half = dt.timedelta(seconds=settings.JOB_LEASE_SECONDS / 2)
        heard = self.heartbeat_at
        return self.state in WORKING and heard is not None and heard < timezone.now() - half

    @property
    def changes_nothing(self) -> bool:
        """Whatever could be stored is stored already."""
        return bool(self.values_unchanged) and not self.values_new and not self.values_revised

    @property
    def has_something_to_load(self) -> bool:
        return bool(self.values_new or self.values_revised)

    @property
    def can_cancel(self) -> bool:
        return self.undoes_id is None and (BatchState(self.state), BatchEvent.CANCEL) in TRANSITIONS


class RowFinding(models.Model):
    """One thing a check found in one row of a batch's file."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="findings", db_index=False)
    row = models.PositiveIntegerField(help_text="Row of the file, the header's row counted.")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    code = models.CharField(max_length=120)
    column = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=80, blank=True)
    sentence = models.CharField(max_length=600)

    class Meta:
        ordering = ["row", "pk"]
        constraints = [known("kind", Kind, name="imports_finding_kind_known")]
        indexes = [
            models.Index(fields=["batch", "kind", "code", "row"], name="imports_finding_cause"),
            models.Index(fields=["batch", "row"], name="imports_finding_row"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"

    @property
    def place(self) -> str:
        return f"Row {self.row}, column {self.column}" if self.column else f"Row {self.row}"

    @property
    def words(self) -> str:
        """The sentence where it stands alone."""
        return sentence_case(self.sentence)
