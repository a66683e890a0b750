"""How files come in: the file as uploaded, the recipe that reads it, and the batch that loads it."""

import uuid

from django.db import models
from django.db.models import F, Q

from district.history import tracked


@tracked
class SourceFile(models.Model):
    """A file as it was uploaded, byte for byte, outside the web root."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255, help_text="The name it had; shown as text, never used as a path.")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    uploaded_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name


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

    def __str__(self) -> str:
        return f"{self.recipe} v{self.number}"


class ImportBatch(models.Model):
    """One import, from upload to loaded; this row is the truth, whatever the broker remembers."""

    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="batches")
    recipe_version = models.ForeignKey(
        RecipeVersion, models.PROTECT, related_name="batches", null=True, blank=True
    )
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    state = models.CharField(max_length=16, default="uploaded")
    rows_in = models.PositiveIntegerField(default=0)
    rows_stored = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    rows_ignored = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "import batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_in=F("rows_stored") + F("rows_refused") + F("rows_ignored")),
                name="imports_batch_rows_add_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} ({self.state})"
