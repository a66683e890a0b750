"""The sentences of a measure's page: the answer, what the line says, whose figures travel in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpi.wording.results import change_words, unit_of, value_words
from kpi.wording.standing import target_figure
from ui.words import Unit, day, share

Payload = Mapping[str, Any]


def answer(measure: Payload) -> tuple[str, str]:
    """The first sentence of a measure's page, and what follows it."""
    unit, latest = unit_of(measure), measure["latest"]
    if latest is None or latest.get("value") is None:
        return value_words(latest, unit) + ".", _next_result(measure)
    value, rest = Decimal(latest["value"]), []
    lead = share(value) + "." if unit.kind == "percent" and 0 <= value <= 100 else unit.full(value) + "."
    rest.append(_latest_sentence(measure, unit))
    if measure.get("required_per_year") is not None:
        rest.append(_required_sentence(measure, unit))
    elif measure.get("status") in {"series_break", "baseline_only", "no_path", "no_target"}:
        rest.append(str(_reason(measure["status"])))
    return lead, " ".join(sentence for sentence in rest if sentence)


def _latest_sentence(measure: Payload, unit: Unit) -> str:
    latest, change = measure["latest"], measure["change"]
    value, label = unit.full(Decimal(latest["value"])), latest["period"]["label"]
    if unit.kind == "percent" and measure["people"]:
        value = _("%(value)s of %(people)s") % {"value": value, "people": measure["people"]}
    words = {"value": value, "period": label}
    if measure["starts_anew"]:
        return _("%(value)s in %(period)s, the first result on a new test.") % words
    if change is None:
        return _("%(value)s in %(period)s.") % words
    words |= {"change": change_words(change, unit)}
    if change["kind"] == "no_clear_change":
        return (
            _("%(value)s in %(period)s: no clear change from the year before.") % words
            if change["is_previous"]
            else _("%(value)s in %(period)s, %(change)s.") % words
        )
    if change["is_previous"]:
        return _("%(value)s in %(period)s, %(change)s than the year before.") % words
    return _("%(value)s in %(period)s, %(change)s.") % words


def _required_sentence(measure: Payload, unit: Unit) -> str:
    target = measure["target"]
    return _("Reaching %(target)s by %(year)s needs %(step)s a year.") % {
        "target": target_figure(target, unit),
        "year": target["year"],
        "step": unit.gap(Decimal(measure["required_per_year"])),
    }


def _reason(status: str) -> str:
    return {
        "series_break": _("It cannot be compared with earlier years, so the Board will set a new target."),
        "baseline_only": _("This is the value the target starts from."),
        "no_path": _("The value the target starts from is not shown, so the target has no path."),
        "no_target": _("No target set. The Board follows this without one."),
    }[status]


def _next_result(measure: Payload) -> str:
    if measure["next_result"]:
        return _("Expected %(when)s.") % {"when": measure["next_result"]}
    return ""


def movement_sentence(measure: Payload) -> str:
    """What the line says: the streak, and the usual step beside the needed one."""
    unit, movement, found = unit_of(measure), measure["movement"], []
    if movement.get("streak") and movement["streak"]["times"] > 1:
        found.append(streak_words(movement["streak"]) + ".")
    if movement.get("typical") is not None:
        typical = unit.gap(Decimal(movement["typical"]))
        if measure.get("required_per_year") is not None:
            found.append(
                _("A typical year moves this by %(typical)s; the target needs %(step)s a year.")
                % {"typical": typical, "step": unit.gap(Decimal(measure["required_per_year"]))}
            )
        else:
            found.append(_("A typical year moves this by %(typical)s.") % {"typical": typical})
    count = movement.get("comparable", 0)
    if 0 < count < 5:
        found.append(
            ngettext(
                "%(count)s of 5 comparable results so far.",
                "%(count)s of 5 comparable results so far.",
                count,
            )
            % {"count": count}
        )
    return " ".join(found)


def streak_words(streak: Payload) -> str:
    """Moves of one kind in a row: "Better three years in a row"."""
    words = {
        "better": ngettext("Better than the year before", "Better %(times)s times in a row", streak["times"]),
        "worse": ngettext("Worse than the year before", "Worse %(times)s times in a row", streak["times"]),
        "higher": ngettext("Higher than the year before", "Higher %(times)s times in a row", streak["times"]),
        "lower": ngettext("Lower than the year before", "Lower %(times)s times in a row", streak["times"]),
    }[streak["kind"]]
    return words % {"times": streak["times"]}


def source_line(measure: Payload, district: str, release: int, published_on: dt.date) -> str:
    """What travels with a picture or a file: whose figures, which release, and whether they are real."""
    words = {"district": district, "release": release, "date": day(published_on)}
    line = _("%(district)s, release %(release)s, %(date)s.") % words
    return f"{line} {_('Sample data.')}" if measure["is_sample"] else line
