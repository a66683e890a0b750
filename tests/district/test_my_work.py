"""My work: one list in date order, across all rooms, of what this person owes; nothing else."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from district.domain import Due, Role, due_group, due_in_words
from district.models import RoleAssignment
from district.queries import work_for as roles_work
from district.work import Work, WorkItem, in_groups, work_of
from imports.actions import receive_file, start_import
from imports.models import ImportBatch
from imports.queries import work_for as imports_work
from tests.conftest import persona

WEDNESDAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.parametrize(
    ("day", "group", "words"),
    [
        (dt.date(2026, 11, 24), Due.OVERDUE, "1 day overdue"),
        (dt.date(2026, 10, 26), Due.OVERDUE, "30 days overdue"),
        (dt.date(2026, 11, 25), Due.THIS_WEEK, "Due today"),
        (dt.date(2026, 11, 26), Due.THIS_WEEK, "Due tomorrow"),
        (dt.date(2026, 11, 29), Due.THIS_WEEK, "Due in 4 days"),
        (dt.date(2026, 11, 30), Due.LATER, "Due in 5 days"),
        (dt.date(2027, 6, 30), Due.LATER, ""),
        (None, Due.NO_DATE, ""),
    ],
)
def test_overdue_is_computed_and_said_in_words(day, group, words):
    assert (due_group(day, today=WEDNESDAY), due_in_words(day, today=WEDNESDAY)) == (group, words)


def some_work(person):
    return Work(
        to_do=(
            WorkItem("Whenever", "/a/"),
            WorkItem("In June", "/b/", due=dt.date(2027, 6, 30)),
            WorkItem("Long ago", "/c/", due=dt.date(2026, 6, 30)),
            WorkItem("Tomorrow", "/d/", due=dt.date(2026, 11, 26)),
            WorkItem("Yesterday", "/e/", due=dt.date(2026, 11, 24)),
        )
    )


def test_the_one_list_is_in_date_order_and_cut_into_groups(settings, principal):
    settings.STAFF_WORK = ["tests.district.test_my_work.some_work"]
    with time_machine.travel(dt.datetime(2026, 11, 25, 18, tzinfo=dt.UTC), tick=False):
        groups = in_groups(work_of(principal).to_do)
        said = [(group.words, [item.text for item in group.items]) for group in groups]
    assert said == [
        ("Overdue", ["Long ago", "Yesterday"]),
        ("This week", ["Tomorrow"]),
        ("Later", ["In June"]),
        ("No date", ["Whenever"]),
    ]


def test_the_page_shows_the_list_and_leaves_the_rest_to_another_page(settings, client, principal):
    settings.STAFF_WORK = ["tests.district.test_my_work.some_work"]
    client.force_login(principal)
    with time_machine.travel(dt.datetime(2026, 11, 25, 18, tzinfo=dt.UTC), tick=False):
        client.force_login(principal)
        page = client.get("/staff/").content.decode()
    assert page.count("<h2") == 0
    assert "1 day overdue" in page
    assert 'href="/staff/following/"' in page


def test_who_holds_no_role_owes_nothing_and_follows_nothing(client, nobody):
    client.force_login(nobody)
    assert "you hold no role today" in client.get("/staff/").content.decode()
    assert client.get("/staff/following/").status_code == 403


def owed(person):
    """What administrators owe about roles, and stewards about imports; other rooms have their own tests."""
    return [*roles_work(person).to_do, *imports_work(person).to_do]


def texts(person):
    return [item.text for item in owed(person)]


def test_administrators_are_told_of_roles_that_end_soon(administrator, superintendent, principal):
    last = dt.date(2026, 12, 31)
    principal.roles.update(valid_to=last)
    with time_machine.travel(dt.datetime(2026, 11, 25, 18, tzinfo=dt.UTC), tick=False):
        assert texts(administrator) == ["Renew or let end: principal, as principal of School A."]
        assert owed(administrator)[0].due == last
        assert texts(superintendent) == []


def test_a_role_that_goes_on_afterward_needs_nobody(administrator, principal, district_units):
    principal.roles.update(valid_to=dt.date(2026, 12, 31))
    RoleAssignment.objects.create(
        person=principal, role="principal", unit=district_units.school_a, valid_from=dt.date(2027, 1, 1)
    )
    with time_machine.travel(dt.datetime(2026, 11, 25, 18, tzinfo=dt.UTC), tick=False):
        assert texts(administrator) == []


def test_administrators_are_told_of_people_whose_roles_have_all_ended(administrator, principal, nobody):
    principal.roles.update(valid_to=dt.date(2026, 6, 30))
    assert texts(administrator) == ["Let principal leave, or give a new role: the last role has ended."]


def an_import(person, state):
    file = receive_file(name="rates.csv", blocks=[b"Year,Rate\n2026,92.6\n"], by=person)
    batch = start_import(file=file, by=person)
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)
    return batch


def test_an_import_that_is_checked_waits_for_the_person_who_began_it(steward, administrator, principal):
    an_import(steward, "checked")
    assert texts(steward) == ["Decide whether rates.csv is loaded."]
    assert texts(administrator) == []
    assert texts(principal) == []


def test_an_import_of_someone_who_left_waits_for_everyone_who_imports(steward, administrator):
    an_import(steward, "needs_answer")
    steward.is_active = False
    steward.save()
    assert "Answer a question about rates.csv." in texts(administrator)


def test_a_loaded_import_waits_for_nobody(steward):
    an_import(steward, "cancelled")
    assert texts(steward) == []


def test_the_page_asks_the_same_few_questions_however_much_there_is(
    client, administrator, district_units, django_assert_max_num_queries
):
    """A room that joins adds its own constant number; raise the number by that and no more."""
    client.force_login(administrator)
    client.get("/staff/")
    for number in range(30):
        someone = persona(Role.PRINCIPAL, name=f"someone-{number}", unit=district_units.school_a)
        someone.roles.update(valid_to=timezone.localdate() + dt.timedelta(days=number - 15))
    with django_assert_max_num_queries(28):
        response = client.get("/staff/")
    assert len(response.context["groups"]) >= 2
