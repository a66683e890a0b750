"""Where and when: the district's units, its school years, its student groups."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from district.constraints import known
from district.domain import GroupSchemeKind, UnitLevel
from district.history import tracked
from district.models.fitting import UNIT_FITS_ROLES


class UnitQuerySet(models.QuerySet["OrgUnit"]):
    def own(self) -> "UnitQuerySet":
        """The district and what belongs to it; not the state or other districts kept for comparison."""
        return self.filter(is_comparison=False)

    def published(self) -> "UnitQuerySet":
        """Our own units, and those others that were chosen to stand beside us in public."""
        return self.filter(Q(is_comparison=False) | Q(is_published_comparison=True))

    def schools(self) -> "UnitQuerySet":
        return self.own().filter(level=UnitLevel.SCHOOL)


@tracked
class OrgUnit(models.Model):
    """A district, school, department or program; or a state or other district kept for comparison."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    level = models.CharField(max_length=12, choices=UnitLevel.choices())
    kind = models.CharField(max_length=40, blank=True, help_text="Elementary, Middle, High, Alternative …")
    grades = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_comparison = models.BooleanField(default=False, help_text="The state or another district.")
    is_published_comparison = models.BooleanField(
        default=False, help_text="Chosen to stand beside our results in public."
    )
    has_school_plan = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        triggers = [UNIT_FITS_ROLES]
        constraints = [
            models.UniqueConstraint(
                fields=["level"],
                condition=Q(level="district", is_comparison=False),
                name="district_unit_one_own_district",
                violation_error_message="There can be one own district only.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gt=F("opened_on")),
                name="district_unit_closes_after_opening",
                violation_error_message="A unit closes after it opened.",
            ),
            models.CheckConstraint(
                condition=~Q(level="state") | Q(is_comparison=True),
                name="district_unit_state_is_comparison",
                violation_error_message="A state is kept for comparison only: tick that box.",
            ),
            known("level", UnitLevel, name="district_unit_level_known"),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="district_unit_is_not_its_own_part",
                violation_error_message="A unit cannot be part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class ReportingId(models.Model):
    """What an outside body calls a unit: scheme ``mde``, value ``9999-01`` (district number and type)."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="reporting_ids")
    scheme = models.SlugField(max_length=20)
    value = models.CharField(max_length=40)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="district_reporting_id_unique")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


@tracked
class SchoolYear(models.Model):
    """July to June; school year 2026–27 ends in 2027 and equals fiscal year 2027."""

    end_year = models.PositiveSmallIntegerField(primary_key=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-end_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="district_school_year_ends_after_start",
                violation_error_message="A school year ends after it started.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__year=F("end_year")),
                name="district_school_year_named_by_end",
                violation_error_message="The last day lies in the year it is named for.",
            ),
            ExclusionConstraint(
                name="district_school_years_do_not_overlap",
                violation_error_message="These days belong to another school year already.",
                expressions=[
                    (
                        Func("starts_on", "ends_on", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    )
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.end_year - 1}–{self.end_year % 100:02d}"


@tracked
class GroupScheme(models.Model):
    """A way of grouping students and the years it was in force; a new scheme breaks its groups' series."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=GroupSchemeKind.choices())
    first_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="First school year (its end year)."
    )
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year=None) | Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="district_scheme_years_in_order",
                violation_error_message="The last year comes after the first.",
            ),
            # Disclosure control adds up a scheme's groups by its kind; an unknown one would hide nothing.
            known("kind", GroupSchemeKind, name="district_scheme_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class StudentGroup(models.Model):
    """A student group of a scheme; code ``all`` means all students and is never blank."""

    scheme = models.ForeignKey(GroupScheme, models.PROTECT, related_name="groups")
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["scheme__order", "order", "name"]

    def __str__(self) -> str:
        return self.name
