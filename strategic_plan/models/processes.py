"""Documented processes: their steps, where they are used, what was learned, what they feed."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from district.history import tracked
from strategic_plan.models.evidence import EvidenceLink
from strategic_plan.permissions import can_change_improvement, can_see_improvement


@tracked
class Process(models.Model):
    """A repeated way of working that someone owns (policy 105, P13)."""

    name = models.CharField(max_length=120)
    unit = models.ForeignKey("district.OrgUnit", models.PROTECT, related_name="processes")
    owner = models.ForeignKey("district.Person", models.PROTECT, related_name="owned_processes")
    purpose = models.TextField(blank=True)
    document_name = models.CharField(max_length=120, blank=True)
    document_url = models.URLField(max_length=300, blank=True)
    not_yet_used_by = models.TextField(blank=True)
    began_on = models.DateField(default=timezone.localdate)
    evaluate_every = models.PositiveSmallIntegerField(null=True, blank=True, default=12)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "processes"
        constraints = [
            models.CheckConstraint(
                condition=Q(document_url="") | Q(document_url__startswith="https://"),
                name="process_document_is_https",
                violation_error_message="The address of a document begins with https://",
            ),
            models.CheckConstraint(
                condition=Q(document_url="") | ~Q(document_name=""),
                name="process_document_has_name",
                violation_error_message="Say what the document is called.",
            ),
            models.CheckConstraint(
                condition=Q(evaluate_every=None) | Q(evaluate_every__gte=1, evaluate_every__lte=60),
                name="process_evaluated_within_years",
                violation_error_message="Between 1 and 60 months, or leave it empty.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="process_ends_after_it_began",
                violation_error_message="A process ends after it began.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_because=""),
                name="process_ends_with_reason",
                violation_error_message="Say why the process ended.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("strategic_plan_staff:process_detail", args=[self.pk])


@tracked
class ProcessStep(models.Model):
    """One step of a process: who does what."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    by_whom = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


@tracked
class ProcessDeployment(models.Model):
    """A unit that uses a process, since a day."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="deployments")
    unit = models.ForeignKey("district.OrgUnit", models.PROTECT, related_name="process_deployments")
    since = models.DateField()

    class Meta:
        ordering = ["unit__order", "unit__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "unit"],
                name="process_used_by_unit_once",
                violation_error_message="This unit is listed already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} uses {self.process}"


@tracked
class ProcessEvaluation(models.Model):
    """That a process was looked at on a day: how, what was learned, what changed."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="evaluations")
    evaluated_on = models.DateField()
    how = models.CharField(max_length=300)
    learned = models.TextField()
    changed = models.TextField(blank=True)
    recorded_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-evaluated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(how="") & ~Q(learned=""),
                name="process_evaluation_says_what_was_learned",
                violation_error_message="Say how it was evaluated and what was learned.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.process}, {self.evaluated_on}"


@tracked
class ProcessFeed(models.Model):
    """What a process feeds: another process, a strategy or a core goal; measures say so themselves."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="feeds")
    other = models.ForeignKey(Process, models.CASCADE, related_name="fed_by", null=True, blank=True)
    strategy = models.ForeignKey(
        "strategic_plan.Strategy", models.CASCADE, related_name="fed_by", null=True, blank=True
    )
    goal = models.ForeignKey(
        "strategic_plan.CoreGoal", models.CASCADE, related_name="fed_by", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, strategy=None, goal=None)
                | Q(other=None, strategy__isnull=False, goal=None)
                | Q(other=None, strategy=None, goal__isnull=False),
                name="process_feeds_one_thing",
                violation_error_message="Choose one thing that it feeds.",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("process")),
                name="process_does_not_feed_itself",
                violation_error_message="A process does not feed itself.",
            ),
            models.UniqueConstraint(
                fields=["process", "other", "strategy", "goal"],
                name="process_feeds_once",
                nulls_distinct=False,
                violation_error_message="This is listed already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} feeds {self.fed}"

    @property
    def fed(self) -> models.Model:
        """What is fed."""
        return next(each for each in (self.other, self.strategy, self.goal) if each is not None)


@tracked
class ProcessEvidence(EvidenceLink):
    """A file that documents a process or shows that it is used."""

    owner_kind = "process"
    owner = models.ForeignKey(Process, models.CASCADE, related_name="evidence_links")

    @classmethod
    def may_see(cls, person: Any, owner: Any) -> bool:
        """Whoever reads improvement reads the evidence of a process."""
        return can_see_improvement(person)

    @classmethod
    def may_change(cls, person: Any, owner: Any) -> bool:
        """Whoever keeps the process attaches and withdraws its files."""
        return can_change_improvement(person, owner)
