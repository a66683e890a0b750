"""Self-assessments: judged by people with evidence, and frozen when closed."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from district.constraints import known
from district.history import tracked
from strategic_plan.domain import Band, CategoryJudged, Factor, Judged
from strategic_plan.models.evidence import EvidenceLink
from strategic_plan.permissions import can_assess, can_see_improvement

FROZEN = pgtrigger.Trigger(
    name="frozen_when_closed",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func="""
        IF OLD.closed_on IS NOT NULL THEN
            RAISE EXCEPTION 'This assessment is closed; begin a new one.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_is_frozen';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF NEW.closed_on IS NOT NULL AND (
            NOT EXISTS (SELECT 1 FROM strategic_plan_assessmentitem WHERE assessment_id = NEW.id)
            OR EXISTS (
                SELECT 1 FROM strategic_plan_assessmentitem i
                LEFT JOIN strategic_plan_assessmentrating r ON r.item_id = i.id
                WHERE i.assessment_id = NEW.id AND btrim(i.not_assessed_because) = ''
                  AND (r.id IS NULL OR r.band = '' OR btrim(r.words) = '')
            )
        ) THEN
            RAISE EXCEPTION 'Every category is judged, or left out with a reason, before closing.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_is_whole_when_closed';
        END IF;
        RETURN NEW;
    """,
)
# Both hold the assessment in share mode, so that nobody closes it while its parts are being written.
FROZEN_ITEM = pgtrigger.Trigger(
    name="frozen_with_its_assessment",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    declare=[("closed", "date")],
    func="""
        IF TG_OP <> 'INSERT' THEN
            SELECT closed_on INTO closed FROM strategic_plan_assessment
                WHERE id = OLD.assessment_id FOR SHARE;
        END IF;
        IF TG_OP <> 'DELETE' AND closed IS NULL THEN
            SELECT closed_on INTO closed FROM strategic_plan_assessment
                WHERE id = NEW.assessment_id FOR SHARE;
        END IF;
        IF closed IS NOT NULL THEN
            RAISE EXCEPTION 'This assessment is closed; begin a new one.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_is_frozen';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)
FROZEN_RATING = pgtrigger.Trigger(
    name="frozen_with_its_assessment",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    declare=[("closed", "date")],
    func="""
        IF TG_OP <> 'INSERT' THEN
            SELECT a.closed_on INTO closed FROM strategic_plan_assessment a
                JOIN strategic_plan_assessmentitem i ON i.assessment_id = a.id
                WHERE i.id = OLD.item_id FOR SHARE OF a;
        END IF;
        IF TG_OP <> 'DELETE' AND closed IS NULL THEN
            SELECT a.closed_on INTO closed FROM strategic_plan_assessment a
                JOIN strategic_plan_assessmentitem i ON i.assessment_id = a.id
                WHERE i.id = NEW.item_id FOR SHARE OF a;
        END IF;
        IF closed IS NOT NULL THEN
            RAISE EXCEPTION 'This assessment is closed; begin a new one.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_is_frozen';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF NEW.band NOT IN ('', '0-5') AND btrim(NEW.evidence) = '' AND NOT EXISTS (
            SELECT 1 FROM strategic_plan_ratingevidence e
                JOIN strategic_plan_evidencefile f ON f.id = e.file_id
            WHERE e.owner_id = NEW.id AND f.withdrawn_at IS NULL
        ) THEN
            RAISE EXCEPTION 'Above the lowest band, give evidence: words or a file.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_band_has_evidence';
        END IF;
        RETURN NEW;
    """,
)
FROZEN_EVIDENCE = pgtrigger.Trigger(
    name="frozen_with_its_assessment",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func="""
        IF EXISTS (
            SELECT 1 FROM strategic_plan_assessment a
            JOIN strategic_plan_assessmentitem i ON i.assessment_id = a.id
            JOIN strategic_plan_assessmentrating r ON r.item_id = i.id
            WHERE r.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.owner_id ELSE NEW.owner_id END
              AND a.closed_on IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'This assessment is closed; begin a new one.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_is_frozen';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


@tracked
class Assessment(models.Model):
    """How the district judges itself by a criteria set as of a day; a correction is a new one."""

    criteria_set = models.ForeignKey("strategic_plan.CriteriaSet", models.PROTECT, related_name="assessments")
    as_of = models.DateField()
    opened_by = models.ForeignKey("district.Person", models.PROTECT, related_name="opened_assessments")
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        "district.Person",
        models.PROTECT,
        related_name="closed_assessments",
        null=True,
        blank=True,
        editable=False,
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["criteria_set"],
                condition=Q(closed_on=None),
                name="assessment_one_open",
                violation_error_message="A self-assessment by these criteria is open. Close it first.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False),
                name="assessment_closed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("as_of")),
                name="assessment_closed_after_its_day",
                violation_error_message="It can be closed from the day it speaks of.",
            ),
        ]
        triggers = [FROZEN]

    def __str__(self) -> str:
        return f"Self-assessment of {self.as_of:%B} {self.as_of.day}, {self.as_of.year}"

    def get_absolute_url(self) -> str:
        return reverse("strategic_plan_staff:assessment_detail", args=[self.pk])

    def judged(self) -> list[CategoryJudged]:
        """Each category as it was judged so far, for the rule of closing."""
        return [
            CategoryJudged(
                item.category.name,
                [Judged(each.get_factor_display(), each.band, each.words) for each in item.ratings.all()],
                item.not_assessed_because,
            )
            for item in self.items.select_related("category").prefetch_related("ratings")
        ]


@tracked
class AssessmentItem(models.Model):
    """One category of an assessment: judged by its factors, or left out with a reason."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="items")
    category = models.ForeignKey("strategic_plan.Category", models.PROTECT, related_name="+")
    not_assessed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["category__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "category"], name="assessment_category_once")
        ]
        triggers = [FROZEN_ITEM]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.category}"


@tracked
class AssessmentRating(models.Model):
    """One factor of a category: words, the band a person chose, and the evidence for it."""

    item = models.ForeignKey(AssessmentItem, models.CASCADE, related_name="ratings")
    factor = models.CharField(max_length=20, choices=Factor.choices())
    order = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)
    band = models.CharField(max_length=8, choices=Band.choices(), blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "factor"], name="assessment_factor_once"),
            known("factor", Factor, name="assessment_factor_known"),
            known("band", Band, name="assessment_band_known", may_be_empty=True),
        ]
        triggers = [FROZEN_RATING]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_factor_display()}"

    def get_absolute_url(self) -> str:
        return reverse("strategic_plan_staff:item_edit", args=[self.item_id])


@tracked
class RatingEvidence(EvidenceLink):
    """A file that is evidence for a rating; frozen with its assessment."""

    owner_kind = "rating"
    owner = models.ForeignKey(AssessmentRating, models.CASCADE, related_name="evidence_links")

    class Meta(EvidenceLink.Meta):
        triggers = [FROZEN_EVIDENCE]

    @classmethod
    def may_see(cls, person: Any, owner: Any) -> bool:
        """Whoever reads improvement reads the evidence of a self-assessment."""
        return can_see_improvement(person)

    @classmethod
    def may_change(cls, person: Any, owner: Any) -> bool:
        """Whoever assesses, while the assessment is open."""
        return can_assess(person) and owner.item.assessment.closed_on is None
