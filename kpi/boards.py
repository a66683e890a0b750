"""What the dashboard, the list of measures and the status page show, ready for their templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi import charts, wording
from kpi.choices import RATED, STATUS_ORDER, Filters, counts, in_force
from kpi.domain import EvidenceType
from strategic_plan.plan_page import level_names
from ui.cards import Cell, Chip, Column, GoalGlance, Table
from ui.charts.trend import trend_drawings
from ui.words import STATUSES

Payload = Mapping[str, Any]
Address = Callable[..., str]


def dashboard_page(
    plan: Payload, whole: Payload, listed: Payload, filters: Filters, address: Address
) -> dict[str, Any]:
    """The dashboard: hero and glance speak of the district, the cards of the unit chosen."""
    every, cards = in_force(whole["cards"]), in_force(listed["cards"])
    found, sums = filters.chosen(cards), counts(every)
    return {
        "filters": filters,
        "unit": listed["unit"],
        "is_school": bool(filters.unit),
        "units": whole["units"],
        "chips": _chips(cards, filters),
        "sums": _sums(sums, filters),
        "total": sums[""],
        "in_plan": sum(card["goal"] is not None for card in every),
        "unrated": sums["unrated"],
        "period": _period(every),
        "glance": _glance(plan, every, address),
        "goals": _goals(plan, found, address),
        "levels": level_names(plan),
        "count": len(found),
        "has_sample": any(card["is_sample"] for card in found),
    }


def _period(cards: Sequence[Payload]) -> str:
    """The school year most latest results speak of, newest first where two are equal."""
    labels = [card["latest"]["period"] for card in cards if card["latest"]]
    years = [period["year"] for period in labels if period["code"].startswith("SY")]
    best = max(set(years), key=lambda year: (years.count(year), year), default=None)
    return next((period["label"] for period in labels if period["year"] == best), "") if best else ""


def _sums(sums: Mapping[str, int], filters: Filters) -> list[dict[str, Any]]:
    """The parts of the hero's sentence, each a link to the filter."""
    words = {
        "met": ngettext("%(n)s met its target", "%(n)s met their target", sums["met"]),
        "on_track": ngettext("%(n)s is on track", "%(n)s are on track", sums["on_track"]),
        "near": ngettext("%(n)s is just behind", "%(n)s are just behind", sums["near"]),
        "off_track": ngettext("%(n)s is off track", "%(n)s are off track", sums["off_track"]),
    }
    return [
        {"words": words[name] % {"n": sums[name]}, "url": f"{Filters(status=name).query()}#measures"}
        for name in RATED
        if sums[name]
    ]


def _chips(cards: Sequence[Payload], filters: Filters) -> list[Chip]:
    """One filter per status that occurs; a school has no status, so only all."""
    sums = counts(cards)
    names = {"": _("All"), "attention": _("Needs attention")} | {
        name: str(STATUSES[name].word) for name in (*RATED, "unrated")
    }
    return [
        Chip(
            words,
            filters.query(status=name),
            sums[name],
            filters.status == name,
            name if name in STATUSES else "",
        )
        for name, words in names.items()
        if not name or ((sums[name] or filters.status == name) and not filters.unit)
    ]


def _glance(plan: Payload, cards: Sequence[Payload], address: Address) -> list[GoalGlance]:
    found = []
    for goal in plan["goals"]:
        statuses = sorted(
            (card["status"] for card in cards if card["goal"] == goal["number"]), key=STATUS_ORDER.index
        )
        good = sum(status in {"met", "on_track"} for status in statuses)
        words = _("%(good)s of %(all)s met or on track") % {"good": good, "all": len(statuses)}
        empty = _("No measure yet")
        found.append(
            GoalGlance(
                goal["number"],
                goal["name"],
                f"#goal-{goal['number']}",
                statuses,
                words if statuses else empty,
            )
        )
    return found


def _goals(plan: Payload, cards: Sequence[Payload], address: Address) -> list[dict[str, Any]]:
    """Each core goal with its cards, then what serves none of the plan; a goal without cards is left out."""
    unserved = {
        "number": None,
        "name": _("Measures outside the plan’s %(goals)s")
        % {"goals": level_names(plan)["goal"]["many_within"]},
        "aim": _("They were agreed under an earlier plan and not yet given a goal of this one."),
    }
    return [
        goal | {"cards": [charts.card(card, address("measure", slug=card["slug"])) for card in members]}
        for goal in [*plan["goals"], unserved]
        if (members := [card for card in cards if card["goal"] == goal["number"]])
    ]


def list_rows(context: Mapping[str, Any]) -> dict[str, Any]:
    """The choices of the list's filter form."""
    present = {card["evidence_type"] for card in context["cards"]}
    return {
        "statuses": [(name, STATUSES[name].word) for name in (*RATED, "unrated")],
        "evidence": [
            (str(kind), wording.evidence_words(kind)) for kind in EvidenceType if str(kind) in present
        ],
    }


def list_table(cards: Sequence[Payload], filters: Filters, address: Address) -> Table:
    """All measures in one table; headings are links that sort."""
    columns = [
        _column(_("Measure"), "question", filters),  # first: a row's heading is the measure
        _column(_("Status"), "status", filters),
        _column(_("Latest result"), "value", filters, "num"),
        Column(_("Change"), "opt"),
        Column(_("Target"), "num opt"),
        _column(_("Next result"), "next", filters, "opt"),
    ]
    return Table(_("All measures"), columns, [_list_row(card, address, filters) for card in cards])


def _column(name: str, key: str, filters: Filters, css: str = "") -> Column:
    is_current = filters.sort == key
    falling = is_current and not filters.is_falling
    return Column(
        name,
        css,
        filters.query(sort=key, is_falling=falling),
        ("descending" if filters.is_falling else "ascending") if is_current else "",
    )


def _list_row(card: Payload, address: Address, filters: Filters) -> list[Cell]:
    unit, latest = wording.unit_of(card), card["latest"]
    value = wording.value_words(latest, unit, is_full=True)
    where = address("measure", slug=card["slug"]) + (f"?unit={filters.unit}" if filters.unit else "")
    unrated = wording.retired_words(card) or _("No target for one school")
    return [
        Cell(card["question"], url=where),
        Cell(status=card["status"]) if card.get("status") else Cell(unrated),
        Cell(
            value,
            "num" if wording.is_told(latest) and not latest.get("category") else "words",
            note=latest["period"]["label"] if latest else "",
        ),
        Cell(wording.change_words(card["change"], unit), "opt"),
        _target_cell(card),
        Cell(card["next_result"], "opt"),
    ]


def _target_cell(card: Payload) -> Cell:
    """The promise in the measure's unit; one that was made for an earlier test is not shown as if it held."""
    target, unit = card.get("target"), wording.unit_of(card)
    if target is None:
        return Cell(_("None set"), "words opt")
    if card.get("status") == "series_break":
        return Cell(_("To be set again"), "words opt")
    note = "" if "low" in target else _("by %(year)s") % {"year": target["year"]}
    return Cell(wording.target_figure(target, unit, is_full=True), "num opt", note=note)


def status_example(listed: Payload, address: Address) -> dict[str, Any]:
    """A measure of this release to work the rule through: one behind its path tells most."""
    rated = [card for card in listed["cards"] if card.get("path_value") and card["latest"].get("value")]
    rated.sort(key=lambda card: ("near", "off_track", "on_track", "met").index(card["status"]))
    if not rated:
        return {"example": None}
    card = rated[0]
    trend = charts.drawn_trend(card, card["trend"], name=listed["unit"][1], title=card["question"])
    wide, narrow = trend_drawings(trend) or (None, None)
    unit, target = wording.unit_of(card), card["target"]
    sign = 1 if card["direction"] == "higher" else -1
    return {
        "example": card,
        "wide": wide,
        "narrow": narrow,
        "working": wording.status_working(card),
        "url": address("measure", slug=card["slug"]),
        "kind": STATUSES[card["status"]].kind,
        "numbers": {
            "baseline": unit.full(Decimal(target["baseline"])),
            "baseline_year": target["baseline_period"]["year"],
            "final": unit.full(Decimal(target["value"])),
            "final_year": target["year"],
            "year": card["latest"]["period"]["year"],
            "path": unit.full(Decimal(card["path_value"])),
            "value": unit.full(Decimal(card["latest"]["value"])),
            "tolerance": unit.gap(Decimal(target["tolerance"])),
            "sign": "+1" if sign > 0 else "−1",
        },
    }
