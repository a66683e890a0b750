"""What the Board decided about a plan: versions with their motion, and amendments on the way."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact

from district.constraints import APPEND_ONLY, known
from district.history import tracked
from strategic_plan.domain import IN_FORCE, AmendmentOutcome, MeetingKind, Motion, VersionKind
from strategic_plan.models import locks


class VersionQuerySet(models.QuerySet["PlanVersion"]):
    def latest_of(self, plan: int) -> "PlanVersion | None":
        """The version of a plan that the Board decided last; None for a draft."""
        return self.filter(plan=plan).order_by("-number").first()

    def in_force(self) -> "PlanVersion | None":
        """The words that the district follows: the latest version of the plan in force."""
        return self.filter(plan__state__in=IN_FORCE).select_related("plan").order_by("-number").first()


@tracked
class PlanVersion(models.Model):
    """The words of a plan as the Board adopted or amended them, with the motion; never changed afterwards."""

    plan = models.ForeignKey("strategic_plan.Plan", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=VersionKind.choices())
    reason = models.CharField(max_length=300, blank=True, help_text="Why the plan was amended.")
    dated_on = models.DateField(help_text="The day on which the Board met.")
    meeting_kind = models.CharField(max_length=14, choices=MeetingKind.choices())
    motion = models.TextField(help_text="The motion in the words of the minutes.")
    moved_by = models.CharField(max_length=120)
    seconded_by = models.CharField(max_length=120)
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_abstained = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField(help_text="The words of the whole plan; strategic_plan.content says how.")
    sha256 = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(
        "district.Person", models.PROTECT, related_name="plan_versions_recorded", null=True, blank=True
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False, help_text="The words of the motion are sample data.")

    objects: ClassVar[Any] = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            known("kind", VersionKind, name="plan_version_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=VersionKind.ADOPTED.value, number=1)
                | Q(kind=VersionKind.AMENDED.value, number__gt=1),
                name="plan_version_adopted_first",
            ),
            models.CheckConstraint(
                condition=Q(kind=VersionKind.ADOPTED.value) | ~Q(reason=""),
                name="plan_version_amended_with_reason",
                violation_error_message="Say why the plan was amended.",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__gt=F("votes_against")),
                name="plan_version_motion_carried",
                violation_error_message="The motion did not carry.",
            ),
            models.CheckConstraint(
                condition=~Q(motion="") & ~Q(moved_by="") & ~Q(seconded_by=""),
                name="plan_version_motion_is_said",
                violation_error_message="Write the motion, who moved it and who seconded it.",
            ),
            models.CheckConstraint(
                condition=~Q(Exact(Lower(Trim("moved_by")), Lower(Trim("seconded_by")))),
                name="plan_version_seconded_by_another",
                violation_error_message="Another member than the mover seconds a motion.",
            ),
            known("meeting_kind", MeetingKind, name="plan_version_meeting_known"),
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"

    @property
    def as_motion(self) -> Motion:
        """The motion as the rules need it."""
        return Motion(
            self.dated_on,
            MeetingKind(self.meeting_kind),
            self.motion,
            self.moved_by,
            self.seconded_by,
            self.votes_for,
            self.votes_against,
            self.votes_abstained,
        )


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def open(self) -> "AmendmentQuerySet":
        """Those that wait for the Board; while one is open, the words of its plan can change."""
        return self.filter(closed_at=None)


@tracked
class Amendment(models.Model):
    """A change of an adopted plan on its way to the Board; one of a plan at a time."""

    plan = models.ForeignKey("strategic_plan.Plan", models.PROTECT, related_name="amendments")
    reason = models.CharField(max_length=300)
    opened_by = models.ForeignKey("district.Person", models.PROTECT, related_name="amendments_opened")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "district.Person", models.PROTECT, related_name="amendments_closed", null=True, blank=True
    )
    outcome = models.CharField(max_length=10, choices=AmendmentOutcome.choices(), blank=True)

    objects: ClassVar[Any] = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(closed_at=None),
                name="plan_one_open_amendment",
                violation_error_message="An amendment of this plan is open already.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="plan_amendment_has_reason",
                violation_error_message="Say why the plan is amended.",
            ),
            known("outcome", AmendmentOutcome, name="plan_amendment_outcome_known", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="plan_amendment_closed_with_outcome",
            ),
        ]
        triggers = [locks.AMENDS_A_PLAN_IN_FORCE]

    def __str__(self) -> str:
        return f"Amendment of {self.plan}"
