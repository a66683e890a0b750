"""Checked values of an import that wait for a person's word; gone once the import is loaded or cancelled."""

from django.db import models

from district.constraints import known
from kpi.models.observations import NUMBER


class Outcome(models.TextChoices):
    """What loading a staged value would do."""

    NEW = "new", "New"
    REVISED = "revised", "Changed"
    UNCHANGED = "unchanged", "Unchanged"


class StagedObservation(models.Model):
    """A value as it would be stored. Keys without constraints: the load checks them all at once."""

    pk = models.CompositePrimaryKey("batch_id", "series_id", "unit_id", "group_id", "period")
    batch_id = models.BigIntegerField()
    series_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(help_text="Below zero: a unit that the load will create.")
    group_id = models.BigIntegerField()
    period = models.CharField(max_length=20)
    period_sort = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    state = models.CharField(max_length=24)
    value = models.DecimalField(**NUMBER)
    numerator = models.DecimalField(**NUMBER)
    denominator = models.DecimalField(**NUMBER)
    n = models.PositiveIntegerField(null=True)
    bound = models.DecimalField(**NUMBER)
    is_bound_strict = models.BooleanField(default=False)
    category = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    prior_id = models.BigIntegerField(null=True, help_text="The observation it would follow.")
    prior_revision = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["batch_id", "row"]
        constraints = [known("outcome", Outcome, name="kpi_staged_outcome_known")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id} {self.group_id} {self.period} ({self.outcome})"


class StagedUnit(models.Model):
    """A school or district for comparison that the load will create."""

    pk = models.CompositePrimaryKey("batch_id", "number")
    batch_id = models.BigIntegerField()
    number = models.BigIntegerField(help_text="Below zero, as staged values name it.")
    scheme = models.SlugField(max_length=20)
    value = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=12)

    class Meta:
        ordering = ["batch_id", "-number"]

    def __str__(self) -> str:
        return self.name
