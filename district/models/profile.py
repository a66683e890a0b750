"""Whose site it is: the one row that names the district to its public."""

from django.db import models
from django.db.models import Q

from district.history import tracked


@tracked
class DistrictProfile(models.Model):
    """The one row that names the district to its public; no word of it is written in code."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    contact_email = models.EmailField()
    contact_office = models.CharField(max_length=120)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="district_profile_is_one_row")]

    def __str__(self) -> str:
        return self.name
