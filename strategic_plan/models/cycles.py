"""PDSA cycles: predictions are locked by the database when Do starts (domain brief 5.1)."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from district.constraints import known
from district.history import tracked
from district.models import OrgUnit
from strategic_plan.domain import Asked, CarriedOut, CycleWords, Decision, Step, Verdict
from strategic_plan.models.evidence import EvidenceLink
from strategic_plan.permissions import can_change_improvement, can_see_improvement

# The clock of the database says when Do began. Locking the questions is not needed here: whoever writes one
# holds the cycle's row in share mode, so this update waits for them and then counts what they wrote.
DO_STARTS_ONCE = pgtrigger.Trigger(
    name="do_starts_once",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="""
        IF TG_OP = 'INSERT' THEN
            IF NEW.do_started_at IS NOT NULL THEN
                RAISE EXCEPTION 'A cycle begins with Plan.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_begins_with_plan';
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.do_started_at IS NOT NULL THEN
            IF NEW.do_started_at IS DISTINCT FROM OLD.do_started_at THEN
                RAISE EXCEPTION 'When Do began cannot be changed.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_do_began_once';
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.do_started_at IS NULL THEN
            RETURN NEW;
        END IF;
        IF NOT EXISTS (SELECT 1 FROM strategic_plan_cyclequestion WHERE cycle_id = NEW.id)
           OR EXISTS (SELECT 1 FROM strategic_plan_cyclequestion
                      WHERE cycle_id = NEW.id AND btrim(prediction) = '') THEN
            RAISE EXCEPTION 'Do cannot start before every question has a prediction.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_predicts_before_do';
        END IF;
        NEW.do_started_at := clock_timestamp();
        RETURN NEW;
    """,
)
PREDICTION_IS_LOCKED = pgtrigger.Trigger(
    name="prediction_is_locked",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    declare=[("began", "timestamptz")],
    func="""
        SELECT do_started_at INTO began FROM strategic_plan_cycle
            WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.cycle_id ELSE NEW.cycle_id END FOR SHARE;
        IF began IS NOT NULL THEN
            IF TG_OP <> 'UPDATE' OR NEW.question <> OLD.question OR NEW.prediction <> OLD.prediction
               OR NEW.cycle_id <> OLD.cycle_id THEN
                RAISE EXCEPTION 'Do has begun: questions and predictions are locked.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_prediction_is_locked';
            END IF;
        ELSIF TG_OP <> 'DELETE' AND (NEW.result <> '' OR NEW.verdict <> '') THEN
            RAISE EXCEPTION 'There is no result before Do has begun.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_result_after_do';
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.cycle_id <> OLD.cycle_id THEN
            RAISE EXCEPTION 'A question stays with its cycle.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_prediction_is_locked';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


@tracked
class CycleLine(models.Model):
    """What a row of cycles wants to improve, one after another."""

    name = models.CharField(max_length=120)
    unit = models.ForeignKey("district.OrgUnit", models.PROTECT, related_name="cycle_lines")
    strategy = models.ForeignKey(
        "strategic_plan.Strategy", models.PROTECT, related_name="cycle_lines", null=True, blank=True
    )
    process = models.ForeignKey(
        "strategic_plan.Process", models.PROTECT, related_name="cycle_lines", null=True, blank=True
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__isnull=False) | Q(process__isnull=False),
                name="cycle_line_improves_something",
                violation_error_message="Choose the strategy or the process that the cycles improve.",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Cycle(models.Model):
    """One Plan-Do-Study-Act cycle of a line."""

    line = models.ForeignKey(CycleLine, models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(default=1)
    owner = models.ForeignKey("district.Person", models.PROTECT, related_name="owned_cycles")
    step = models.CharField(max_length=8, choices=Step.choices(), default=Step.PLAN)

    objective = models.TextField(blank=True)
    change_tested = models.TextField(blank=True)
    by_whom = models.CharField(max_length=200, blank=True)
    doing_what = models.TextField(blank=True)
    when = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=200, blank=True)
    collection_plan = models.TextField(blank=True)
    measured_how = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    do_started_at = models.DateTimeField(null=True, blank=True, editable=False)
    carried_out = models.CharField(max_length=8, choices=CarriedOut.choices(), blank=True)
    observations = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices(), blank=True)
    decision_reason = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["line__name", "line", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"],
                name="cycle_number_once_in_line",
                violation_error_message="The next cycle was begun already.",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=~Q(step="closed"),
                name="cycle_one_open_in_line",
                violation_error_message="A cycle of this line is still open. Close it first.",
            ),
            known("step", Step, name="cycle_step_known"),
            known("carried_out", CarriedOut, name="cycle_carried_out_known", may_be_empty=True),
            known("decision", Decision, name="cycle_decision_known", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(step="plan", do_started_at=None)
                | ~Q(step="plan") & Q(do_started_at__isnull=False),
                name="cycle_do_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(step="closed") & Q(closed_on=None)
                | Q(step="closed", closed_on__isnull=False) & ~Q(decision="") & ~Q(decision_reason=""),
                name="cycle_closes_with_a_decision",
                violation_error_message="A cycle closes with a decision and its reason.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="cycle_days_in_order",
                violation_error_message="The last day comes after the first.",
            ),
        ]
        triggers = [DO_STARTS_ONCE]

    def __str__(self) -> str:
        return f"{self.line}, cycle {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("strategic_plan_staff:cycle_detail", args=[self.pk])

    @property
    def unit(self) -> OrgUnit:
        """Whose cycle it is."""
        return self.line.unit

    def words(self) -> CycleWords:
        """What the cycle and its questions say so far, for the rules of its steps."""
        return CycleWords(
            step=Step(self.step),
            questions=[
                Asked(each.question, each.prediction.strip(), each.result, each.verdict)
                for each in self.questions.all()
            ],
            objective=self.objective,
            change_tested=self.change_tested,
            measured_how=self.measured_how,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            carried_out=self.carried_out,
            observations=self.observations,
            learned=self.learned,
            decision=self.decision,
            decision_reason=self.decision_reason,
        )


@tracked
class CycleQuestion(models.Model):
    """A question of a cycle with its prediction, and later the result beside it."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="questions")
    question = models.CharField(max_length=300)
    prediction = models.TextField(blank=True)
    result = models.TextField(blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices(), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [known("verdict", Verdict, name="cycle_verdict_known", may_be_empty=True)]
        triggers = [PREDICTION_IS_LOCKED]

    def __str__(self) -> str:
        return self.question


@tracked
class CycleEvidence(EvidenceLink):
    """A file that is evidence for a cycle: a form, a photo of the board, a table of counts."""

    owner_kind = "cycle"
    owner = models.ForeignKey(Cycle, models.CASCADE, related_name="evidence_links")

    @classmethod
    def may_see(cls, person: Any, owner: Any) -> bool:
        """Whoever reads improvement reads the evidence of a cycle."""
        return can_see_improvement(person)

    @classmethod
    def may_change(cls, person: Any, owner: Any) -> bool:
        """Whoever runs the cycle attaches and withdraws its files."""
        return can_change_improvement(person, owner)
