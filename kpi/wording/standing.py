"""What was promised, what is left to do, and why a measure is rated as it is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kpi.wording.results import date_words, unit_of
from ui.words import Unit

Payload = Mapping[str, Any]


def target_figure(target: Payload, unit: Unit, *, is_full: bool = False) -> str:
    """The promise: "90%", "75% to 85%"; in full with its unit, "4 days"."""
    write = unit.full if is_full else unit.short
    if "low" in target:
        words = {
            "low": unit.short(Decimal(target["low"]), trim=True),
            "high": write(Decimal(target["high"]), trim=True),
        }
        return _("%(low)s to %(high)s") % words
    return write(Decimal(target["value"]), trim=True)


def to_go(card: Payload, unit: Unit) -> tuple[str, str]:
    """What is left to do: ("8.1", "to go by 2028")."""
    target, left = card.get("target"), card.get("to_go")
    if card["status"] == "series_break":
        return "", _("Target to be set again")
    if target is None or left is None:
        return "", {"no_target": _("No target set"), "baseline_only": _("Target agreed")}.get(
            card["status"], ""
        )
    if Decimal(left) == 0:
        return "", _("Inside the agreed range") if "low" in target else _("Target reached")
    figure = unit.figure(Decimal(left), trim=True)
    if "low" in target:
        return figure, _("outside the agreed range")
    return figure, _("to go by %(year)s") % {"year": target["year"]}


def retired_words(card: Payload) -> str:
    """When and why a measure was taken out of force; empty for one in force."""
    if not card.get("retired"):
        return ""
    return _("Retired on %(on)s. %(reason)s") % {
        "on": date_words(card["retired"]["on"]),
        "reason": card["retired"]["reason"],
    }


def status_working(measure: Payload) -> str:
    """The status rule worked through with this measure's own numbers."""
    unit, target, latest = unit_of(measure), measure.get("target"), measure["latest"]
    if target is None or latest is None or latest.get("value") is None or measure.get("to_go") is None:
        return str(retired_words(measure) or reason_words(measure))
    value = unit.full(Decimal(latest["value"]))
    tolerance = unit.gap(Decimal(target["tolerance"]))
    if "low" in target:
        words = {"range": target_figure(target, unit), "value": value, "tolerance": tolerance}
        return (
            _("The agreed range is %(range)s and the tolerance %(tolerance)s. The result is %(value)s.")
            % words
        )
    if measure["status"] == "no_path":
        return reason_words(measure)
    gap = Decimal(measure.get("gap_to_path", 0))  # a met target without a path says nothing of it
    words = {
        "year": latest["period"]["year"],
        "path": unit.full(Decimal(measure.get("path_value", 0))),
        "value": value,
        "gap": unit.gap(gap) if gap else _("a little"),
        "tolerance": tolerance,
        "target": target_figure(target, unit),
    }
    return {
        "met": _("The target is %(target)s. At %(value)s it is met."),
        "on_track": _(
            "On the path for %(year)s the value is %(path)s. At %(value)s we are on it or ahead of it."
        ),
        "near": _(
            "On the path for %(year)s the value is %(path)s. At %(value)s we are %(gap)s behind, "
            "inside the agreed tolerance of %(tolerance)s."
        ),
        "off_track": _(
            "On the path for %(year)s the value is %(path)s. At %(value)s we are %(gap)s behind, "
            "more than the agreed tolerance of %(tolerance)s."
        ),
    }[measure["status"]] % words


def target_words(target: Payload, unit: Unit) -> str:
    """The promise with its year: "90% by 2028"."""
    if "low" in target:
        return target_figure(target, unit)
    return _("%(target)s by %(year)s") % {"target": target_figure(target, unit), "year": target["year"]}


def reason_words(measure: Payload) -> str:
    """Why a measure is rated as it is, where its numbers do not say so; a release stores only the code."""
    return {
        "no_result": _("No result has been released yet."),
        "not_released": _("Not released yet."),
        "missing": _("The result is missing."),
        "not_collected": _("This was not collected for the period."),
        "not_applicable": _("This does not apply here."),
        "not_shown": _("Not shown, to protect student privacy."),
        "no_target": _("No target set. The Board follows this without one."),
        "rating": _("A rating in words is not measured against a path."),
        "earlier_test": _("The target was set on an earlier test or definition."),
        "first_value": _("This is the value the target starts from."),
        "start_not_shown": _(
            "The result the target starts from is not shown, so there is no path to measure against."
        ),
        "from_bound": _("Rated from the published bound."),
        "bound_undecided": _("Only a bound is shown, and it does not decide the status."),
    }.get(measure.get("reason", ""), "")
