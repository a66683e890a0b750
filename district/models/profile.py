"""Whose site it is: the one row that names the district to its public, and how it looks."""

from django.db import models
from django.db.models import Q

from district.history import tracked

SHORT_MONTHS = [4, 6, 9, 11]


@tracked
class DistrictProfile(models.Model):
    """The one row that names the district to its public; no word of it is written in code."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    contact_email = models.EmailField()
    contact_office = models.CharField(max_length=120)
    # Blank means the product's own colour; what the pages do with it is in domain/colours.py.
    accent = models.CharField(max_length=7, blank=True)
    # The file brand/<hash>.png of the default storage; never deleted, because earlier releases show it.
    logo = models.CharField(max_length=64, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    year_starts_month = models.PositiveSmallIntegerField(default=7)
    year_starts_day = models.PositiveSmallIntegerField(default=1)
    teachers_union = models.CharField(max_length=60, blank=True)
    school_plan_name = models.CharField(max_length=80, default="School Continuous Improvement Plan")
    school_plan_short_name = models.CharField(max_length=20, default="SCIP")
    planning_policy = models.CharField(max_length=80, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="district_profile_is_one_row",
                violation_error_message="There is one district on this site.",
            ),
            models.CheckConstraint(
                condition=Q(accent="") | Q(accent__regex=r"^#[0-9a-f]{6}$"),
                name="district_profile_accent_is_a_colour",
                violation_error_message="Write the color as # and six of 0 to 9 and a to f.",
            ),
            models.CheckConstraint(
                condition=Q(logo="", logo_width=0, logo_height=0)
                | Q(logo__regex=r"^[0-9a-f]{64}$", logo_width__gt=0, logo_height__gt=0),
                name="district_profile_logo_has_a_size",
                violation_error_message="A logo is a picture with a width and a height.",
            ),
            # A year lies in two calendar years, because it is named by both; so it cannot start on January 1.
            models.CheckConstraint(
                condition=Q(year_starts_month__range=(1, 12), year_starts_day__range=(1, 31))
                & ~Q(year_starts_month=1, year_starts_day=1)
                & ~Q(year_starts_month=2, year_starts_day__gt=28)
                & ~Q(year_starts_month__in=SHORT_MONTHS, year_starts_day__gt=30),
                name="district_profile_year_starts_on_a_day",
                violation_error_message=(
                    "The school year starts on a day that comes every year, other than January 1."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
