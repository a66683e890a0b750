"""What a measure has to do with improvement; it changes without a new version of the definition."""

from django.db import models

from district.history import tracked


@tracked
class IndicatorTag(models.Model):
    """A measure tagged with a category of criteria (policy 105, P8)."""

    indicator = models.ForeignKey("kpi.Indicator", models.CASCADE, related_name="tags")
    category = models.ForeignKey("strategic_plan.Category", models.PROTECT, related_name="indicatortags")

    class Meta:
        ordering = ["category__number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "category"], name="kpi_indicator_tag_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.category}"


@tracked
class IndicatorProcess(models.Model):
    """That a documented process feeds a measure."""

    indicator = models.ForeignKey("kpi.Indicator", models.CASCADE, related_name="process_links")
    process = models.ForeignKey("strategic_plan.Process", models.CASCADE, related_name="indicator_links")

    class Meta:
        ordering = ["process__name"]
        verbose_name_plural = "indicator processes"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "process"], name="kpi_indicator_process_once")
        ]

    def __str__(self) -> str:
        return f"{self.process} feeds {self.indicator}"
