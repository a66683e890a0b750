"""Why: the multi-year plan with its components, core goals and strategies."""

from django.db import models
from django.db.models import F, Q

from district.history import tracked
from strategic_plan.domain import ComponentKind, PlanState


@tracked
class Plan(models.Model):
    """A multi-year strategic plan; at most one is adopted at a time."""

    name = models.CharField(max_length=120)
    first_year = models.PositiveSmallIntegerField(help_text="End year of the first school year it covers.")
    last_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: no end has been set."
    )
    state = models.CharField(max_length=10, choices=PlanState.choices(), default=PlanState.DRAFT)
    adopted_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="Where the words were published.")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="adopted"),
                name="plan_one_adopted",
                violation_error_message="Another plan is adopted already. Archive it first.",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="plan_years_in_order",
                violation_error_message="The last year comes after the first.",
            ),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_on__isnull=False),
                name="plan_adoption_is_dated",
                violation_error_message="Say on which day the plan was adopted.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PlanState]), name="plan_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class PlanComponent(models.Model):
    """A typed text of the plan: mission, vision, a core value …"""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="components")
    kind = models.CharField(max_length=20, choices=ComponentKind.choices())
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(kind__in=["mission", "vision"]),
                name="plan_one_mission_one_vision",
                violation_error_message="A plan has one mission and one vision.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ComponentKind]), name="plan_component_kind_known"
            ),
            # Deferred: a move writes several numbers, and only the whole of it must be right.
            models.UniqueConstraint(
                fields=["plan", "kind", "order"],
                deferrable=models.Deferrable.DEFERRED,
                name="plan_component_place_once",
                violation_error_message="Something else of this kind stands at this place.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


@tracked
class CoreGoal(models.Model):
    """An area of the plan (policy 105's "each area of the strategic plan")."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    aim = models.TextField(help_text="What the goal wants, in a sentence.")
    leader = models.CharField(max_length=80, blank=True, help_text="The role that leads it.")
    is_sample = models.BooleanField(default=False, help_text="The words of this goal are sample data.")

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

    def __str__(self) -> str:
        return f"Core goal {self.number}, {self.name}"


@tracked
class Strategy(models.Model):
    """How the district works toward a core goal, with its theory of action."""

    goal = models.ForeignKey(CoreGoal, models.CASCADE, related_name="strategies")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    theory_of_action = models.TextField(blank=True, help_text="If we …, then …")
    leader = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "order"],
                deferrable=models.Deferrable.DEFERRED,
                name="plan_strategy_place_once",
                violation_error_message="Another strategy of this goal stands at this place.",
            )
        ]

    def __str__(self) -> str:
        return self.name
