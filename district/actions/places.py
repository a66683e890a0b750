"""Writes about units, school years and student groups."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from district.actions.refusals import Refused
from district.actions.rows import save_row
from district.domain import would_lie_inside_itself
from district.history import change
from district.models import GroupScheme, OrgUnit, ReportingId, SchoolYear, StudentGroup


def save_unit(*, unit: OrgUnit, reporting_ids: Mapping[str, str], by: Any, reason: str = "") -> OrgUnit:
    """Add or change a unit together with what outside bodies call it (scheme → value)."""
    with transaction.atomic(), change(by=by, reason=reason):
        if unit.pk:
            # Locks every unit, so that two who move units at once cannot make a circle together.
            parents = dict(OrgUnit.objects.order_by("pk").select_for_update().values_list("pk", "parent"))
            if would_lie_inside_itself(unit.pk, parent=unit.parent_id, parents=parents):
                raise Refused("A unit cannot be part of itself.")
        unit.save()
        unit.reporting_ids.exclude(scheme__in=reporting_ids).delete()
        for scheme, value in reporting_ids.items():
            ReportingId.objects.update_or_create(unit=unit, scheme=scheme, defaults={"value": value})
    return unit


def save_school_year(*, year: SchoolYear, by: Any, reason: str = "") -> SchoolYear:
    """Add a school year."""
    return save_row(year, by, reason)


def save_group_scheme(*, scheme: GroupScheme, by: Any, reason: str = "") -> GroupScheme:
    """Add or change a way of grouping students."""
    return save_row(scheme, by, reason)


def save_student_group(*, group: StudentGroup, by: Any, reason: str = "") -> StudentGroup:
    """Add or change a student group."""
    return save_row(group, by, reason)
