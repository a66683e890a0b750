"""What measures tie to a plan: each active one with its status, and where the plan lacks them."""

from collections import defaultdict

from django.urls import reverse

from kpi.queries.measures import AreaCoverage, MeasureRow, coverage_of, measure_rows
from publication.reading import edition
from strategic_plan.alignment import Alignment, Gap, Tie, goal_word
from strategic_plan.models import Plan


def alignment_of(plan: Plan) -> Alignment:
    """Active measures under each goal with the status last published, and the gaps of policy 105 (P2, P7)."""
    rows = measure_rows()
    statuses = _published_statuses()
    ties: dict[int, list[Tie]] = defaultdict(list)
    for row in rows:
        if row.active is not None:
            for goal_id in row.goal_ids:
                ties[goal_id].append(_tie(row, statuses))
    word = goal_word(plan).capitalize()
    gaps = [gap for area in coverage_of(plan, rows) for gap in _gaps(area, word)]
    return Alignment("measures", goals=dict(ties), gaps=tuple(gaps))


def _tie(row: MeasureRow, statuses: dict[str, str]) -> Tie:
    slug = row.indicator.slug
    url = reverse("kpi_staff:indicator_definition", args=[slug])
    return Tie(row.shown.name, url, statuses.get(slug, "not_released"))


def _published_statuses() -> dict[str, str]:
    """Each measure's status in the latest release: where it stands is computed from public results only."""
    current = edition()
    if current is None:
        return {}
    return {card["slug"]: card["status"] for card in current.item("measures")["cards"] if card.get("status")}


def _gaps(area: AreaCoverage, word: str) -> list[Gap]:
    name, url = f"{word} {area.goal.number}", reverse("kpi_staff:indicator_list")
    if not area.active_count:
        return [Gap(f"{name} has no active measure.", url, "See the measures")]
    if len(area.mix) == 1:
        kind = area.mix[0][0].lower()
        words = f"{name} has one kind of evidence only: {kind}. The planning policy asks for a variety."
        return [Gap(words, url, "See the measures")]
    return []
