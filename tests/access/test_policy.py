"""The access table: every URL × every persona × what may stand at its address × every method.

policy.csv holds the answer that is meant to GET and to POST; a line is a URL, an object and a method, a
column is a persona. To add a URL, run `pytest tests/access -k table_says`: it prints the measured lines of
what is missing. Read each number before you paste it; the table is the decision, not the measurement.

An object is `present` (or nothing, where the address names none; the principal's own, where it is a
school's), `own` (of a person who owns work and writes no plan), `another's` (of another school than the
principal's, or of another owner), `archived` (over: an archived plan, a retired measure, a draft given up)
or `missing`; which objects these are is said in places.py.

What follows from the table is a rule here instead of a line there: PUT, PATCH and DELETE (405 behind the
door, the door's own answer before it), requests by htmx, and the personas of LIKE.
"""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from tests.access import places
from tests.access.asking import LIKE, PERSONAS, asked_of, door, rooms

TABLE = Path(__file__).with_name("policy.csv")
ROOMS = rooms()
SOURCES = list(settings.BASE_DIR.glob("[a-z]*/**/views/*.py"))
FEW = ("visitor", "principal", "administrator")


def table():
    with TABLE.open(newline="") as file:
        return {(row["url"], row["object"], row["method"]): row for row in csv.DictReader(file)}


@pytest.mark.parametrize("room", ROOMS)
def test_every_url_answers_every_persona_as_the_table_says(ask, asked, room):
    meant, measured = table(), {}
    for name, thing, address in asked_of(asked, ROOMS[room]):
        for method in ("GET", "POST"):
            measured[name, thing, method] = {
                persona: ask(method, address, persona)[0] for persona in PERSONAS
            }
    new = [",".join(map(str, (*key, *row.values()))) for key, row in measured.items() if key not in meant]
    assert not new, "These URLs are not in the access table:\n" + "\n".join(new)
    wrong = {
        (*key, persona): (int(meant[key][persona]), got)
        for key, row in measured.items()
        for persona, got in row.items()
        if got != int(meant[key][persona])
    }
    assert wrong == {}, "(meant, got)"


@pytest.mark.parametrize("room", ROOMS)
def test_who_left_lost_a_role_or_has_two_schools_is_answered_like_the_personas_of_the_table(ask, asked, room):
    meant = table()
    wrong = {
        (name, thing, method, persona): (meant[name, thing, method][like[thing]], got)
        for name, thing, address in asked_of(asked, ROOMS[room])
        for method in ("GET", "POST")
        for persona, like in LIKE.items()
        if (got := ask(method, address, persona)[0]) != int(meant[name, thing, method][like[thing]])
    }
    assert wrong == {}, "(meant, got)"


@pytest.mark.parametrize("room", ROOMS)
def test_other_methods_are_refused_behind_the_door_and_find_it_shut_before(ask, asked, room):
    wrong, seen = {}, set()
    for name, thing, address in asked_of(asked, ROOMS[room]):
        # The method is judged before the object is looked up, so everybody asks for one object of each URL.
        for persona in FEW if name in seen else [*PERSONAS, *LIKE]:
            meant = 302 if door(address) and persona in {"visitor", "left"} else 405
            for method in ("PUT", "PATCH", "DELETE"):
                got = ask(method, address, persona)[0]
                if got != meant:
                    wrong[name, thing, method, persona] = (meant, got)
        seen.add(name)
    assert wrong == {}, "(meant, got)"


@pytest.mark.parametrize("room", ROOMS)
def test_htmx_is_told_to_leave_for_the_sign_in_page_and_else_answered_the_same(ask, asked, room):
    meant = table()
    wrong: dict[tuple[str, str, str], object] = {}
    for name, thing, address in asked_of(asked, ROOMS[room]):
        for persona in ("visitor", "left", "principal", "administrator"):
            usual = int(meant[name, thing, "GET"]["visitor" if persona == "left" else persona])
            shut = door(address) and persona in {"visitor", "left"}
            got, answer = ask("GET", address, persona, **{"HX-Request": "true"})
            if got != (401 if shut else usual) and not (got == 200 and usual == 302):
                wrong[name, thing, persona] = (401 if shut else usual, got)
            if shut and not answer.headers.get("HX-Redirect", "").startswith("/sign-in/"):
                wrong[name, thing, persona] = "no HX-Redirect"
    assert wrong == {}, "(meant, got)"


@pytest.mark.parametrize("room", ROOMS)
def test_an_address_with_a_nul_character_in_any_filter_is_not_found(ask, asked, room):
    names = {name for path in SOURCES for name in re.findall(r'GET\.get\("(\w+)"', path.read_text())}
    assert {"page", "sheet"} <= names
    query = "&".join(f"{name}=%00" for name in sorted(names | {"unit", "group", "state", "cause"}))
    answers = {
        (persona, name): ask("GET", f"{address}?{query}", persona)[0]
        for name, _thing, address in asked_of(asked, ROOMS[room])
        for persona in ("visitor", "administrator")
    }
    assert {key: got for key, got in answers.items() if got != 404} == {}


def test_what_a_person_may_not_see_answers_like_what_is_not_there(ask_and_read, asked):
    meant = table()
    missing = {name: address for name, thing, address in asked if thing == "missing"}
    hidden = [
        (name, address, persona)
        for name, thing, address in asked
        for persona in PERSONAS
        if thing == "another's" and meant[name, thing, "GET"][persona] == "404"
    ]
    compared = 0
    for name, address, persona in hidden:
        _status, answer = ask_and_read("GET", address, persona)
        _status, nothing = ask_and_read("GET", missing[name], persona)
        assert same(answer, address) == same(nothing, missing[name]), (name, persona)
        compared += 1
    assert compared > 10


def same(answer, address):
    """The text of a page without what differs between two requests for the same thing."""
    text = answer.content.decode().replace(address, "")
    return re.sub(r'"X-CSRFToken": ?"[^"]*"|csrfmiddlewaretoken" value="[^"]*"|[A-Za-z0-9]{64}', "", text)


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
    assert rooms == {
        "accounts",
        "district",
        "imports",
        "kpi_staff",
        "publication_staff",
        "strategic_plan_staff",
        "ui",
    }
