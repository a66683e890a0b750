"""Writes of self-assessments: opened whole, judged by people, closed for good."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from district.actions import Refused
from district.history import change
from strategic_plan.domain import CategoryKind, factors_of, missing_for_closing
from strategic_plan.models import Assessment, AssessmentItem, AssessmentRating, CriteriaSet

CLOSED = "This self-assessment is closed. Begin a new one."


def open_assessment(
    *, criteria_set: CriteriaSet, as_of: dt.date, by: Any, reason: str = "", is_sample: bool = False
) -> Assessment:
    """Open a self-assessment with a row for each category and each factor it is judged by."""
    with transaction.atomic(), change(by=by, reason=reason):
        try:
            with transaction.atomic():
                assessment = Assessment.objects.create(
                    criteria_set=criteria_set, as_of=as_of, opened_by=by, is_sample=is_sample
                )
        except IntegrityError as error:
            raise Refused("A self-assessment by these criteria is open. Close it first.") from error
        judged = [
            category for category in criteria_set.categories.all() if factors_of(CategoryKind(category.kind))
        ]
        items = AssessmentItem.objects.bulk_create(
            AssessmentItem(assessment=assessment, category=category) for category in judged
        )
        AssessmentRating.objects.bulk_create(
            AssessmentRating(item=item, factor=factor, order=order)
            for item in items
            for order, factor in enumerate(factors_of(CategoryKind(item.category.kind)))
        )
    return assessment


def save_item(
    *, item: AssessmentItem, ratings: Iterable[AssessmentRating], by: Any, reason: str = ""
) -> None:
    """Write how a category is judged, or why it is not."""
    with transaction.atomic(), change(by=by, reason=reason):
        _open(item.assessment_id)
        item.save(update_fields=["not_assessed_because"])
        for rating in ratings:
            rating.save(update_fields=["words", "band", "evidence"])


def close_assessment(*, assessment: Assessment, by: Any, reason: str = "") -> Assessment:
    """Close a self-assessment for good; every category is judged or left out with a reason."""
    with transaction.atomic(), change(by=by, reason=reason):
        row = _open(assessment.pk)
        missing = missing_for_closing(row.judged())
        if missing:
            raise Refused(" ".join(missing))
        if row.as_of > timezone.localdate():
            raise Refused("It can be closed from the day it speaks of.")
        row.closed_on, row.closed_by = timezone.localdate(), by
        row.save(update_fields=["closed_on", "closed_by"])
    return row


def _open(key: int) -> Assessment:
    row = Assessment.objects.select_for_update().get(pk=key)
    if row.closed_on is not None:
        raise Refused(CLOSED)
    return row
