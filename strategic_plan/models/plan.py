"""Why: the multi-year plan with its components, core goals and strategies."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.functional import cached_property

from district.constraints import known
from district.history import tracked
from strategic_plan.domain import (
    IN_FORCE,
    LEVELS,
    ComponentKind,
    Level,
    Levels,
    PlanState,
    why_words_are_locked,
)
from strategic_plan.models import locks


class PlanQuerySet(models.QuerySet["Plan"]):
    def in_force(self) -> "PlanQuerySet":
        """The plan that the district follows: adopted by the Board, amended since or not; one at most."""
        return self.filter(state__in=IN_FORCE)

    def current(self) -> "Plan | None":
        """The plan in force; before any is adopted, the latest draft."""
        plans = list(self.exclude(state=PlanState.ARCHIVED))
        return next((each for each in plans if each.state in IN_FORCE), plans[0] if plans else None)

    def levels_in_use(self) -> Levels:
        """What the district calls its levels where no one plan is meant: as its current plan does."""
        plan = self.current()
        return plan.levels if plan else LEVELS


@tracked
class Plan(models.Model):
    """A multi-year strategic plan; at most one is in force at a time."""

    name = models.CharField(max_length=120)
    first_year = models.PositiveSmallIntegerField(help_text="End year of the first school year it covers.")
    last_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: no end has been set."
    )
    state = models.CharField(max_length=10, choices=PlanState.choices(), default=PlanState.DRAFT)
    adopted_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    archived_reason = models.CharField(max_length=200, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by",
        help_text="The plan it was carried forward from.",
    )  # fmt: skip
    source = models.CharField(max_length=200, blank=True, help_text="Where the words were published.")
    is_sample = models.BooleanField(default=False)

    # What this district calls the levels below the plan; carried forward and part of every version.
    goal_name = models.CharField(max_length=40, default=LEVELS.goal.one)
    goal_name_plural = models.CharField(max_length=40, default=LEVELS.goal.many)
    strategy_name = models.CharField(max_length=40, default=LEVELS.strategy.one)
    strategy_name_plural = models.CharField(max_length=40, default=LEVELS.strategy.many)
    initiative_name = models.CharField(max_length=40, default=LEVELS.initiative.one)
    initiative_name_plural = models.CharField(max_length=40, default=LEVELS.initiative.many)

    objects: ClassVar[Any] = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-first_year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                # Null for every other state, and nulls are never equal: so this counts plans in force only.
                Case(When(Q(state__in=[state.value for state in IN_FORCE]), then=Value(1))),
                name="plan_one_in_force",
                violation_error_message="Another plan is in force already. Archive it first.",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="plan_years_in_order",
                violation_error_message="The last year comes after the first.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in IN_FORCE]) | Q(adopted_on__isnull=False),
                name="plan_adoption_is_dated",
                violation_error_message="Say on which day the plan was adopted.",
            ),
            models.CheckConstraint(
                condition=~Q(state="archived") | Q(archived_on__isnull=False) & ~Q(archived_reason=""),
                name="plan_archived_with_day_and_reason",
                violation_error_message="Say when and why the plan was archived.",
            ),
            models.CheckConstraint(
                condition=~Q(goal_name="")
                & ~Q(goal_name_plural="")
                & ~Q(strategy_name="")
                & ~Q(strategy_name_plural="")
                & ~Q(initiative_name="")
                & ~Q(initiative_name_plural=""),
                name="plan_levels_are_named",
                violation_error_message="Each level of the plan has a name.",
            ),
            models.CheckConstraint(
                condition=~Q(follows=F("pk")),
                name="plan_does_not_follow_itself",
                violation_error_message="A plan cannot follow itself.",
            ),
            known("state", PlanState, name="plan_state_known"),
        ]
        triggers = [locks.STATE_FOLLOWS_THE_TABLE, locks.PLAN_IS_LOCKED]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def has_open_amendment(self) -> bool:
        """Whether an amendment waits for the Board; asked once for each time the row is read."""
        return PlanState(self.state).is_in_force and bool(self.amendments.open().exists())

    @property
    def why_words_are_locked(self) -> str:
        """Why its words cannot change now and what to do, in a sentence; empty while they can."""
        return why_words_are_locked(PlanState(self.state), self.has_open_amendment)

    @property
    def levels(self) -> Levels:
        """What this district calls the levels below the plan."""
        return Levels(
            Level(self.goal_name, self.goal_name_plural),
            Level(self.strategy_name, self.strategy_name_plural),
            Level(self.initiative_name, self.initiative_name_plural),
        )


@tracked
class PlanComponent(models.Model):
    """A typed text of the plan: mission, vision, a core value …"""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="components")
    kind = models.CharField(max_length=20, choices=ComponentKind.choices())
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(kind__in=["mission", "vision"]),
                name="plan_one_mission_one_vision",
                violation_error_message="A plan has one mission and one vision.",
            ),
            known("kind", ComponentKind, name="plan_component_kind_known"),
            # Deferred: a move writes several numbers, and only the whole of it must be right.
            models.UniqueConstraint(
                fields=["plan", "kind", "order"],
                deferrable=models.Deferrable.DEFERRED,
                name="plan_component_place_once",
                violation_error_message="Something else of this kind stands at this place.",
            ),
        ]
        triggers = [locks.WORDS_OF_THE_PLAN]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class CoreGoals(models.Manager["CoreGoal"]):
    """A core goal is read with its plan, which says what a core goal is called."""

    def get_queryset(self) -> "models.QuerySet[CoreGoal]":
        return super().get_queryset().select_related("plan")


@tracked
class CoreGoal(models.Model):
    """An area of the plan (policy 105's "each area of the strategic plan")."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    aim = models.TextField(help_text="What the goal wants, in a sentence.")
    leader = models.CharField(max_length=80, blank=True, help_text="The role that leads it.")
    is_sample = models.BooleanField(default=False, help_text="The words of this goal are sample data.")
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    objects: ClassVar[Any] = CoreGoals()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                deferrable=models.Deferrable.DEFERRED,
                name="plan_goal_number_once",
                violation_error_message="Another core goal has this number.",
            )
        ]
        triggers = [locks.WORDS_OF_THE_PLAN]

    def __str__(self) -> str:
        return f"{self.plan.goal_name} {self.number}, {self.name}"


@tracked
class Strategy(models.Model):
    """How the district works toward a core goal, with its theory of action."""

    goal = models.ForeignKey(CoreGoal, models.CASCADE, related_name="strategies")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    theory_of_action = models.TextField(blank=True, help_text="If we …, then …")
    leader = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "order"],
                deferrable=models.Deferrable.DEFERRED,
                name="plan_strategy_place_once",
                violation_error_message="Another strategy of this goal stands at this place.",
            ),
            # The next plan keeps the addresses of what it carries forward, so they repeat between plans.
            models.UniqueConstraint(
                fields=["goal", "slug"],
                name="plan_strategy_address_once",
                violation_error_message="Another strategy of this goal has this address.",
            ),
        ]
        triggers = [locks.WORDS_OF_A_GOAL]

    def __str__(self) -> str:
        return self.name
