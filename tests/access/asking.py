"""Who asks the access table's questions, and for which addresses."""

from collections.abc import Iterable
from typing import Any

from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import reverse

from tests.access import places

PERSONAS = {
    "visitor": "",
    "nobody": "nobody",
    "administrator": "administrator",
    "steward": "data.steward",
    "privacy_reviewer": "privacy.reviewer",
    "superintendent": "superintendent",
    "plan_editor": "plan.editor",
    "board_member": "board.member",
    "board_clerk": "board.clerk",
    "finance": "finance",
    "principal": "principal",
    "other_principal": "other.principal",
    "team_member": "team-member",
    "eml_representative": "eml-representative",
    "department_lead": "department-lead",
    "unit_steward": "unit-steward",
}
# Those of them whom the demonstration lacks: role and unit. The steward owns an initiative and edits no plan.
APPOINTED = {
    "team-member": ("team_member", "oak-hills-elementary"),
    "eml-representative": ("eml_representative", "oak-hills-elementary"),
    "department-lead": ("department_lead", "transport"),
    "unit-steward": ("data_steward", "oak-hills-elementary"),
}
OBJECTS = ("", "present", "own", "another's", "archived", "missing")
# Personas that need no column: for each object, the column whose answer they get.
LIKE = {
    "left": dict.fromkeys(OBJECTS, "visitor"),  # deactivated while signed in
    "was_administrator": dict.fromkeys(OBJECTS, "nobody"),  # the role taken away while signed in
    "role_ended": dict.fromkeys(OBJECTS, "nobody"),  # the last day was yesterday
    "of_two_schools": dict.fromkeys(OBJECTS, "principal") | {"another's": "other_principal"},
}
ROOM = 10  # URL names that are asked in one test, so that two workers share them
Asked = list[tuple[str, str, str]]


class Site:
    """The whole site behind its middleware, without a client's bookkeeping: thousands are asked here."""

    def __init__(self, cookies: dict[str, str]) -> None:
        self.cookies, self.factory, self.handler = cookies, RequestFactory(), BaseHandler()
        self.handler.load_middleware()

    def ask(self, method: str, address: str, persona: str, **headers: str) -> tuple[int, HttpResponseBase]:
        """The answer to one request; whatever it wrote is undone."""
        cookie = self.cookies.get(persona)
        sent = {**headers, **({"Cookie": cookie} if cookie else {})}
        request = self.factory.generic(method, address, headers=sent)
        request._dont_enforce_csrf_checks = True  # as Django's client does
        with transaction.atomic():
            response = self.handler.get_response(request)
            transaction.set_rollback(True)
        return response.status_code, response


def door(address: str) -> bool:
    """Is this a door that asks to sign in: the staff workspace, or one's own account?"""
    return address.startswith(("/staff/", "/account/"))


def rooms() -> dict[str, list[str]]:
    """The URL names of the site in rooms of some."""
    spaces: dict[str, list[str]] = {}
    for name in places.addresses():
        spaces.setdefault(name.partition(":")[0], []).append(name)
    return {
        f"{space}-{first // ROOM + 1}": names[first : first + ROOM]
        for space, names in spaces.items()
        for first in range(0, len(names), ROOM)
    }


def asked_of(asked: Asked, names: Iterable[str]) -> Asked:
    """The questions about some URL names."""
    wanted = set(names)
    return [question for question in asked if question[0] in wanted]


def every_question() -> Asked:
    """Every (URL, object, address) of the site."""
    present, own, other, archived = places.present(), places.own(), places.other(), places.archived()
    found: Asked = []
    for name, parts in places.addresses().items():
        things: list[tuple[str, dict[str, Any] | None]] = [
            ("present" if parts else "", places.parts_for(name, parts, present)),
            ("own", places.known_parts(name, parts, own)),
            ("another's", places.known_parts(name, parts, other)),
            ("archived", places.known_parts(name, parts, archived)),
            ("missing", {part: places.MISSING[part] for part in parts} if parts else None),
        ]
        found += [(name, thing, reverse(name, kwargs=at)) for thing, at in things if at is not None]
    return found
