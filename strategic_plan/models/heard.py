"""Who was heard, when, how, and what it changed (policy 105, clause P15)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from district.constraints import known
from district.history import tracked
from strategic_plan.domain import ARCHIVED_IS_FINAL, PlanState, work_is_open
from strategic_plan.domain.heard import Audience, Method
from strategic_plan.models import locks
from strategic_plan.models.evidence import EvidenceLink
from strategic_plan.models.plan import CoreGoal, Plan, Strategy


@tracked
class StakeholderInput(models.Model):
    """One time that people were heard for the plan; groups of people, never one person."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="inputs")
    title = models.CharField(max_length=120)
    audiences = ArrayField(models.CharField(max_length=14, choices=Audience.choices()))
    method = models.CharField(max_length=14, choices=Method.choices())
    held_from = models.DateField()
    held_to = models.DateField(null=True, blank=True)
    how_many = models.PositiveIntegerField(null=True, blank=True)
    heard = models.TextField()
    changed = models.TextField(blank=True)
    goals = models.ManyToManyField(CoreGoal, through="InputGoal", related_name="inputs", blank=True)
    strategies = models.ManyToManyField(Strategy, through="InputStrategy", related_name="inputs", blank=True)
    is_public = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("district.Person", models.PROTECT, related_name="inputs_recorded")
    recorded_at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audiences__len__gt=0)
                & Q(audiences__contained_by=[audience.value for audience in Audience]),
                name="plan_input_audiences_known",
                violation_error_message="Say who was heard.",
            ),
            known("method", Method, name="plan_input_method_known"),
            models.CheckConstraint(
                condition=Q(held_to=None) | Q(held_to__gte=F("held_from")),
                name="plan_input_days_in_order",
                violation_error_message="The last day comes after the first.",
            ),
            models.CheckConstraint(
                condition=Q(how_many=None) | Q(how_many__gt=0),
                name="plan_input_heard_someone",
                violation_error_message="At least one person was heard; leave it empty if nobody counted.",
            ),
        ]
        triggers = [locks.HEARD_FOR_A_PLAN]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the staff workspace."""
        return reverse("strategic_plan_staff:input_detail", args=[self.plan_id, self.pk])

    @property
    def audience_words(self) -> str:
        """Who was heard, in the order of the closed list."""
        return ", ".join(audience.words for audience in Audience if audience.value in self.audiences)


@tracked
class InputGoal(models.Model):
    """A core goal that an input speaks to."""

    input = models.ForeignKey(StakeholderInput, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(CoreGoal, models.CASCADE, related_name="input_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["input", "goal"], name="plan_input_goal_once")]

    def __str__(self) -> str:
        return f"{self.input}: {self.goal}"


@tracked
class InputStrategy(models.Model):
    """A strategy that an input speaks to."""

    input = models.ForeignKey(StakeholderInput, models.CASCADE, related_name="strategy_links")
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="input_links")

    class Meta:
        verbose_name_plural = "input strategies"
        constraints = [models.UniqueConstraint(fields=["input", "strategy"], name="plan_input_strategy_once")]

    def __str__(self) -> str:
        return f"{self.input}: {self.strategy}"


@tracked
class InputEvidence(EvidenceLink):
    """A file that shows what was heard: minutes, a summary, a photo of a wall of notes."""

    owner_kind: ClassVar[str] = "input"

    owner = models.ForeignKey(StakeholderInput, models.CASCADE, related_name="evidence_links")

    @classmethod
    def why_closed(cls, owner: Any) -> str:
        """What was heard for an archived plan takes no more files."""
        return "" if work_is_open(PlanState(owner.plan.state)) else ARCHIVED_IS_FINAL
