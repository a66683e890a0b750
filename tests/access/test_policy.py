"""The access table: every URL × every persona, and no method that breaks the site.

policy.csv holds the answer that is meant. To add a URL, run this test: it prints the measured lines of what
is missing. Read each number before you paste it; the table is the decision, not the measurement.
"""

import csv
import logging
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from district.models import Person
from tests.access import places

TABLE = Path(__file__).with_name("policy.csv")
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
}


@pytest.fixture(autouse=True)
def quiet_log():
    """Thousands of refused requests are meant here; the log would be larger than the test."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def cookies(demonstration, db):
    """Each persona's session cookie."""
    made = {}
    for persona, email in PERSONAS.items():
        client = Client()
        if email:
            client.force_login(Person.objects.get(email=f"{email}@demo.example"))
        made[persona] = client.cookies.output(header="").strip().partition(";")[0]
    return made


def asked():
    """Every (URL, object, address) of the site."""
    present, other = places.present(), places.other()
    for name, parts in places.addresses().items():
        yield name, "present" if parts else "", reverse(name, kwargs=places.parts_for(name, parts, present))
        if name in other:
            yield name, "another's", reverse(name, kwargs=other[name])
        if parts:
            yield name, "missing", reverse(name, kwargs={part: places.MISSING[part] for part in parts})


def answer(method, address, cookie):
    """The status of one request; whatever it wrote is undone."""
    with transaction.atomic():
        client = Client(raise_request_exception=False, headers={"Cookie": cookie} if cookie else {})
        status = client.generic(method, address).status_code
        transaction.set_rollback(True)
    return status


def table():
    with TABLE.open(newline="") as file:
        return {(row["url"], row["object"], row["method"]): row for row in csv.DictReader(file)}


def test_every_url_answers_every_persona_as_the_table_says(cookies):
    meant, measured = table(), {}
    for name, thing, address in asked():
        for method in ("GET", "POST"):
            answers = {persona: answer(method, address, cookies[persona]) for persona in PERSONAS}
            measured[name, thing, method] = answers
    new = [",".join(map(str, (*key, *row.values()))) for key, row in measured.items() if key not in meant]
    assert not new, "These URLs are not in the access table:\n" + "\n".join(new)
    wrong = {
        key: {
            persona: (int(meant[key][persona]), got)
            for persona, got in row.items()
            if got != int(meant[key][persona])
        }
        for key, row in measured.items()
    }
    assert {key: row for key, row in wrong.items() if row} == {}, "(meant, got)"


def test_no_method_breaks_the_site(cookies):
    broken = {
        (method, address, persona): status
        for _name, _thing, address in asked()
        for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")
        for persona in ("visitor", "nobody", "administrator", "principal")
        if (status := answer(method, address, cookies[persona])) >= 500
    }
    assert broken == {}


def test_the_table_names_no_url_that_is_gone():
    assert {url for url, _object, _method in table()} - set(places.addresses()) == set()


def staff_doors():
    """The URL names below /staff/, whichever room they belong to."""
    return {
        name
        for name, parts in places.addresses().items()
        if reverse(name, kwargs={part: places.MISSING[part] for part in parts}).startswith("/staff/")
    }


def test_no_visitor_gets_into_the_staff_workspace():
    doors = staff_doors()
    assert {
        key: row["visitor"] for key, row in table().items() if key[0] in doors and row["visitor"] != "302"
    } == {}


def test_every_room_with_staff_pages_is_behind_the_same_door():
    rooms = {name.partition(":")[0] for name in staff_doors()}
    assert rooms == {"district", "imports", "kpi_staff", "publication_staff", "strategic_plan_staff", "ui"}
