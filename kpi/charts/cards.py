"""A measure on the dashboard (design-spec 5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kpi import wording
from kpi.charts.figures import drawn_trend
from ui.cards import Card
from ui.charts.spark import sparkline

Payload = Mapping[str, Any]


def card(payload: Payload, url: str) -> Card:
    """The card of a measure; for a school without status, because targets are agreed for the district."""
    unit, latest = wording.unit_of(payload), payload["latest"]
    base: dict[str, Any] = {
        "status": payload.get("status", ""),
        "question": payload["question"],
        "name": payload["name"],
        "url": url,
    }
    if latest is None:
        when = payload["next_result"]
        words = _("Not released yet. Expected %(when)s.") % {"when": when} if when else _("Not released yet.")
        return Card(**base, none_yet=words)
    if not wording.is_told(latest):
        return Card(**base, none_yet=wording.value_words(latest, unit) + ".", left=latest["period"]["label"])
    figure, left = wording.to_go(payload, unit) if base["status"] else ("", latest["period"]["label"])
    right, right_figure = _right(payload)
    is_bare = latest.get("value") is not None and unit.kind != "money"
    return Card(
        **base,
        value=unit.figure(Decimal(latest["value"])) if is_bare else wording.value_words(latest, unit),
        unit=wording.small_unit(payload) if is_bare else "",
        change=_change(payload),
        arrow="" if payload["starts_anew"] else wording.arrow(payload["change"]),
        spark=sparkline(drawn_trend(payload, payload["trend"])),
        left=left,
        left_figure=figure,
        right=right,
        right_figure=right_figure,
    )


def _change(payload: Payload) -> str:
    if payload["starts_anew"]:
        return _("First result on a new test")
    return wording.change_words(payload["change"], wording.unit_of(payload)) or wording.unmoved(payload)[0]


def _right(payload: Payload) -> tuple[str, str]:
    """One more fact for the foot: a comparison, which way is good, or how many were counted."""
    against, unit = payload.get("against"), wording.unit_of(payload)
    if against and against["period"] == payload["latest"]["period"]:
        return against["name"], unit.short(Decimal(against["value"]))
    if payload["direction"] == "lower":
        return wording.direction_words(payload), ""
    return wording.people(payload["latest"].get("n"), payload), ""
