"""Who: the district, its units, school years, student groups, people and their roles."""

from district.models.people import Person, PersonManager, RoleAssignment, RoleQuerySet
from district.models.places import (
    GroupScheme,
    OrgUnit,
    ReportingId,
    SchoolYear,
    StudentGroup,
    UnitQuerySet,
)
from district.models.profile import DistrictProfile

__all__ = [
    "DistrictProfile",
    "GroupScheme",
    "OrgUnit",
    "Person",
    "PersonManager",
    "ReportingId",
    "RoleAssignment",
    "RoleQuerySet",
    "SchoolYear",
    "StudentGroup",
    "UnitQuerySet",
]
