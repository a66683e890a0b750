"""Reading self-assessments: the list, one with its categories, and two side by side."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from strategic_plan.models import Assessment, AssessmentItem, AssessmentRating


@dataclass(frozen=True, slots=True)
class FactorBeside:
    """One factor in an earlier and a later assessment; bands stand beside each other and are never added."""

    name: str
    before: AssessmentRating | None
    after: AssessmentRating | None


@dataclass(frozen=True, slots=True)
class CategoryBeside:
    """One category in an earlier and a later assessment."""

    name: str
    before: AssessmentItem | None
    after: AssessmentItem | None
    factors: tuple[FactorBeside, ...]


def assessment_list() -> QuerySet[Assessment]:
    """Every self-assessment, the newest first."""
    return Assessment.objects.select_related("criteria_set", "opened_by", "closed_by")


def assessment_items(assessment: Assessment) -> list[AssessmentItem]:
    """The categories of an assessment with how each factor is judged."""
    ratings = AssessmentRating.objects.prefetch_related("evidence_links__file__uploaded_by")
    return list(assessment.items.select_related("category").prefetch_related(Prefetch("ratings", ratings)))


def assessments_beside(before: Assessment, after: Assessment) -> list[CategoryBeside]:
    """Two assessments by the same criteria, category by category."""
    earlier = {item.category_id: item for item in assessment_items(before)}
    later = {item.category_id: item for item in assessment_items(after)}
    names = {item.category_id: item.category for item in [*earlier.values(), *later.values()]}
    return [
        CategoryBeside(
            category.name, earlier.get(key), later.get(key), _factors(earlier.get(key), later.get(key))
        )
        for key, category in sorted(names.items(), key=lambda named: named[1].number)
    ]


def _factors(before: AssessmentItem | None, after: AssessmentItem | None) -> tuple[FactorBeside, ...]:
    old = {each.factor: each for each in before.ratings.all()} if before else {}
    new = {each.factor: each for each in after.ratings.all()} if after else {}
    words = {key: str(row.get_factor_display()) for key, row in {**old, **new}.items()}
    return tuple(FactorBeside(name, old.get(key), new.get(key)) for key, name in words.items())
