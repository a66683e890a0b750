"""Public pages of the plan, read from a release and from nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from publication.public_pages import public_page, render_public
from publication.reading import Edition, Missing
from strategic_plan.domain import ComponentKind


@public_page
def plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The plan as adopted: mission, vision, values, core goals."""
    found = edition.item("plan")
    parts = {kind: [each for each in found["components"] if each["kind"] == kind] for kind in ComponentKind}
    context = {
        "plan": found,
        "mission": parts[ComponentKind.MISSION],
        "vision": parts[ComponentKind.VISION],
        "parts": [(heading, parts[kind]) for kind, heading in headings().items() if parts[kind]],
        "crumbs": [(_("Dashboard"), edition.prefix + "/"), (_("Strategic plan"), "")],
    }
    return render_public(request, edition, "strategic_plan/plan.html", context)


def headings() -> dict[ComponentKind, str]:
    """What stands above each kind of component after mission and vision."""
    return {
        ComponentKind.CORE_VALUE: _("Core values"),
        ComponentKind.DAILY_EXPERIENCE: _("Desired daily experiences"),
        ComponentKind.THEORY_OF_ACTION: _("Theory of action"),
        ComponentKind.FRAMEWORK: _("Framework"),
    }


@public_page
def goal(request: HttpRequest, edition: Edition, *, number: int) -> HttpResponse:
    """One core goal: its aim, leader and strategies, and a place for its measures."""
    edition.load(("goal", str(number)))
    try:
        found: dict[str, Any] = edition.item("goal", str(number))
    except Missing as missing:
        raise Missing(_("There is no core goal of this number in this release.")) from missing
    crumbs = [
        (_("Dashboard"), edition.prefix + "/"),
        (_("Strategic plan"), edition.prefix + reverse("strategic_plan:plan")),
        (_("Core goal %(number)s") % {"number": number}, ""),
    ]
    return render_public(request, edition, "strategic_plan/goal.html", {"goal": found, "crumbs": crumbs})
