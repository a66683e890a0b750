"""Criteria sets as versioned data, how they correspond, and what is tagged with their categories."""

from django.db import models
from django.db.models import F, Q

from district.constraints import known
from district.history import tracked
from strategic_plan.domain import CategoryKind


@tracked
class CriteriaSet(models.Model):
    """An edition of criteria for excellence; one is the set that this district tags with."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    edition = models.CharField(max_length=60)
    in_force_from = models.DateField(null=True, blank=True, help_text="Empty: not known.")
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    is_in_use = models.BooleanField(default=False, help_text="Tags and new self-assessments use it.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_in_use"],
                condition=Q(is_in_use=True),
                name="criteria_one_set_in_use",
                violation_error_message="Another criteria set is in use already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.edition}"


@tracked
class Category(models.Model):
    """One category of a criteria set, in the words of that set."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="categories")
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=CategoryKind.choices())
    points = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: none are set.")

    class Meta:
        ordering = ["criteria_set", "number"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set", "number"],
                name="criteria_category_number_once",
                violation_error_message="Another category of this set has this number.",
            ),
            models.UniqueConstraint(
                fields=["criteria_set", "slug"],
                name="criteria_category_slug_once",
                violation_error_message="Another category of this set has this address.",
            ),
            known("kind", CategoryKind, name="criteria_category_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class CategoryMatch(models.Model):
    """That a category of one set corresponds to one of another, and where that is said."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="matches")
    newer = models.ForeignKey(Category, models.CASCADE, related_name="matched_by")
    source = models.CharField(max_length=200, blank=True)
    is_to_be_confirmed = models.BooleanField(
        default=False, help_text="Our own reading, which the district has yet to confirm."
    )

    class Meta:
        ordering = ["category", "newer"]
        verbose_name_plural = "category matches"
        constraints = [
            models.UniqueConstraint(fields=["category", "newer"], name="criteria_match_once"),
            models.CheckConstraint(
                condition=~Q(category=F("newer")),
                name="criteria_match_is_not_itself",
                violation_error_message="A category does not correspond to itself.",
            ),
            models.CheckConstraint(
                condition=Q(is_to_be_confirmed=True) | ~Q(source=""),
                name="criteria_match_has_source",
                violation_error_message="Say where this is written, or mark it as our own reading.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.newer}"


class Tag(models.Model):
    """That something serves a category; a tag and never a second hierarchy (policy 105, P8)."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


@tracked
class GoalTag(Tag):
    """A core goal tagged with a category."""

    goal = models.ForeignKey("strategic_plan.CoreGoal", models.CASCADE, related_name="tags")

    class Meta:
        ordering = ["category__number"]
        constraints = [models.UniqueConstraint(fields=["goal", "category"], name="plan_goal_tag_once")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.category}"


@tracked
class StrategyTag(Tag):
    """A strategy tagged with a category."""

    strategy = models.ForeignKey("strategic_plan.Strategy", models.CASCADE, related_name="tags")

    class Meta:
        ordering = ["category__number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "category"], name="plan_strategy_tag_once")
        ]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.category}"


@tracked
class ProcessTag(Tag):
    """A process tagged with a category."""

    process = models.ForeignKey("strategic_plan.Process", models.CASCADE, related_name="tags")

    class Meta:
        ordering = ["category__number"]
        constraints = [models.UniqueConstraint(fields=["process", "category"], name="process_tag_once")]

    def __str__(self) -> str:
        return f"{self.process}: {self.category}"
