"""Reading criteria: the sets, how they correspond, and what carries which category."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from strategic_plan.contributed import Covered, Thing, covered_above
from strategic_plan.domain import Levels, PlanState
from strategic_plan.models import (
    Category,
    CategoryMatch,
    CoreGoal,
    CriteriaSet,
    GoalTag,
    Plan,
    ProcessTag,
    StrategyTag,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What of one kind carries one category."""

    kind: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One category with what carries it, kind by kind."""

    category: Category
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all carries the category."""
        return not any(cell.things for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A criteria set and what carries its categories, with what is empty in words."""

    rows: tuple[CoverageRow, ...]
    kinds: tuple[str, ...]
    gaps: tuple[str, ...]


def criteria_sets() -> QuerySet[CriteriaSet]:
    """Every criteria set with its categories and what they correspond to."""
    matches = CategoryMatch.objects.select_related("newer__criteria_set", "category__criteria_set")
    categories = Category.objects.prefetch_related(
        Prefetch("matches", matches), Prefetch("matched_by", matches)
    )
    return CriteriaSet.objects.prefetch_related(Prefetch("categories", categories))


def set_in_use() -> CriteriaSet | None:
    """The set that this district tags and assesses with; none before one was loaded."""
    return CriteriaSet.objects.filter(is_in_use=True).first()


def goals_to_tag() -> QuerySet[CoreGoal]:
    """Every core goal with its strategies, of plans that are not archived."""
    goals: QuerySet[CoreGoal] = CoreGoal.objects.exclude(plan__state=PlanState.ARCHIVED)
    return goals.prefetch_related("strategies")


def coverage_of(criteria_set: CriteriaSet) -> Coverage:
    """Which goals, strategies, processes and things of higher rooms carry each category of a set."""
    levels = Plan.objects.levels_in_use()
    kinds = [_goals(criteria_set, levels), _strategies(criteria_set, levels), _processes(criteria_set)]
    kinds += covered_above(criteria_set)
    categories = list(criteria_set.categories.all())
    rows = tuple(
        CoverageRow(category, tuple(Cell(kind.plural, kind.things.get(category.pk, ())) for kind in kinds))
        for category in categories
    )
    gaps = tuple(
        f"No {kind.singular} is tagged with {category.name}."
        for category in categories
        for kind in kinds
        if not kind.things.get(category.pk)
    )
    return Coverage(rows, tuple(kind.plural for kind in kinds), gaps)


def _goals(criteria_set: CriteriaSet, levels: Levels) -> Covered:
    tags = GoalTag.objects.filter(category__criteria_set=criteria_set).select_related("goal__plan")
    found = ((tag, str(tag.goal), _plan_url(tag.goal)) for tag in tags)
    return Covered(levels.goal.many, levels.goal.one_within, _by_category(found))


def _strategies(criteria_set: CriteriaSet, levels: Levels) -> Covered:
    tags = StrategyTag.objects.filter(category__criteria_set=criteria_set).select_related("strategy__goal")
    found = ((tag, str(tag.strategy), _plan_url(tag.strategy.goal)) for tag in tags)
    return Covered(levels.strategy.many, levels.strategy.one_within, _by_category(found))


def _processes(criteria_set: CriteriaSet) -> Covered:
    tags = ProcessTag.objects.filter(
        category__criteria_set=criteria_set, process__ended_on=None
    ).select_related("process")
    found = ((tag, str(tag.process), tag.process.get_absolute_url()) for tag in tags)
    return Covered("Processes", "process", _by_category(found))


def _plan_url(goal: CoreGoal) -> str:
    return reverse("strategic_plan_staff:plan_detail", args=[goal.plan_id])


def _by_category(found: Iterable[tuple[Any, str, str]]) -> dict[int, tuple[Thing, ...]]:
    things: dict[int, list[Thing]] = defaultdict(list)
    for tag, text, url in found:
        things[tag.category_id].append(Thing(text, url))
    return {key: tuple(sorted(each, key=lambda thing: thing.text)) for key, each in things.items()}
