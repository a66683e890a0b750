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
from district.models.sending import SentForm

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
    "SentForm",
    "StudentGroup",
    "UnitQuerySet",
]
