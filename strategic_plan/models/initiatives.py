"""What is done for a strategy: initiatives with an owner, milestones and dated notes."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from district.history import tracked
from strategic_plan.domain import Course, PlanState, Stage, Standing, days_late, standing
from strategic_plan.models import locks


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def open(self) -> "InitiativeQuerySet":
        """Those that still have to be worked on."""
        return self.filter(finished_on=None, stopped_on=None)

    def living(self) -> "InitiativeQuerySet":
        """Those of plans that are not archived; nothing of an archived plan can change."""
        return self.exclude(strategy__goal__plan__state=PlanState.ARCHIVED)


@tracked
class Initiative(models.Model):
    """A piece of work for a strategy, with one owner; where it stands is computed, never typed."""

    strategy = models.ForeignKey("strategic_plan.Strategy", models.PROTECT, related_name="initiatives")
    name = models.CharField(max_length=120)
    what = models.TextField(blank=True, help_text="What will be done, in a few sentences.")
    owner = models.ForeignKey("district.Person", models.PROTECT, related_name="initiatives_owned")
    starts_on = models.DateField()
    due_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    closing_note = models.TextField(blank=True, help_text="What came of it, or why it was stopped.")
    is_public = models.BooleanField(default=False, help_text="The next release shows it with its strategy.")
    order = models.PositiveSmallIntegerField(default=0)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    is_sample = models.BooleanField(default=False)

    objects: ClassVar[Any] = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="plan_initiative_due_after_start",
                violation_error_message="The last day comes after the first.",
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(finished_on__gte=F("starts_on")),
                name="plan_initiative_finished_after_start",
                violation_error_message="It cannot be finished before it started.",
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(stopped_on=None),
                name="plan_initiative_finished_or_stopped",
                violation_error_message="It is finished or stopped, not both.",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None) | ~Q(closing_note=""),
                name="plan_initiative_stopped_with_reason",
                violation_error_message="Say why it was stopped.",
            ),
        ]
        triggers = [locks.WORK_OF_A_STRATEGY]

    def __str__(self) -> str:
        return self.name

    @property
    def course(self) -> Course:
        """Its dates as the rules need them."""
        return Course(self.starts_on, self.due_on, self.finished_on, self.stopped_on)

    @property
    def stages(self) -> list[Stage]:
        """Its milestones as the rules need them; read from what was fetched with it."""
        return [Stage(each.name, each.due_on, each.done_on) for each in self.milestones.all()]

    def standing_on(self, day: dt.date) -> Standing:
        """Where it stands on a day."""
        return standing(self.course, self.stages, as_of=day)

    def days_late_on(self, day: dt.date) -> int:
        """For how many days the earliest of its missed days has passed."""
        return days_late(self.course, self.stages, as_of=day)


@tracked
class Milestone(models.Model):
    """A step of an initiative that is reached by a day."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "name"],
                name="plan_milestone_named_once",
                violation_error_message="Another milestone of this initiative has this name.",
            )
        ]
        triggers = [locks.WORK_OF_AN_INITIATIVE]

    def __str__(self) -> str:
        return self.name


@tracked
class StatusNote(models.Model):
    """What was said on a day about how an initiative goes; history keeps the words before a correction."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="notes")
    dated_on = models.DateField()
    text = models.TextField()
    written_by = models.ForeignKey("district.Person", models.PROTECT, related_name="status_notes")
    is_public = models.BooleanField(default=False, help_text="The next release shows it to everyone.")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="plan_status_note_says_something",
                violation_error_message="Write what happened.",
            )
        ]
        triggers = [locks.WORK_OF_AN_INITIATIVE]

    def __str__(self) -> str:
        return f"{self.initiative}, {self.dated_on}"
