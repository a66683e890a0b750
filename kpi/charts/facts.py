"""The same four facts on every measure: level, trend, target, comparison (design-spec section 1)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kpi import wording
from ui.cards import Fact

Payload = Mapping[str, Any]


def facts(measure: Payload) -> list[Fact]:
    """Where we are, which way it is going, what we promised, compared with whom."""
    return [_level(measure), _direction(measure), _promise(measure), _comparison(measure)]


def _level(measure: Payload) -> Fact:
    title, latest, unit = _("Where we are"), measure["latest"], wording.unit_of(measure)
    status = measure.get("status", "")
    if latest is None or latest.get("value") is None or unit.kind == "money":
        return Fact(title, wording.value_words(latest, unit), status=status)
    figure = unit.figure(Decimal(latest["value"]))
    return Fact(title, figure, wording.small_unit(measure).strip(), status=status)


def _direction(measure: Payload) -> Fact:
    title, change, unit = _("Which way it is going"), measure["change"], wording.unit_of(measure)
    if measure["starts_anew"]:
        return Fact(title, _("New test"), note=_("Earlier results cannot be compared."))
    if change is None:
        figure, note = wording.unmoved(measure)
        return Fact(title, figure, note=note)
    gap = unit.gap(Decimal(change["difference"]))
    if change["kind"] == "no_clear_change":
        note = _("A difference of %(gap)s is too small to tell.") % {"gap": gap}
        return Fact(title, _("No clear change"), note=note if Decimal(change["difference"]) else "")
    words = _("Up %(gap)s") if Decimal(change["difference"]) > 0 else _("Down %(gap)s")
    streak = measure["movement"].get("streak")
    note = wording.streak_words(streak) if streak else wording.change_words(change, unit)
    return Fact(title, words % {"gap": gap}, note=note)


def _promise(measure: Payload) -> Fact:
    title, target, unit = _("What we promised"), measure.get("target"), wording.unit_of(measure)
    if measure.get("retired"):
        return Fact(title, _("No target"), note=_("The measure is retired."))
    if target is None:
        return Fact(title, _("No target"), note=_("The Board follows this without one."))
    figure, left = wording.to_go(measure, unit)
    if figure and "low" not in target:
        gap = unit.gap(Decimal(measure["to_go"]))
        left = _("by %(year)s, %(gap)s to go") % {"year": target["year"], "gap": gap}
    elif figure:
        left = f"{figure} {left}"
    return Fact(title, wording.target_figure(target, unit), note=left)


def _comparison(measure: Payload) -> Fact:
    against, unit = measure.get("against"), wording.unit_of(measure)
    if not against:
        note = _("No figure with the same definition and period.")
        return Fact(_("Compared with whom"), _("No one yet"), note=note)
    difference = Decimal(against["difference"])
    title = _("Compared with %(name)s") % {"name": against["name"]}
    words = {"name": against["name"], "value": unit.full(Decimal(against["value"]))}
    note = _("%(name)s %(value)s") % words
    if against["period"] != measure["latest"]["period"]:
        note = _("%(name)s %(value)s in %(period)s") % (words | {"period": against["period"]["label"]})
    if difference == 0:
        return Fact(title, _("The same"), note=note)
    place = _("%(gap)s above") if difference > 0 else _("%(gap)s below")
    return Fact(title, place % {"gap": unit.gap(difference)}, note=note)
