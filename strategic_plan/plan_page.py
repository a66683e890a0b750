"""What the public pages of the plan show, made of one release's items and of nothing else.

Releases are immutable, so an early one lacks what later ones hold: every key that came later has a default.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategic_plan.domain import ComponentKind, Level

Payload = Mapping[str, Any]
Address = Callable[..., str]
DEFAULT_NAMES = {
    "goal": ("Core goal", "Core goals"),
    "strategy": ("Strategy", "Strategies"),
    "initiative": ("Initiative", "Initiatives"),
}
STANDINGS = ("not_started", "under_way", "late", "done", "stopped")


def day_of(written: str | None) -> dt.date | None:
    """A day as a release writes it."""
    return dt.date.fromisoformat(written) if written else None


def level_names(found: Payload) -> dict[str, dict[str, str]]:
    """What the district calls the levels of its plan; the usual names in the reader's language."""
    usual = {
        "goal": (_("Core goal"), _("Core goals")),
        "strategy": (_("Strategy"), _("Strategies")),
        "initiative": (_("Initiative"), _("Initiatives")),
    }
    names = {}
    for level, default in DEFAULT_NAMES.items():
        own = found.get("levels", {}).get(level, {})
        named = (own.get("one", default[0]), own.get("many", default[1]))
        one, many = usual[level] if named == default else named
        name = Level(one, many)
        names[level] = {
            "one": one,
            "many": many,
            "one_within": name.one_within,
            "many_within": name.many_within,
        }
    return names


def standing_words(standing: str) -> str:
    """Where an initiative stood on the day of the release."""
    return {
        "not_started": _("Not started"),
        "under_way": _("Under way"),
        "late": _("Late"),
        "done": _("Done"),
        "stopped": _("Stopped"),
    }.get(standing, standing)


def component_headings() -> dict[ComponentKind, str]:
    """What stands above each kind of component after mission and vision."""
    return {
        ComponentKind.CORE_VALUE: _("Core values"),
        ComponentKind.DAILY_EXPERIENCE: _("Desired daily experiences"),
        ComponentKind.THEORY_OF_ACTION: _("Theory of action"),
        ComponentKind.FRAMEWORK: _("Framework"),
    }


def plan_context(found: Payload) -> dict[str, Any]:
    """The plan: its words by kind, and what the Board decided about it."""
    parts = {kind: [each for each in found["components"] if each["kind"] == kind] for kind in ComponentKind}
    return {
        "plan": found,
        "levels": level_names(found),
        "adopted_on": day_of(found.get("adopted_on")),
        "mission": parts[ComponentKind.MISSION],
        "vision": parts[ComponentKind.VISION],
        "parts": [
            (words, parts[kind], any(each["text"] for each in parts[kind]))
            for kind, words in component_headings().items()
            if parts[kind]
        ],
        "decisions": [_decision(each) for each in found.get("versions", [])],
        "heard": heard_rows(found.get("heard", [])),
    }


def goal_context(found: Payload, address: Address) -> dict[str, Any]:
    """One goal: its strategies with what is done for them, the latest notes and what was heard."""
    names = level_names(found)
    return {
        "goal": found,
        "levels": names,
        "years": years_words(found),
        "strategies": [
            each
            | {"url": address("strategy", slug=each["key"]) if each.get("key") else ""}
            | {"work": work_words(each.get("standings", {}), names["initiative"])}
            for each in found["strategies"]
        ],
        "notes": _notes(found.get("notes", [])),
        "heard": heard_rows(found.get("heard", [])),
    }


def strategy_context(found: Payload, as_of: dt.date) -> dict[str, Any]:
    """One strategy: why, what is done for it and where that stood on the day of the release."""
    return {
        "strategy": found,
        "levels": level_names(found),
        "as_of": as_of,
        "initiatives": [_initiative(each) for each in found["initiatives"]],
        "heard": heard_rows(found["heard"]),
    }


def years_words(found: Payload) -> str:
    """The school years that a plan covers."""
    first, last = found.get("first_year"), found.get("last_year")
    if not first:
        return ""
    if last:
        return _("School years ending %(first)s to %(last)s") % {"first": first, "last": last}
    return _("From the school year ending %(first)s") % {"first": first}


def work_words(standings: Mapping[str, int], name: Mapping[str, str]) -> str:
    """How many initiatives a strategy has, and where they stand, in a few words."""
    total = sum(standings.values())
    if not total:
        return ""
    told = [f"{standings[each]} {standing_words(each).lower()}" for each in STANDINGS if standings.get(each)]
    return f"{total} {name['one_within'] if total == 1 else name['many_within']}: {', '.join(told)}"


def heard_rows(rows: Sequence[Payload]) -> list[dict[str, Any]]:
    """Who was heard, with days and numbers as people read them."""
    audiences, methods = _audiences(), _methods()
    return [
        dict(each)
        | {
            "who": ", ".join(audiences.get(name, name) for name in each["audiences"]),
            "how": methods.get(each["method"], each["method"]),
            "first": day_of(each["from"]),
            "last": day_of(each["to"]),
            "count": _people(each["how_many"]),
        }
        for each in rows
    ]


def _people(count: int | None) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": f"{count:,}"} if count else ""


def _audiences() -> dict[str, str]:
    return {
        "students": _("Students"),
        "families": _("Families"),
        "staff": _("Staff"),
        "association": _("Teachers’ association"),
        "community": _("Community"),
        "committee": _("District advisory committee"),
        "partners": _("Employers and partners"),
        "board": _("Board of Education"),
    }


def _methods() -> dict[str, str]:
    return {
        "survey": _("Survey"),
        "meeting": _("Meeting"),
        "listening": _("Listening session"),
        "interviews": _("Interviews or focus group"),
        "comment": _("Public comment"),
        "committee": _("Committee work"),
        "letters": _("Letters and messages"),
    }


def _decision(each: Payload) -> dict[str, Any]:
    is_first = each["kind"] == "adopted"
    title = _("Adopted by the Board of Education") if is_first else _("Amended by the Board of Education")
    return dict(each) | {"on": day_of(each["on"]), "title": title}


def _notes(notes: Sequence[Payload]) -> list[dict[str, Any]]:
    return [dict(each) | {"on": day_of(each["on"])} for each in notes]


def _initiative(each: Payload) -> dict[str, Any]:
    days = {name: day_of(each[name]) for name in ("starts_on", "due_on", "finished_on", "stopped_on")}
    milestones = [
        dict(stage) | {"due_on": day_of(stage["due_on"]), "done_on": day_of(stage["done_on"])}
        for stage in each["milestones"]
    ]
    words = standing_words(each["standing"])
    return dict(each) | days | {"words": words, "milestones": milestones, "notes": _notes(each["notes"])}
