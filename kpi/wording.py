"""Sentences about a published measure, made when a page is read, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui.words import Unit, day, number, share

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


def target_figure(target: Payload, unit: Unit) -> str:
    """The promise: "90%", "75% to 85%"."""
    if "low" in target:
        low, high = (unit.short(Decimal(target[end]), trim=True) for end in ("low", "high"))
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    return unit.short(Decimal(target["value"]), trim=True)


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


def direction_words(card: Payload) -> str:
    """Said wherever higher is not better."""
    return {"lower": _("Lower is better"), "band": _("Inside a range is best")}.get(card["direction"], "")


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
    elif measure.get("status") in {"series_break", "baseline_only", "no_target"}:
        rest.append(str(_reason(measure["status"])))
    return lead, " ".join(sentence for sentence in rest if sentence)


def _latest_sentence(measure: Payload, unit: Unit) -> str:
    latest, change = measure["latest"], measure["change"]
    value, label = unit.full(Decimal(latest["value"])), latest["period"]["label"]
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
        return str(retired_words(measure) or measure.get("reason", ""))
    value = unit.full(Decimal(latest["value"]))
    tolerance = unit.gap(Decimal(target["tolerance"]))
    if "low" in target:
        words = {"range": target_figure(target, unit), "value": value, "tolerance": tolerance}
        return (
            _("The agreed range is %(range)s and the tolerance %(tolerance)s. The result is %(value)s.")
            % words
        )
    gap = Decimal(measure["gap_to_path"])
    words = {
        "year": latest["period"]["year"],
        "path": unit.full(Decimal(measure["path_value"])),
        "value": value,
        "gap": unit.gap(gap),
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


def date_words(iso: str) -> str:
    """A date in full from a payload."""
    return day(dt.date.fromisoformat(iso)) if iso else ""


def target_words(target: Payload, unit: Unit) -> str:
    """The promise with its year: "90% by 2028"."""
    if "low" in target:
        return target_figure(target, unit)
    return _("%(target)s by %(year)s") % {"target": target_figure(target, unit), "year": target["year"]}


def source_line(measure: Payload, district: str, release: int, published_on: dt.date) -> str:
    """What travels with a picture or a file: whose figures, which release, and whether they are real."""
    words = {"district": district, "release": release, "date": day(published_on)}
    line = _("%(district)s, release %(release)s, %(date)s.") % words
    return f"{line} {_('Sample data.')}" if measure["is_sample"] else line
