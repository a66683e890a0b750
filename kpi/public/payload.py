"""The payloads of a measure: plain values, made from public results and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from district.models import OrgUnit, StudentGroup
from kpi import domain
from kpi.domain import AnyTarget, BandTarget, Target, UnitOfMeasure
from kpi.public.clearance import Result
from kpi.public.live import ALL, Surroundings, goal_of
from kpi.public.standing import (
    Subject,
    alike,
    before,
    change,
    latest_of,
    period,
    rounded,
    standing,
    streak,
    typical_movement,
)

KINDS = {
    UnitOfMeasure.PERCENT: "percent",
    UnitOfMeasure.CURRENCY: "money",
    UnitOfMeasure.COUNT: "count",
}


def unit_payload(subject: Subject) -> dict[str, Any]:
    """How the measure's figures are written."""
    version = subject.version
    word = version.unit_word
    if subject.unit is UnitOfMeasure.PERCENTAGE_POINT_GAP and not word:
        word = "points"
    return {"kind": KINDS.get(subject.unit, "number"), "decimals": version.decimals, "word": word}


def result_payload(subject: Subject, row: Result) -> dict[str, Any]:
    """One result: its state always, its figures only where they are shown."""
    decimals = subject.version.decimals
    told: dict[str, Any] = {"period": period(row.period), "series": row.series, "state": row.state}
    if row.value is not None:
        told["value"] = rounded(row.value, decimals)
    if row.bound is not None:
        told["bound"] = f"{row.bound.normalize():f}"
    if row.n is not None:
        told["n"] = row.n
    if row.numerator is not None:
        told["numerator"] = f"{row.numerator.normalize():f}"
    for name in ("category", "comment", "citation", "reason"):
        if getattr(row, name):
            told[name] = getattr(row, name)
    if row.released_on:
        told["released_on"] = row.released_on.isoformat()
    told |= {name: True for name in ("is_sample", "is_provisional") if getattr(row, name)}
    if row.revision > 1:
        told["revision"] = row.revision
    interval = _interval(subject, row)
    return told | ({"interval": interval} if interval else {})


def _interval(subject: Subject, row: Result) -> list[str] | None:
    """Of the figure as it is published, so that nothing more can be told from its ends."""
    if subject.unit is not UnitOfMeasure.PERCENT or row.value is None:
        return None
    found = domain.drawn_interval(Decimal(rounded(row.value, subject.version.decimals) or 0), row.n)
    return [str(end) for end in (found.low, found.high)] if found else None


def card(subject: Subject, unit: OrgUnit | None, around: Surroundings) -> dict[str, Any]:
    """The short form of a measure for one unit; only the district is held to the target."""
    version, rows = subject.version, subject.results.of(unit.slug) if unit else []
    latest, is_district, goal = latest_of(rows), unit == around.district, goal_of(version)
    told: dict[str, Any] = {
        "slug": version.indicator.slug,
        "question": version.question,
        "name": version.name,
        "goal": goal.number if goal else None,
        "evidence_type": version.evidence_type,
        "direction": version.direction,
        "unit": unit_payload(subject),
        "people": version.people_counted,
        "next_result": version.next_result,
        "is_sample": _is_sample(subject, subject.results.rows if is_district else rows),
        "is_sample_target": version.is_sample,
        "latest": result_payload(subject, latest) if latest else None,
        "trend": trend(subject, rows, latest, has_target=is_district),
    }
    earlier = before(rows, latest)
    told["change"] = change(subject, earlier, latest)
    told["starts_anew"] = bool(latest and not earlier and any(row.series < latest.series for row in rows))
    told["against"] = None
    if is_district:
        told["against"] = against(comparison(subject, latest, around), version.decimals)
    if version.retired_on is not None:
        told["retired"] = {"on": version.retired_on.isoformat(), "reason": version.retired_reason}
    elif is_district:
        told |= rating(subject, latest)
    return told


def rating(subject: Subject, latest: Result | None) -> dict[str, Any]:
    """Status with the numbers that explain it."""
    found, decimals = standing(subject, latest), subject.version.decimals
    target = subject.target
    told: dict[str, Any] = {
        "status": found.status.value,
        "reason": found.reason.value if found.reason else "",
    }
    if found.to_go is not None:
        told["to_go"] = rounded(found.to_go, decimals)
    if found.path_value is not None:
        told["path_value"] = rounded(found.path_value, decimals)
    if found.gap_to_path is not None and latest is not None:
        # Readers subtract what they see. The status itself compares what is not rounded (6.4).
        gap = Decimal(rounded(latest.value, decimals) or 0) - Decimal(told["path_value"])
        told["gap_to_path"] = rounded(gap, decimals)
    if found.required_per_year is not None:
        told["required_per_year"] = rounded(found.required_per_year, decimals)
    if target is not None:
        told["target"] = promise(target, decimals)
    return told


def promise(target: AnyTarget, decimals: int) -> dict[str, Any]:
    """What was agreed, in no more decimals than the results are published in."""
    told: dict[str, Any] = {"tolerance": f"{target.tolerance.normalize():f}"}
    if isinstance(target, BandTarget):
        return told | {"low": rounded(target.low, decimals), "high": rounded(target.high, decimals)}
    told |= {
        "value": rounded(target.final, decimals),
        "year": target.final_period.year,
        "period": period(target.final_period),
        "baseline_period": period(target.baseline_period),
    }
    return told | ({"baseline": rounded(target.baseline, decimals)} if isinstance(target, Target) else {})


def trend(
    subject: Subject, rows: Sequence[Result], latest: Result | None, *, has_target: bool
) -> dict[str, Any]:
    """The points of a line chart: ours, ours on an earlier test, and what was promised."""
    if latest is None:
        return {"us": [], "old": []}
    ours = alike(rows, latest)
    old = [row for row in rows if row.series < latest.series and row.is_told]
    told: dict[str, Any] = {
        "us": [point(subject, row) for row in ours],
        "old": [point(subject, row) for row in old],
        "step": subject.step,
    }
    target = subject.target
    if has_target and target is not None and target.series == str(latest.series):
        told |= path(target, subject.version.decimals)
    return told


def path(target: AnyTarget, decimals: int) -> dict[str, Any]:
    """The target and the corners of the agreed path; a band has none, nor has a start that is not shown."""

    def drawn(value: Decimal) -> float:
        return float(rounded(value, decimals) or 0)

    if isinstance(target, BandTarget):
        return {"band": [drawn(target.low), drawn(target.high)]}
    told: dict[str, Any] = {"target": [target.final_period.year, drawn(target.final)]}
    if isinstance(target, Target):
        corners = {target.baseline_period.year: target.baseline, target.final_period.year: target.final}
        corners |= dict(target.yearly)
        told["path"] = [[year, drawn(value)] for year, value in sorted(corners.items())]
    return told


def point(subject: Subject, row: Result) -> list[Any]:
    """One point: year, value or nothing, state, and the interval of a small group."""
    value = rounded(row.value, subject.version.decimals)
    is_percent = subject.unit is UnitOfMeasure.PERCENT
    figure = None if value is None else Decimal(value)
    return domain.drawn_point(row.period.year, figure, row.state, row.n, is_percent=is_percent)


def against(rows: Sequence[dict[str, Any]], decimals: int) -> dict[str, Any] | None:
    """The first comparison and how far we are from it, where both are shown."""
    others = [row for row in rows[1:] if row.get("value") is not None]
    if not others or rows[0].get("value") is None:
        return None
    difference = Decimal(rows[0]["value"]) - Decimal(others[0]["value"])
    kept = {name: others[0][name] for name in ("name", "slug", "value", "period")}
    return kept | {"difference": rounded(difference, decimals)}


def comparison(subject: Subject, latest: Result | None, around: Surroundings) -> list[dict[str, Any]]:
    """Us and the others in the latest period that both have, in one series; the first row is ours.

    The state is often a year behind. Nothing is compared unless the definition is the same.
    """
    if latest is None or around.district is None or not subject.version.is_comparison_same_definition:
        return []
    for ours in reversed(alike(subject.results.of(around.district.slug), latest)):
        found = [
            (unit, row)
            for unit in around.comparisons
            if (row := subject.results.at(ours.period, ours.series, unit.slug)) and row.is_told
        ]
        if found and ours.is_told:
            rows = [(around.district, ours), *found]
            return [
                {"name": unit.name, "slug": unit.slug} | result_payload(subject, row) for unit, row in rows
            ]
    return []


def other_lines(subject: Subject, around: Surroundings) -> list[dict[str, Any]]:
    """Lines of those we are compared with, where they have a figure in the series of our latest result."""
    latest = latest_of(subject.results.of(around.district.slug)) if around.district else None
    if latest is None or not subject.version.is_comparison_same_definition:
        return []
    lines = [
        {"name": unit.name, "points": [point(subject, row) for row in alike(rows, latest)]} | _sources(rows)
        for unit in around.comparisons
        if (rows := subject.results.of(unit.slug))
    ]
    return [line for line in lines if any(value is not None for _, value, *_ in line["points"])][:3]


def _sources(rows: Sequence[Result]) -> dict[str, Any]:
    """Who published the figures of a comparison, and for which periods."""
    cited: dict[str, list[str]] = {}
    for row in rows:
        if row.is_told and row.citation and not row.is_sample:
            cited.setdefault(row.citation, []).append(period(row.period)["label"])
    has_sample = any(row.is_told and row.is_sample for row in rows)
    return {"sources": cited} | ({"has_sample": True} if has_sample else {})


def group_rows(subject: Subject, unit: OrgUnit, around: Surroundings) -> list[dict[str, Any]]:
    """One row per student group of the latest period, all students first, hidden rows named."""
    latest = latest_of(subject.results.of(unit.slug))
    if latest is None:
        return []
    schemes = around.schemes(subject.version.disaggregations)
    named = [around.groups[ALL]] if ALL in around.groups else []
    rows = [
        _row(subject, subject.results.of(unit.slug, group.code), latest)
        | {"code": group.code, "name": group.name}
        for group in [*named, *(group for scheme in schemes for group in scheme)]
        if subject.results.at(latest.period, latest.series, unit.slug, group.code)
    ]
    return rows if len(rows) > 1 else []


def _row(subject: Subject, rows: Sequence[Result], latest: Result) -> dict[str, Any]:
    now = next(row for row in rows if row.period == latest.period and row.series == latest.series)
    earlier = before(rows, now)
    told = result_payload(subject, now) | {"change": change(subject, earlier, now)}
    if earlier is not None:
        told["before"] = result_payload(subject, earlier)
    return told


def school_rows(subject: Subject, around: Surroundings) -> list[dict[str, Any]]:
    """Each school by name with its latest result; without a target of its own it has no status."""
    whole = latest_of(subject.results.of(around.district.slug)) if around.district else None
    if whole is None:
        return []
    told = []
    for school in around.schools:
        rows = subject.results.of(school.slug)
        if subject.results.at(whole.period, whole.series, school.slug) is not None:
            points = [point(subject, row) for row in alike(rows, whole)]
            told.append(
                {"name": school.name, "slug": school.slug, "kind": school.kind, "points": points}
                | _row(subject, rows, whole)
            )
    return told


def units_and_groups(subject: Subject, around: Surroundings) -> tuple[list[OrgUnit], list[StudentGroup]]:
    """Everything a reader may choose: units and groups that have at least one row."""
    units = {row.unit for row in subject.results.rows}
    groups = {row.group for row in subject.results.rows}
    own = [unit for unit in ([around.district] if around.district else []) if unit.slug in units]
    own += [school for school in around.schools if school.slug in units]
    return own, [group for code, group in around.groups.items() if code in groups]


def movement(subject: Subject, unit: OrgUnit) -> dict[str, Any]:
    """How steady the line is: streak, usual step, number of comparable results."""
    rows = subject.results.of(unit.slug)
    latest = latest_of(rows)
    if latest is None:
        return {}
    typical = typical_movement(subject, rows, latest)
    shown = [row for row in alike(rows, latest) if row.value is not None]
    return {
        "streak": streak(subject, rows, latest),
        "typical": rounded(typical, subject.version.decimals),
        "comparable": len(shown),
        "first": period(shown[0].period) if shown else None,
    }


def _is_sample(subject: Subject, rows: Sequence[Result]) -> bool:
    """Whether any figure is sample data; without figures, whether the measure itself is."""
    version = subject.version
    return any(row.is_sample for row in rows) if rows else version.is_sample or version.indicator.is_sample
