"""What stands under "About this measure": the agreed definition, its agreements, sources and limits."""

from __future__ import annotations

from typing import Any

from kpi.domain import Agreement
from kpi.public.live import ALL, Surroundings
from kpi.public.standing import Subject, period

WORDS = (
    "definition",
    "numerator_words",
    "denominator_words",
    "formula",
    "inclusion_rules",
    "population",
    "source",
    "source_url",
    "collection_method",
    "release_calendar",
    "owner_role",
    "contact",
    "rationale",
    "limitations",
    "validation",
    "coding_policy",
    "revision_policy",
    "references",
    "licence",
    "comparison_words",
)


def about(subject: Subject, around: Surroundings) -> dict[str, Any]:
    """The definition as agreed, empty fields left out."""
    version = subject.version
    told: dict[str, Any] = {name: getattr(version, name) for name in WORDS if getattr(version, name)}
    told |= {
        "code": version.indicator.code,
        "version": version.number,
        "activated_on": version.activated_on.isoformat() if version.activated_on else "",
        "min_n": version.min_n,
        "role": version.role,
        "evidence_type": version.evidence_type,
        "frequency": version.frequency,
        "agreements": agreements(subject),
        "series": series(subject),
        "revisions": revisions(subject, around),
    }
    return told


def agreements(subject: Subject) -> list[dict[str, str]]:
    """Both sides' recorded agreement, the Board first."""
    found = sorted(subject.version.agreements.all(), key=lambda each: each.party != Agreement.BOARD)
    return [
        {"party": each.party, "agreed_on": each.agreed_on.isoformat(), "meeting": each.meeting}
        for each in found
    ]


def series(subject: Subject) -> list[dict[str, Any]]:
    """The stretches that can be compared, with the reason of each break and the first year shown."""
    first: dict[int, int] = {}
    for row in subject.results.rows:
        if row.is_told:
            first[row.series] = min(row.period.year, first.get(row.series, row.period.year))
    return [
        {
            "number": each.number,
            "label": each.label,
            "reason": each.break_reason,
            "first_year": first.get(each.number),
        }
        for each in subject.version.indicator.series.all()
    ]


def revisions(subject: Subject, around: Surroundings) -> list[dict[str, Any]]:
    """Corrected results of the whole district that are shown, with the reason given."""
    if around.district is None:
        return []
    return [
        {"period": period(row.period), "reason": row.reason}
        for row in subject.results.of(around.district.slug, ALL)
        if row.revision > 1 and row.is_told and row.reason
    ]
