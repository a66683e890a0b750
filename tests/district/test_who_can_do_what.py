"""The page "Who can do what" says exactly what the predicates behind the views answer."""

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from district.abilities import abilities
from district.domain import LEVELS, Role, UnitLevel
from district.models import OrgUnit, Person, RoleAssignment
from district.queries import what_a_person_can_do, what_a_role_can_do, who_can_do_what
from lakeville_planning.demonstration.people import PEOPLE
from tests.conftest import persona

PAGE = "/staff/people/who-can-do-what/"


@pytest.fixture
def places(district_units):
    """One unit of each level that a role can be held for."""
    parent = district_units.district
    made = {
        level: OrgUnit.objects.create(name=level.capitalize(), slug=level, level=level, parent=parent)
        for level in ("department", "program")
    }
    return {"district": parent, "school": district_units.school_a, **made}


def words_of(rooms):
    return {thing.words for room in rooms for thing in room.things}


def really(person, unit):
    """What the predicates answer for a real person with rows in the database."""
    return {each.words for each in abilities() if each.allows(person, unit=unit)}


@pytest.mark.parametrize(
    ("role", "level"), [(role, level) for role in Role for level in sorted(LEVELS[role])], ids=str
)
def test_what_a_role_can_do_is_what_a_real_person_with_it_can_do(role, level, places):
    unit = places[level]
    someone = persona(role, name="someone", unit=unit)
    is_whole = level == UnitLevel.DISTRICT
    said = {
        thing.words
        for room in who_can_do_what()
        for thing in room.things
        for name in thing.by
        if name.split(" (")[0] in names_of(role, is_whole=is_whole)
    }
    assert said == really(someone, unit)
    assert words_of(what_a_person_can_do(someone)) == really(someone, unit)
    assert really(someone, unit) <= words_of(what_a_role_can_do(role))


def names_of(role, *, is_whole):
    is_both = len(LEVELS[role]) > 1 and UnitLevel.DISTRICT in LEVELS[role]
    return {f"{role.words} of {'the district' if is_whole else 'one unit'}" if is_both else role.words}


@pytest.mark.parametrize("demo", PEOPLE, ids=lambda demo: demo.name)
def test_the_page_equals_the_predicates_for_every_demonstration_person(demo, client, administrator, places):
    unit = places["district" if demo.unit == "district" else "school"]
    person = persona(*filter(None, [demo.role]), name="demo", unit=unit)
    client.force_login(administrator)
    page = html.unescape(client.get(PAGE, {"person": person.pk}).content.decode())
    shown = set(re.findall(r'<th scope="row">(.*?)</th>', page))
    assert shown == {words[0].upper() + words[1:] for words in really(person, unit)}
    assert (shown == set()) == (demo.role is None)


def test_the_reason_names_the_role_the_unit_and_the_last_day(client, administrator, principal):
    principal.roles.update(valid_to=dt.date(2099, 6, 30))
    client.force_login(administrator)
    page = client.get(PAGE, {"person": principal.pk}).content.decode()
    assert "As principal of School A, until June 30, 2099" in page


def test_a_role_that_has_ended_lets_nobody_do_anything(client, administrator, principal):
    assert what_a_person_can_do(principal)
    principal.roles.update(valid_to=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(administrator)
    page = client.get(PAGE, {"person": principal.pk}).content.decode()
    assert "Nothing: no role is held today." in page


def test_roles_of_several_units_are_both_named(principal, district_units):
    RoleAssignment.objects.create(
        person=principal, role="principal", unit=district_units.school_b, valid_from=dt.date(2020, 7, 1)
    )
    reads = [
        thing.by
        for room in what_a_person_can_do(principal)
        for thing in room.things
        if thing.words == "reads results before small groups are hidden"
    ]
    assert reads == [("as principal of School A", "as principal of School B")]


def test_the_page_needs_no_real_person_and_few_queries(client, administrator, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        who_can_do_what()
    client.force_login(administrator)
    client.get(PAGE)
    with django_assert_max_num_queries(5):
        client.get(PAGE)


def test_everyone_with_a_role_reads_what_roles_can_do_and_asks_about_themselves_only(
    client, principal, administrator, nobody
):
    client.force_login(principal)
    assert "Keeps schools, school years and student groups" in client.get(PAGE).content.decode()
    assert client.get(PAGE, {"person": principal.pk}).context["person"] == principal
    assert client.get(PAGE, {"person": administrator.pk}).context["person"] is None
    client.force_login(nobody)
    assert client.get(PAGE).status_code == 403


def test_a_chosen_role_says_where_its_holder_can_do_things(client, administrator):
    client.force_login(administrator)
    page = client.get(PAGE, {"role": "data_steward"}).content.decode()
    assert "Someone with this role reads, records and corrects results for" in page
    assert "Data steward of one unit (for their units)" in page


def test_what_reaches_less_than_everywhere_says_how_far():
    said = {
        role: {thing.words: thing.by for room in what_a_role_can_do(role) for thing in room.things}
        for role in (Role.PRINCIPAL, Role.PLAN_EDITOR)
    }
    for words, reach in [
        ("reads results before small groups are hidden", "for their units"),
        ("documents processes and runs improvement cycles", "for the units they lead"),
        ("says how an initiative goes", "what they own"),
        ("changes a process or an improvement cycle", "what they own"),
    ]:
        assert (said[Role.PRINCIPAL][words], said[Role.PLAN_EDITOR][words]) == ((reach,), ()), words


def test_every_ability_that_is_asked_for_a_unit_or_a_row_of_theirs_says_how_far_it_reaches():
    scoped = [
        each
        for each in abilities()
        if each.is_for_a_unit or "row" in each.given or "initiative" in each.given
    ]
    assert [each.words for each in scoped if not each.reach] == []


def test_people_who_left_are_not_asked_about(client, administrator, steward):
    Person.objects.filter(pk=steward.pk).update(is_active=False)
    client.force_login(administrator)
    assert client.get(PAGE, {"person": steward.pk}).context["person"] is None
