"""Public pages of the plan, read from a release and from nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from publication.public_pages import public_page, render_public
from publication.reading import Edition, Missing
from strategic_plan.plan_page import goal_context, level_names, plan_context, strategy_context


class Addresses:
    """Addresses of the plan's public pages that stay inside the release being read."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __call__(self, name: str, **kwargs: Any) -> str:
        return self.edition.prefix + reverse(f"strategic_plan:{name}", kwargs=kwargs)


@public_page
def plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The plan as the Board decided it: mission, vision, values, goals, and the motions."""
    context = plan_context(edition.item("plan"))
    context["crumbs"] = [(_("Dashboard"), edition.prefix + "/"), (_("Strategic plan"), "")]
    return render_public(request, edition, "strategic_plan/plan.html", context)


@public_page
def goal(request: HttpRequest, edition: Edition, *, number: int) -> HttpResponse:
    """One core goal: its aim, leader and strategies, what was heard, and a place for its measures."""
    found = _found(edition, "goal", str(number), _("The plan of this release has nothing of this number."))
    context = goal_context(found, Addresses(edition))
    name = f"{level_names(found)['goal']['one']} {number}"
    return render_public(
        request, edition, "strategic_plan/goal.html", context | {"crumbs": _crumbs(edition, (name, ""))}
    )


@public_page
def strategy(request: HttpRequest, edition: Edition, *, slug: str) -> HttpResponse:
    """One strategy: why, what is done for it by when, and what was written about it."""
    found = _found(edition, "strategy", slug, _("The plan of this release has nothing of this name."))
    goal = found["goal"]
    name = f"{level_names(found)['goal']['one']} {goal['number']}"
    above = (name, Addresses(edition)("goal", number=goal["number"]))
    context = strategy_context(found, edition.published_on) | {
        "crumbs": _crumbs(edition, above, (found["name"], ""))
    }
    return render_public(request, edition, "strategic_plan/strategy.html", context)


@public_page
def plan_json(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Exactly what the pages of the plan show, as one document."""
    every = edition.every("plan", "goal", "strategy")
    document = {
        "release": edition.number,
        "plan": every.get(("plan", ""), {}),
        "goals": [item for (kind, _key), item in sorted(every.items()) if kind == "goal"],
        "strategies": [item for (kind, _key), item in sorted(every.items()) if kind == "strategy"],
    }
    name = f"plan-release-{edition.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(document, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _found(edition: Edition, kind: str, key: str, sentence: str) -> dict[str, Any]:
    edition.load((kind, key))
    try:
        return edition.item(kind, key)
    except Missing as missing:
        raise Missing(sentence) from missing


def _crumbs(edition: Edition, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (_("Dashboard"), edition.prefix + "/"),
        (_("Strategic plan"), Addresses(edition)("plan")),
        *more,
    ]
