"""Writes of criteria: the sets that come with the product, which one is in use, and tags."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from district.actions import Refused
from district.history import change
from strategic_plan.domain import ARCHIVED_IS_FINAL, PlanState, work_is_open
from strategic_plan.domain.criteria_sets import MATCHES, POLICY, SETS
from strategic_plan.models import (
    Category,
    CategoryMatch,
    CoreGoal,
    CriteriaSet,
    GoalTag,
    Process,
    ProcessTag,
    Strategy,
    StrategyTag,
)

TAGS: dict[type[Any], tuple[type[Any], str]] = {
    CoreGoal: (GoalTag, "goal"),
    Strategy: (StrategyTag, "strategy"),
    Process: (ProcessTag, "process"),
}


def load_criteria(*, by: Any, reason: str = "Criteria that come with the product") -> int:
    """Add the known criteria sets that are missing, and say how many; what is there stays as it is."""
    with transaction.atomic(), change(by=by, reason=reason):
        known = set(CriteriaSet.objects.values_list("slug", flat=True))
        missing = [(order, words) for order, words in enumerate(SETS) if words.slug not in known]
        if not missing:
            return 0
        has_one_in_use = CriteriaSet.objects.filter(is_in_use=True).exists()
        CriteriaSet.objects.bulk_create(
            CriteriaSet(
                slug=words.slug,
                name=words.name,
                edition=words.edition,
                in_force_from=words.in_force_from,
                source=words.source,
                note=words.note,
                is_in_use=words.slug == POLICY and not has_one_in_use,
                order=order,
            )
            for order, words in missing
        )
        sets = {row.slug: row for row in CriteriaSet.objects.all()}
        Category.objects.bulk_create(
            Category(
                criteria_set=sets[words.slug],
                number=number,
                slug=category.slug,
                name=category.name,
                kind=category.kind,
                points=category.points,
            )
            for _order, words in missing
            for number, category in enumerate(words.categories, start=1)
        )
        categories = {
            (row.criteria_set.slug, row.slug): row for row in Category.objects.select_related("criteria_set")
        }
        CategoryMatch.objects.bulk_create(
            (
                CategoryMatch(
                    category=categories[match.category],
                    newer=categories[match.newer],
                    source=match.source,
                    is_to_be_confirmed=not match.source,
                )
                for match in MATCHES
            ),
            ignore_conflicts=True,
        )
    return len(missing)


def use_criteria_set(*, criteria_set: CriteriaSet, by: Any, reason: str) -> None:
    """Tag and assess by another set from now on; earlier tags and assessments stay."""
    with transaction.atomic(), change(by=by, reason=reason):
        rows = list(CriteriaSet.objects.order_by("pk").select_for_update())
        if any(row.pk == criteria_set.pk and row.is_in_use for row in rows):
            raise Refused("This criteria set is in use already.")
        CriteriaSet.objects.filter(is_in_use=True).update(is_in_use=False)
        CriteriaSet.objects.filter(pk=criteria_set.pk).update(is_in_use=True)


def set_tags(*, row: Any, categories: Collection[Category], by: Any, reason: str = "") -> None:
    """Tag a goal, a strategy or a process with these categories of their set, and with no others of it."""
    model, name = TAGS[type(row)]
    tags = model._default_manager
    with transaction.atomic(), change(by=by, reason=reason):
        row = type(row).objects.select_for_update().get(pk=row.pk)
        plan = row.goal.plan if isinstance(row, Strategy) else getattr(row, "plan", None)
        if plan and not work_is_open(PlanState(plan.state)):
            raise Refused(ARCHIVED_IS_FINAL)
        in_use = tags.filter(**{name: row}, category__criteria_set__is_in_use=True)
        in_use.exclude(category__in=categories).delete()
        present = set(in_use.values_list("category_id", flat=True))
        tags.bulk_create(
            model(**{name: row}, category=category) for category in categories if category.pk not in present
        )
