"""Indicators and the versions of their definition that Board and Superintendent agreed (policy 105, P1)."""

from django.db import models
from django.db.models import F, Q

from district.constraints import known
from district.history import tracked
from kpi.domain import (
    Agreement,
    Direction,
    EvidenceType,
    Frequency,
    Lifecycle,
    PeriodType,
    Role,
    UnitOfMeasure,
)
from kpi.models.agreed import AGREED_PARTS_STAND, AGREED_WORDS_STAND


@tracked
class Indicator(models.Model):
    """A measure with a code that is never reused; everything that can change lives in its versions."""

    code = models.SlugField(max_length=40, unique=True)
    slug = models.SlugField(max_length=80, unique=True, help_text="Its public address.")
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False, help_text="Its figures are sample data.")

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.code


@tracked
class Series(models.Model):
    """A stretch of results that can be compared with each other; a new test begins a new one."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="series")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80, help_text="For example MCA-III.")
    break_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it cannot be compared with the one before."
    )

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="kpi_series_number_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(break_reason=""), name="kpi_series_break_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.label}"


@tracked
class IndicatorVersion(models.Model):
    """A definition, versioned as one (domain brief 6.1); active only with both recorded agreements."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=24, choices=Lifecycle.choices(), default=Lifecycle.PROPOSED)

    name = models.CharField(max_length=120)
    question = models.CharField(max_length=160, help_text="The plain question it answers.")
    goals = models.ManyToManyField(
        "strategic_plan.CoreGoal", through="VersionGoal", related_name="indicator_versions", blank=True
    )
    main_goal = models.ForeignKey(
        "strategic_plan.CoreGoal", models.PROTECT, related_name="+", null=True, blank=True
    )
    tags = models.CharField(
        max_length=300, blank=True, help_text="CACR and Baldrige tags, separated by commas."
    )
    role = models.CharField(max_length=24, choices=Role.choices(), default=Role.GOAL_MEASURE)
    evidence_type = models.CharField(
        max_length=16, choices=EvidenceType.choices(), default=EvidenceType.PERFORMANCE
    )
    definition = models.TextField(blank=True)
    numerator_words = models.CharField(max_length=300, blank=True)
    denominator_words = models.CharField(max_length=300, blank=True)
    formula = models.CharField(max_length=300, blank=True, help_text="For an index or a mean.")
    inclusion_rules = models.TextField(blank=True)
    population = models.CharField(max_length=200, blank=True)
    population_code = models.SlugField(
        max_length=40,
        blank=True,
        db_index=False,
        help_text="Measures with the same code count the same people: what one hides, all hide.",
    )
    people_counted = models.CharField(
        max_length=40, default="students", help_text="What n counts: students, answers …"
    )
    unit_of_measure = models.CharField(
        max_length=24, choices=UnitOfMeasure.choices(), default=UnitOfMeasure.PERCENT
    )
    unit_word = models.CharField(max_length=24, blank=True, help_text="Shown after the number: days, kBtu …")
    decimals = models.PositiveSmallIntegerField(default=1)
    direction = models.CharField(max_length=8, choices=Direction.choices(), default=Direction.HIGHER)
    band_low = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    band_high = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    lowest_value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    highest_value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    categories = models.CharField(
        max_length=400, blank=True, help_text="Ordered words of a rating, separated by |."
    )
    frequency = models.CharField(max_length=12, choices=Frequency.choices(), default=Frequency.ANNUAL)
    period_type = models.CharField(
        max_length=16, choices=PeriodType.choices(), default=PeriodType.SCHOOL_YEAR
    )
    next_result = models.CharField(
        max_length=60, blank=True, help_text="When the next result is expected: August 2027."
    )
    release_calendar = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(blank=True)
    collection_method = models.TextField(blank=True)
    owner_role = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    steward_role = models.CharField(max_length=80, blank=True)
    rationale = models.TextField(blank=True)
    limitations = models.TextField(blank=True)
    validation = models.TextField(blank=True)
    disaggregations = models.CharField(
        max_length=300, blank=True, help_text="Group schemes that may be shown."
    )
    comparison_words = models.CharField(max_length=200, blank=True)
    is_comparison_same_definition = models.BooleanField(default=True)
    min_n = models.PositiveSmallIntegerField(default=10)
    coding_policy = models.CharField(
        max_length=200, default="Very high and very low percents are shown as a bound, by group size."
    )
    revision_policy = models.TextField(blank=True)
    references = models.TextField(blank=True)
    licence = models.CharField(max_length=120, blank=True)

    series = models.ForeignKey(
        Series,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Where baseline and target were set.",
    )
    baseline_period = models.CharField(max_length=20, blank=True)
    baseline_value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    final_period = models.CharField(max_length=20, blank=True)
    final_value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    group_floor = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)

    is_sample = models.BooleanField(default=False)
    proposed_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    activated_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["indicator", "-number"]
        triggers = [AGREED_WORDS_STAND]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="kpi_version_number_once"),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(state="active"), name="kpi_version_one_active"
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(state__in=["proposed", "agreed_superintendent", "agreed_board"]),
                name="kpi_version_one_proposed",
            ),
            known("state", Lifecycle, name="kpi_version_state_known"),
            known("role", Role, name="kpi_version_role_known"),
            known("evidence_type", EvidenceType, name="kpi_version_evidence_type_known"),
            known("unit_of_measure", UnitOfMeasure, name="kpi_version_unit_of_measure_known"),
            known("direction", Direction, name="kpi_version_direction_known"),
            known("frequency", Frequency, name="kpi_version_frequency_known"),
            known("period_type", PeriodType, name="kpi_version_period_type_known"),
            models.CheckConstraint(
                condition=~Q(direction="band")
                | Q(band_low__isnull=False, band_high__isnull=False, band_low__lt=F("band_high")),
                name="kpi_version_band_has_range",
            ),
            models.CheckConstraint(
                condition=Q(final_value=None, final_period="")
                | Q(final_value__isnull=False) & ~Q(final_period=""),
                name="kpi_version_final_target_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(tolerance=None) | Q(tolerance__gte=0), name="kpi_version_tolerance_not_negative"
            ),
            models.CheckConstraint(condition=Q(min_n__gte=10), name="kpi_version_min_n_at_least_ten"),
            models.CheckConstraint(
                condition=~Q(state="retired") | ~Q(retired_reason=""), name="kpi_version_retired_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(main_goal__isnull=False),
                name="kpi_version_active_serves_a_goal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (version {self.number})"


@tracked
class VersionGoal(models.Model):
    """A plan area that a version serves, beside its main one (policy 105, P2)."""

    version = models.ForeignKey(IndicatorVersion, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey("strategic_plan.CoreGoal", models.PROTECT, related_name="+")

    class Meta:
        triggers = [AGREED_PARTS_STAND]
        constraints = [models.UniqueConstraint(fields=["version", "goal"], name="kpi_version_goal_once")]

    def __str__(self) -> str:
        return f"{self.version} serves {self.goal}"


@tracked
class RecordedAgreement(models.Model):
    """One side's recorded agreement to one version: who decided, when, at which meeting."""

    version = models.ForeignKey(IndicatorVersion, models.CASCADE, related_name="agreements")
    party = models.CharField(max_length=16, choices=Agreement.choices())
    agreed_on = models.DateField()
    meeting = models.CharField(max_length=160, blank=True, help_text="For the Board: the meeting.")
    motion = models.TextField(blank=True, help_text="For the Board: motion, mover, seconder, votes.")
    recorded_by = models.ForeignKey("district.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["agreed_on"]
        triggers = [AGREED_PARTS_STAND]
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="kpi_agreement_once_per_party"),
            known("party", Agreement, name="kpi_agreement_party_known"),
            models.CheckConstraint(
                condition=~Q(party="board") | ~Q(meeting=""), name="kpi_agreement_board_names_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}, {self.agreed_on}"


@tracked
class YearlyTarget(models.Model):
    """An explicit target of one period; it wins over the straight path."""

    version = models.ForeignKey(IndicatorVersion, models.CASCADE, related_name="yearly_targets")
    period = models.CharField(max_length=20)
    period_sort = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=6)

    class Meta:
        ordering = ["period_sort"]
        triggers = [AGREED_PARTS_STAND]
        constraints = [models.UniqueConstraint(fields=["version", "period"], name="kpi_yearly_target_once")]

    def __str__(self) -> str:
        return f"{self.period}: {self.value}"
