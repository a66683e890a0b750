"""Reading measures: the list, how far they cover the plan, and one measure with its versions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from district.domain import GroupSchemeKind
from district.models import GroupScheme
from kpi.domain import EvidenceType, Lifecycle, missing_for_activation, scheme_codes
from kpi.models import Indicator, IndicatorVersion, VersionGoal
from kpi.models.fields import OPEN_STATES
from strategic_plan.models import CoreGoal, Plan


@dataclass(frozen=True)
class MeasureRow:
    """A measure in the list: its version in force and the one that waits for agreement."""

    indicator: Indicator
    active: IndicatorVersion | None
    proposed: IndicatorVersion | None
    shown: IndicatorVersion
    goal_ids: frozenset[int]
    versions: tuple[IndicatorVersion, ...] = ()

    @property
    def is_retired(self) -> bool:
        """Whether the measure is out of force and no proposal brings it back."""
        return self.shown.state == Lifecycle.RETIRED


@dataclass(frozen=True)
class AreaCoverage:
    """A plan area with its active measures by kind of evidence (policy 105, clauses P2 and P7)."""

    goal: CoreGoal
    evidence: Counter[EvidenceType] = field(default_factory=Counter)

    @property
    def active_count(self) -> int:
        """How many active measures serve the area."""
        return sum(self.evidence.values())

    @property
    def mix(self) -> list[tuple[str, int]]:
        """Each kind of evidence present, in the order of the closed list."""
        return [(kind.label, self.evidence[kind]) for kind in EvidenceType if self.evidence[kind]]

    @property
    def warning(self) -> str:
        """What the planning policy asks for and the area lacks, or nothing."""
        if not self.active_count:
            return "No active measure. The planning policy asks for measures in each area of the plan."
        if len(self.mix) == 1:
            return f"One kind of evidence only: {self.mix[0][0].lower()}. The policy asks for a variety."
        return ""


def measure_rows() -> list[MeasureRow]:
    """Every measure in its order, with the versions the list speaks of."""
    newer = IndicatorVersion.objects.filter(indicator=OuterRef("indicator"), number__gt=OuterRef("number"))
    spoken_of = Q(state__in=[Lifecycle.ACTIVE, *OPEN_STATES]) | ~Exists(newer)
    found = _with_versions(Indicator.objects.all(), IndicatorVersion.objects.filter(spoken_of))
    return [row for indicator in found if (row := _row(indicator))]


def plan_coverage(rows: Sequence[MeasureRow]) -> list[AreaCoverage]:
    """How far active measures cover each area of the plan in force, or of the latest one before adoption."""
    plan = current_plan()
    return coverage_of(plan, rows) if plan else []


def coverage_of(plan: Plan, rows: Sequence[MeasureRow]) -> list[AreaCoverage]:
    """How far active measures cover each area of one plan."""
    goals = list(plan.goals.all())
    areas = {goal.pk: AreaCoverage(goal) for goal in goals}
    for row in rows:
        if row.active is not None:
            for goal_id in row.goal_ids & areas.keys():
                areas[goal_id].evidence[EvidenceType(row.active.evidence_type)] += 1
    return list(areas.values())


def current_plan() -> Plan | None:
    """The plan in force; before any is adopted, the latest draft."""
    plan: Plan | None = Plan.objects.current()
    return plan


def measure_detail(slug: str) -> MeasureRow:
    """One measure with all its versions; raises Indicator.DoesNotExist."""
    row = _row(_with_versions(Indicator.objects.filter(slug=slug)).get())
    if row is None:
        raise Indicator.DoesNotExist
    return row


def definition_of(indicator: Indicator) -> IndicatorVersion:
    """The version whose rules a result must fit: the active one, else the newest."""
    versions: list[IndicatorVersion] = list(indicator.versions.all())
    active = [version for version in versions if version.state == Lifecycle.ACTIVE]
    return (active or sorted(versions, key=lambda version: -version.number))[0]


def missing_of(version: IndicatorVersion) -> list[str]:
    """What a version still lacks before it can be agreed to, as sentences."""
    yearly = [(target.period_sort // 10, target.value) for target in version.yearly_targets.all()]
    return missing_for_activation(version, yearly) + schemes_unknown(version.disaggregations)


def schemes_unknown(words: str) -> list[str]:
    """A sentence where words do not name group schemes: nobody agrees to groups that cannot be told."""
    codes = scheme_codes(words)
    if not codes:
        return []
    known = list(GroupScheme.objects.exclude(kind=GroupSchemeKind.TOTAL).values_list("code", flat=True))
    unknown = [code for code in codes if code not in known]
    if not unknown:
        return []
    offered = f"Use {', '.join(known)}, or leave it empty." if known else "Leave it empty."
    return [f"No student groups are called {', '.join(unknown)}. {offered}"]


def _with_versions(
    indicators: QuerySet[Indicator], wanted: QuerySet[IndicatorVersion] | None = None
) -> QuerySet[Indicator]:
    links = VersionGoal.objects.select_related("goal").order_by("goal__number")
    versions = (
        (IndicatorVersion.objects.all() if wanted is None else wanted)
        .select_related("main_goal", "series", "proposed_by")
        .order_by("-number")
        .prefetch_related(Prefetch("goal_links", links), "agreements__recorded_by", "yearly_targets")
    )
    return indicators.prefetch_related(Prefetch("versions", versions), "series")


def _row(indicator: Indicator) -> MeasureRow | None:
    versions: list[IndicatorVersion] = list(indicator.versions.all())
    if not versions:
        return None
    active = next((version for version in versions if version.state == Lifecycle.ACTIVE), None)
    proposed = next((version for version in versions if version.state in OPEN_STATES), None)
    shown = active or proposed or versions[0]
    goal_ids = {link.goal_id for link in shown.goal_links.all()} | {shown.main_goal_id}
    return MeasureRow(
        indicator, active, proposed, shown, frozenset(goal for goal in goal_ids if goal), tuple(versions)
    )
