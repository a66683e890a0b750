"""What one result says: its figure or why there is none, its change, how many were counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui.words import Unit, day, number

Payload = Mapping[str, Any]


def unit_of(payload: Payload) -> Unit:
    """How the measure's figures are written."""
    return Unit(**payload["unit"])


def value_words(result: Payload | None, unit: Unit, *, is_full: bool = False) -> str:
    """A result in words: "81.9%", "at least 95%", "Not shown, to protect student privacy."."""
    if result is None:
        return _("Not released yet")
    if result.get("category"):
        return str(result["category"])
    write = unit.full if is_full else unit.short
    if result.get("value") is not None:
        return write(Decimal(result["value"]))
    if result.get("bound") is not None:
        bound = Unit(unit.kind, 0, unit.word).short(Decimal(result["bound"]))
        words = {"at_least": _("%(bound)s or more"), "at_most": _("%(bound)s or less")}[result["state"]]
        return words % {"bound": bound}
    return state_words(result["state"])


def is_told(result: Payload | None) -> bool:
    """Whether a result says a figure, a bound or a rating."""
    return bool(result) and any(result.get(name) for name in ("value", "bound", "category"))  # type: ignore[union-attr]  # bool(result) rules None out


def small_unit(payload: Payload) -> str:
    """What stands small behind a figure: "%", " days"."""
    unit = unit_of(payload)
    return "%" if unit.kind == "percent" else f" {unit.word}" if unit.word else ""


def note(result: Payload) -> str:
    """What must be said beside a figure: sample data or its source, provisional, revised."""
    found = [_("Sample data") if result.get("is_sample") else str(result.get("citation", ""))]
    found += [_("Provisional")] if result.get("is_provisional") else []
    found += [_("Corrected: %(reason)s") % {"reason": result["reason"]}] if result.get("reason") else []
    found += [str(result.get("comment", ""))]
    return ". ".join(part.rstrip(".") for part in found if part)


def state_words(state: str) -> str:
    """Why there is no figure."""
    return {
        "not_shown": _("Not shown, to protect student privacy"),
        "no_students": _("No students"),
        "missing": _("Missing"),
        "not_collected": _("Not collected"),
        "not_applicable": _("Does not apply"),
        "not_released": _("Not released yet"),
    }.get(state, "")


def change_words(change: Payload | None, unit: Unit) -> str:
    """A change in words: "2.1 points better"; "no clear change" is a result too."""
    if change is None:
        return ""
    gap, kind = unit.gap(Decimal(change["difference"])), change["kind"]
    if kind == "no_clear_change" and Decimal(change["difference"]) == 0:
        return _("no change")
    words = {
        "better": _("%(gap)s better"),
        "worse": _("%(gap)s worse"),
        "higher": _("%(gap)s higher"),
        "lower": _("%(gap)s lower"),
        "no_clear_change": _("%(gap)s, no clear change"),
    }[kind] % {"gap": gap}
    if change["is_previous"]:
        return words
    return _("%(words)s since %(period)s") % {"words": words, "period": change["since"]["label"]}


def short_change(change: Payload | None, unit: Unit) -> str:
    """The same where little room is left: "no clear change" without its size."""
    if change and change["kind"] == "no_clear_change":
        return _("no clear change")
    return change_words(change, unit)


def unmoved(card: Payload) -> tuple[str, str]:
    """What stands where no change can be told, and why: a first result, a rating in words, a hidden one."""
    latest = card["latest"]
    earlier = [state for year, _value, state, *_ in card["trend"]["us"] if year < latest["period"]["year"]]
    if latest.get("category"):
        ratings = [row["category"] for row in card.get("rows", [])[:-1] if row.get("category")]
        note = _("The rating before was “%(rating)s”.") % {"rating": ratings[-1]} if ratings else ""
        if ratings and ratings[-1] == latest["category"]:
            return _("The same rating"), note
        return (_("A new rating"), note) if "shown" in earlier else (_("First result"), "")
    if any(state in {"shown", "at_least", "at_most", "not_shown"} for state in earlier):
        return _("Change not shown"), _("An earlier result is hidden or shown only as a bound.")
    return _("First result"), direction_words(card)


def arrow(change: Payload | None) -> str:
    """The direction of the number, not of the judgement."""
    if change is None:
        return ""
    difference = Decimal(change["difference"])
    return "flat" if difference == 0 else "up" if difference > 0 else "down"


def people(n: int | None, payload: Payload) -> str:
    """How many are counted: "11,640 students"."""
    if n is None or not payload["people"]:
        return ""
    if payload["people"] == "students":
        return ngettext("%(n)s student", "%(n)s students", n) % {"n": number(n)}
    return _("%(n)s %(people)s") % {"n": number(n), "people": payload["people"]}


def direction_words(card: Payload) -> str:
    """Said wherever higher is not better."""
    return {"lower": _("Lower is better"), "band": _("Inside a range is best")}.get(card["direction"], "")


def date_words(iso: str) -> str:
    """A date in full from a payload."""
    return day(dt.date.fromisoformat(iso)) if iso else ""


def evidence_words(kind: str) -> str:
    """The kind of evidence a measure brings (policy 105, P7)."""
    return {
        "performance": _("Performance"),
        "perception": _("Perception and satisfaction"),
        "process": _("Process"),
        "input": _("Input and finance"),
    }.get(kind, "")


def frequency_words(frequency: str) -> str:
    """How often a measure is collected."""
    return {
        "annual": _("Every year."),
        "seasonal": _("Fall, winter and spring."),
        "quarterly": _("Every quarter."),
        "monthly": _("Every month."),
        "biennial": _("Every two years."),
        "triennial": _("Every three years."),
    }.get(frequency, "")
