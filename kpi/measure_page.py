"""What the page of one measure shows, ready for its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kpi import charts, definitions, wording
from kpi.choices import Choice
from publication.reading import Edition
from strategic_plan.plan_page import level_names

Payload = Mapping[str, Any]


def measure_page(
    measure: Payload, choice: Choice, edition: Edition, address: Callable[..., str]
) -> dict[str, Any]:
    """The answer, four facts, the trend of the choice, groups, schools, comparison, definition."""
    lead, answer = wording.answer(measure)
    here = address("measure", slug=measure["slug"])
    files = file_addresses(measure, choice, address)
    latest = measure["latest"] or {}
    return {
        "measure": measure,
        "choice": choice,
        "lead": lead,
        "retired": wording.retired_words(measure),
        "answer": answer,
        "released_on": wording.date_words(latest.get("released_on", "")),
        "facts": charts.facts(measure),
        "figure": charts.measure_figure(measure, choice, files),
        "nothing": nothing_words(measure, choice),
        "table": charts.measure_table(measure, choice) if choice.rows else None,
        "files": files,
        "groups": charts.groups(measure),
        "groups_key": groups_key(measure),
        "schools": charts.schools(measure, lambda unit: f"{here}?unit={unit}#trend"),
        "bars": charts.bars(measure),
        "sample": definitions.sample_words(measure),
        "comparison_title": comparison_title(measure),
        "compared_in": measure["comparison"][0]["period"]["label"] if measure["comparison"] else "",
        "movement": wording.movement_sentence(measure),
        "terms": definitions.terms(measure, edition.published_on, address("status_rule")),
        "crumbs": _crumbs(measure, edition, address),
    }


def _crumbs(measure: Payload, edition: Edition, address: Callable[..., str]) -> list[tuple[str, str]]:
    """The way to a measure: through its core goal, where it serves one of the plan in force."""
    crumbs = [(_("Dashboard"), address("dashboard"))]
    if measure["goal"] is not None:
        one = level_names(edition.item("plan"))["goal"]["one"]
        where = edition.prefix + reverse("strategic_plan:goal", args=[measure["goal"]])
        crumbs.append((f"{one} {measure['goal']}, {measure['goal_name']}", where))
    return [*crumbs, (measure["name"], "")]


def file_addresses(measure: Payload, choice: Choice, address: Callable[..., str]) -> dict[str, str]:
    """Where the chosen line can be had as figure, table, data and picture."""
    query = "" if choice.is_whole else f"?unit={choice.unit}&group={choice.group}"
    return {
        name: address(f"measure_{name}", slug=measure["slug"]) + query
        for name in ("figure", "csv", "json", "svg", "embed")
    }


def nothing_words(measure: Payload, choice: Choice) -> str:
    """What stands in place of a chart that has nothing to draw."""
    if choice.rows and wording.is_told(choice.rows[-1]):
        return _("There is no number to draw. The table says what was found.")
    if choice.rows:
        return wording.state_words(choice.rows[-1]["state"]) + "."
    if not choice.is_whole:
        return _("No results for this school and group.")
    if measure["next_result"]:
        return _("Not released yet. Expected %(when)s.") % {"when": measure["next_result"]}
    return _("Not released yet.")


def groups_key(measure: Payload) -> str:
    """How the rows of student groups are read."""
    rows, target = measure["groups"], measure.get("target", {})
    has_line = "target" in measure["trend"]
    if not rows:
        return ""
    words = _("Filled circle: %(now)s. Open circle: the result before.") % {"now": rows[0]["period"]["label"]}
    if has_line:
        figure = wording.target_figure(target, wording.unit_of(measure))
        words += " " + _("Dotted line: the district's target, %(target)s.") % {"target": figure}
    return words


def comparison_title(measure: Payload) -> str:
    """What the comparison finds."""
    against = measure.get("against")
    if not against:
        return ""
    difference, words = Decimal(against["difference"]), {"name": against["name"]}
    if difference == 0:
        return _("The same as %(name)s") % words
    return (_("Above %(name)s") if difference > 0 else _("Below %(name)s")) % words
