"""What a reader of public pages chose in the address: filters of a list, unit and group of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kpi.domain import EvidenceType, Period, drawn_point
from publication.domain import PublishedCell
from ui.words import STATUSES

Payload = Mapping[str, Any]
ALL = "all"
RATED = ("met", "on_track", "near", "off_track")
STATUS_SETS = {name: {name} for name in RATED} | {
    "attention": {"near", "off_track"},
    "unrated": {name for name, status in STATUSES.items() if name not in RATED},
}
SORTS = {"question", "status", "value", "next"}
UNRATED = ("baseline_only", "no_path", "series_break", "no_target", "not_released", "suppressed", "")
STATUS_ORDER = [*RATED, *UNRATED]


@dataclass(frozen=True)
class Filters:
    """The filters of a list of measures, all of them part of the address."""

    status: str = ""
    goal: int | None = None
    evidence: str = ""
    unit: str = ""
    sort: str = ""
    is_falling: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """Read the address; what is not offered is left out rather than refused."""
        goal, sort = query.get("goal", ""), query.get("sort", "")
        return cls(
            query.get("status", "") if query.get("status", "") in STATUS_SETS else "",
            int(goal) if goal.isdecimal() and len(goal) < 4 else None,
            query.get("evidence", "")
            if query.get("evidence", "") in {str(kind) for kind in EvidenceType}
            else "",
            query.get("unit", ""),
            sort.lstrip("-") if sort.lstrip("-") in SORTS else "",
            sort.startswith("-"),
        )

    def query(self, **other: Any) -> str:
        """The address of the same list with something chosen otherwise; starts with "?" or is "."."""
        new = replace(self, **other)
        pairs = {"status": new.status, "goal": new.goal, "evidence": new.evidence, "unit": new.unit}
        if new.sort:
            pairs["sort"] = f"-{new.sort}" if new.is_falling else new.sort
        kept = {name: value for name, value in pairs.items() if value not in {"", None}}
        return f"?{urlencode(kept)}" if kept else "?"

    def chosen(self, cards: Iterable[Payload]) -> list[Payload]:
        """The measures that match, in plan order or sorted by a column."""
        found = [
            card
            for card in cards
            if (not self.status or card.get("status", "") in STATUS_SETS[self.status])
            and (self.goal is None or card["goal"] == self.goal)
            and (not self.evidence or card["evidence_type"] == self.evidence)
        ]
        if self.sort:
            found.sort(key=lambda card: _place(card, self.sort), reverse=self.is_falling)
            found.sort(key=lambda card: self.sort == "value" and _figure(card) is None)
        return found


def _place(card: Payload, name: str) -> Any:
    if name == "value":
        return _figure(card) or 0.0
    if name == "status":
        return STATUS_ORDER.index(card.get("status", ""))
    if name == "next":
        return card["next_result"].lower()
    return card["question"].lower()


def _figure(card: Payload) -> float | None:
    value = card["latest"] and card["latest"].get("value")
    return None if value is None else float(value)


def in_force(cards: Iterable[Payload]) -> list[Payload]:
    """The measures that count: a retired one is listed and keeps its page, but is nobody's measure now."""
    return [card for card in cards if not card.get("retired")]


def counts(cards: Iterable[Payload]) -> dict[str, int]:
    """How many measures each status filter finds."""
    statuses = [card.get("status", "") for card in cards]
    return {name: sum(status in members for status in statuses) for name, members in STATUS_SETS.items()} | {
        "": len(statuses)
    }


@dataclass(frozen=True)
class Choice:
    """The line a reader chose on a measure's page: whose results, drawn how, beside which others."""

    unit: str
    group: str
    name: str
    is_whole: bool
    drawn: Payload
    rows: Sequence[Payload]
    others: Sequence[Payload]


def whole(measure: Payload, name: str) -> Choice:
    """All students of the district, called by its short name: shown unless a reader chooses."""
    return Choice(
        measure["unit_slug"],
        ALL,
        name or measure["unit_name"],
        is_whole=True,
        drawn=measure["trend"],
        rows=_in_line(measure["rows"], measure["latest"]),
        others=measure["others"],
    )


def _in_line(rows: Sequence[Payload], latest: Payload | None) -> list[Payload]:
    """Leave out other seasons than the one that is drawn."""
    if latest is None:
        return list(rows)
    season = Period.parse(latest["period"]["code"]).season
    return [row for row in rows if Period.parse(row["period"]["code"]).season == season]


def chosen(measure: Payload, unit: str, group: str, cells: Mapping[str, Sequence[PublishedCell]]) -> Choice:
    """One unit and group, compared with all students of the district or, for a school, with the district."""
    names = dict(measure["choices"]["units"])
    group_names = dict(measure["choices"]["groups"])
    rows = rows_of(cells[unit], group)
    drawn = drawn_of(measure, rows)
    is_school = unit != measure["unit_slug"]
    compared = rows_of(cells[measure["unit_slug"]], group if is_school else ALL)
    name = (
        names[unit]
        if group == ALL
        else _("%(unit)s, %(group)s") % {"unit": names[unit], "group": group_names[group]}
    )
    label = measure["unit_name"] if is_school else _("All students")
    others = [{"name": label, "points": drawn_of(measure, compared)["us"]}] if compared else []
    line = _in_line(rows, rows[-1] if rows else None)
    return Choice(unit, group, name, is_whole=False, drawn=drawn, rows=line, others=others)


def rows_of(cells: Iterable[PublishedCell], group: str) -> list[dict[str, Any]]:
    """The results of one group, oldest first, in the form a measure's own rows have."""
    rows = []
    for cell in cells:
        if cell.group == group:
            period = Period.parse(cell.period)
            told: dict[str, Any] = {
                "period": {"code": cell.period, "label": period.label, "year": period.year},
                "sort": period.sort,
                "series": cell.series,
                "state": cell.state,
                "is_sample": cell.is_sample,
                "citation": cell.source,
                "comment": cell.comment,
                "reason": cell.correction,
                "is_provisional": cell.is_provisional,
            }
            told |= {name: getattr(cell, name) for name in ("value", "bound") if getattr(cell, name)}
            rows.append(told | ({"n": int(cell.n)} if cell.n else {}))
    return sorted(rows, key=lambda row: row["sort"])


def drawn_of(measure: Payload, rows: Sequence[Payload]) -> dict[str, Any]:
    """The points of one line, and of its earlier test."""
    told = [row for row in rows if row.get("value") or row.get("bound")]
    if not told:
        return {"us": [], "old": []}
    rows, latest = _in_line(rows, told[-1]), told[-1]["series"]
    return {
        "us": [_point(measure, row) for row in rows if row["series"] == latest],
        "old": [_point(measure, row) for row in rows if row["series"] != latest],
        "step": measure["trend"].get("step", 1),
    }


def _point(measure: Payload, row: Payload) -> list[Any]:
    value = Decimal(row["value"]) if row.get("value") else None
    is_percent = measure["unit"]["kind"] == "percent"
    return drawn_point(row["period"]["year"], value, row["state"], row.get("n"), is_percent=is_percent)
