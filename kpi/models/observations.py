"""What was observed. Rows are only ever added: a correction is a new revision (ADR 3)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from district.constraints import APPEND_ONLY, known
from kpi.domain import ObservationState

WITH_VALUE = ["final", "provisional", "revised"]
CODED = ["top_coded", "bottom_coded"]
NUMBER: dict[str, Any] = {"max_digits": 18, "decimal_places": 6, "null": True, "blank": True}
LARGEST = 10**12  # NaN sorts above every number in PostgreSQL, so "below this" refuses it too


class ObservationQuerySet(models.QuerySet["Observation"]):
    def current(self) -> "ObservationQuerySet":
        """The latest revision of each result, without those taken back."""
        return self.latest_revisions().filter(is_retraction=False)

    def latest_revisions(self) -> "ObservationQuerySet":
        """The latest revision of each result, also where it takes the result back."""
        latest = (
            self.order_by("series_id", "unit_id", "group_id", "period", "-revision")
            .distinct("series_id", "unit_id", "group_id", "period")
            .values("pk")
        )
        return self.model._default_manager.filter(pk__in=latest)


class Observation(models.Model):
    """One result of a series for one unit, student group and period, in one revision.

    Missing, withheld, coded and not yet released are states, never an empty cell (domain brief section 11).
    """

    series = models.ForeignKey("kpi.Series", models.PROTECT, related_name="observations", db_index=False)
    unit = models.ForeignKey("district.OrgUnit", models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey("district.StudentGroup", models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=20)
    period_sort = models.PositiveIntegerField(help_text="kpi.domain.Period.sort")
    revision = models.PositiveSmallIntegerField(default=1)
    is_retraction = models.BooleanField(default=False, help_text="This revision takes the result back.")

    state = models.CharField(max_length=24, choices=ObservationState.choices())
    value = models.DecimalField(**NUMBER)
    numerator = models.DecimalField(**NUMBER)
    denominator = models.DecimalField(**NUMBER)
    n = models.PositiveIntegerField(null=True, blank=True, help_text="People counted.")
    bound = models.DecimalField(**NUMBER, help_text="Known limit of a coded value.")
    is_bound_strict = models.BooleanField(default=False, help_text="The bound itself is excluded.")
    category = models.CharField(max_length=60, blank=True, help_text="The word of a rating.")
    comment = models.CharField(max_length=300, blank=True)
    released_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    batch = models.ForeignKey(
        "imports.ImportBatch", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    source_row = models.PositiveIntegerField(
        null=True, blank=True, help_text="Row of the file, the header's row counted."
    )
    citation = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        "district.Person", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now())
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why this revision differs from the one before."
    )

    objects: ClassVar[Any] = ObservationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["batch", "source_row"], name="kpi_observation_batch_row")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "unit", "group", "period", "revision"],
                name="kpi_observation_once_per_revision",
            ),
            known("state", ObservationState, name="kpi_observation_state_known"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="kpi_observation_revision_from_one"),
            models.CheckConstraint(
                condition=Q(is_retraction=True)
                | Q(state__in=WITH_VALUE) & (Q(value__isnull=False) | ~Q(category=""))
                | ~Q(state__in=WITH_VALUE) & Q(value=None, category=""),
                name="kpi_observation_value_fits_state",
            ),
            models.CheckConstraint(
                condition=Q(is_retraction=True)
                | Q(state__in=CODED, bound__isnull=False)
                | ~Q(state__in=CODED) & Q(bound=None),
                name="kpi_observation_bound_fits_state",
            ),
            models.CheckConstraint(
                condition=(Q(value=None) | Q(value__lt=LARGEST, value__gt=-LARGEST))
                & (Q(numerator=None) | Q(numerator__lt=LARGEST, numerator__gt=-LARGEST))
                & (Q(denominator=None) | Q(denominator__lt=LARGEST, denominator__gt=-LARGEST)),
                name="kpi_observation_numbers_finite",
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=False, source_row__isnull=False)
                | Q(batch=None) & (Q(recorded_by__isnull=False) | ~Q(citation="")),
                name="kpi_observation_has_provenance",
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""), name="kpi_observation_revision_has_reason"
            ),
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id} {self.group_id} {self.period} r{self.revision}"
