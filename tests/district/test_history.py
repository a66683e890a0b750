"""History: who, when, what, from → to, why; and nobody can rewrite it."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from district.actions import save_person
from district.history import change
from district.models import OrgUnit, Person
from district.queries import Asked, FieldChange, history, tracked_models
from imports.models import ImportBatch, SourceFile
from strategic_plan.models import Plan


@pytest.fixture
def renamed(district_units, steward):
    """A school that the steward renamed; the last change of the test's transaction that has an author."""
    school = district_units.school_a
    with change(by=steward, reason="It was renamed by the Board"):
        school.name = "Oak School"
        school.level = "program"
        school.parent = district_units.school_b
        school.save()
    return school


def event_model(model):
    """The table that keeps a model's history."""
    return model.pgh_event_model


def entries(**asked):
    return history(Asked(**asked)).entries


def test_a_change_tells_who_when_what_from_to_and_why(renamed, steward):
    entry = entries(model="district.orgunit", pk=str(renamed.pk))[0]
    assert (entry.who, entry.did, entry.kind, entry.thing) == ("steward", "Changed", "Org unit", "Oak School")
    assert entry.reason == "It was renamed by the Board"
    assert timezone.now() - entry.at < dt.timedelta(minutes=5)
    assert entry.changes == (
        FieldChange("Name", "School A", "Oak School"),
        FieldChange("Level", "School", "Program"),
        FieldChange("Parent", "Example District", "School B"),
    )


def test_a_mission_without_a_title_is_called_by_its_kind_and_not_by_its_plan(db):
    mission = Plan.objects.create(name="Roadmap", first_year=2023).components.create(
        kind="mission", text="Learn."
    )
    (entry,) = entries(model="strategic_plan.plancomponent", pk=str(mission.pk))
    assert entry.thing == "Mission"


def test_a_removed_row_keeps_its_history(district_units):
    key = district_units.school_b.pk
    district_units.school_b.delete()
    found = entries(model="district.orgunit", pk=str(key))
    assert [entry.did for entry in found] == ["Removed", "Added"]
    assert FieldChange("Name", "School B", "") in found[0].changes


def test_a_change_by_plain_sql_is_kept_too(district_units):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE district_orgunit SET name = 'By hand' WHERE slug = 'school-a'")
    entry = entries(model="district.orgunit", pk=str(district_units.school_a.pk))[0]
    assert (entry.who, entry.changes) == ("", (FieldChange("Name", "School A", "By hand"),))


def test_no_password_reaches_the_history(steward):
    steward.set_password("a new secret phrase")
    steward.save()
    assert "password" not in {field.name for field in event_model(Person)._meta.fields}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE district_orgunitevent SET name = 'Nothing happened'",
        "DELETE FROM district_orgunitevent",
    ],
)
def test_the_database_refuses_to_rewrite_history(renamed, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert entries(model="district.orgunit", pk=str(renamed.pk))[0].thing == "Oak School"


def test_history_is_found_by_person_and_by_day(administrator, renamed, steward):
    today = timezone.localdate()
    assert [entry.thing for entry in entries(person=steward.pk)] == ["Oak School"]
    assert entries(person=administrator.pk) == []
    assert entries(first_day=today + dt.timedelta(days=1)) == []
    assert entries(person=steward.pk, first_day=today, last_day=today) != []


def rooms(first, last):
    """So many places, each an event of one table."""
    OrgUnit.objects.bulk_create(
        OrgUnit(name=f"Room {n}", slug=f"room-{n}", level="program") for n in range(first, last)
    )


def guests(first, last):
    """So many people, each an event of another table."""
    Person.objects.bulk_create(
        Person(name=f"Guest {n}", email=f"guest{n}@example.org", password="!") for n in range(first, last)
    )


def test_pages_of_fifty_changes_lead_to_the_oldest_and_back(steward, db):
    with change(
        by=steward, reason="Many"
    ):  # in one instant, so that only the place of writing tells them apart
        rooms(0, 60)
        guests(0, 60)
    asked = Asked(person=steward.pk)
    first = history(asked)
    second = history(asked, before=str(first.older))
    third = history(asked, before=str(second.older))
    assert [len(page.entries) for page in (first, second, third)] == [50, 50, 20]
    assert (first.newer, third.older) == (None, None)
    assert len({entry.url for page in (first, second, third) for entry in page.entries}) == 120
    assert history(asked, after=str(third.newer)).entries == second.entries
    assert history(asked, after=str(second.newer)) == first


def blocks_read():
    """How many blocks of the database the newest page of all kinds touches."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as queries:
            history(Asked())
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {queries[0]['sql']}")
        plan = cursor.fetchone()[0][0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def test_a_page_reads_as_little_of_a_long_history_as_of_a_short_one(db):
    rooms(0, 300)
    guests(0, 300)
    few = blocks_read()
    rooms(300, 4_000)
    guests(300, 4_000)
    assert blocks_read() < few + 50


def test_what_one_change_took_is_found_by_an_index_in_every_table(db):
    for model in tracked_models().values():
        columns = {tuple(index.fields) for index in event_model(model)._meta.indexes}
        assert {("pgh_created_at", "pgh_id"), ("pgh_context_id",)} <= columns, model


def test_the_number_of_queries_does_not_grow_with_the_page(
    client, steward, renamed, district_units, django_assert_num_queries
):
    client.force_login(steward)
    client.get("/staff/history/?model=district.orgunit")
    with django_assert_num_queries(9):
        client.get("/staff/history/?model=district.orgunit")
    with change(by=steward, reason="Many"):
        OrgUnit.objects.bulk_create(
            OrgUnit(name=f"Room {n}", slug=f"room-{n}", level="program", parent=district_units.district)
            for n in range(45)
        )
    with django_assert_num_queries(9):
        client.get("/staff/history/?model=district.orgunit")


def test_answers_and_questions_of_an_import_are_told_in_words(client, steward):
    file = SourceFile.objects.create(name="a.csv", sha256="0" * 64, size=1, uploaded_by=steward)
    batch = ImportBatch.objects.create(file=file, created_by=steward)
    with change(by=steward, reason="Confirmed"):
        batch.answers = {"period": "SY2012-13", "sheets": ["One", "Two"]}
        batch.save()
    entry = entries(model="imports.importbatch", person=steward.pk)[0]
    assert entry.changes == (FieldChange("Answers", "", "period: SY2012-13; sheets: One, Two"),)
    client.force_login(steward)
    assert "period: SY2012-13" in client.get("/staff/history/").content.decode()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("administrator", 200),
        ("superintendent", 200),
        ("steward", 200),
        ("principal", 403),
        ("board_member", 403),
    ],
)
def test_who_may_read_history(request, client, renamed, who, expected):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/staff/history/").status_code == expected
    assert client.get(f"/staff/history/district.orgunit/{renamed.pk}/").status_code == expected


def test_the_page_shows_the_change_and_links_to_the_rest_of_its_story(client, steward, renamed):
    client.force_login(steward)
    page = client.get(f"/staff/history/?person={steward.pk}").content.decode()
    assert "It was renamed by the Board" in page
    assert f'href="/staff/history/district.orgunit/{renamed.pk}/"' in page
    assert "School A" in client.get(f"/staff/history/district.orgunit/{renamed.pk}/").content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/staff/history/district.orgunit/99999999/", 404),
        ("/staff/history/district.orgunit/not-a-key/", 404),
        ("/staff/history/imports.sourcefile/not-a-key/", 404),
        ("/staff/history/district.secret/1/", 404),
        ("/staff/history/?model=district.secret&first_day=tomorrow", 422),
        ("/staff/history/?before=yesterday", 200),
        ("/staff/history/?before=2026-11-27T00:00:00Z~1~district.secret", 200),
        ("/staff/history/?after=2026-11-27T00:00:00~99999999999999999999~x", 200),
        ("/staff/history/?last_day=9999-12-31", 200),
        ("/staff/history/?person=abc", 422),
    ],
)
def test_odd_addresses_get_an_answer(client, steward, address, expected):
    client.force_login(steward)
    assert client.get(address).status_code == expected


def test_the_history_of_people_is_for_who_may_see_people(client, steward, superintendent, principal):
    principal.email = "somewhere.else@example.org"
    save_person(person=principal, by=superintendent)
    for reader, status in ((superintendent, 200), (steward, 404)):
        client.force_login(reader)
        for label, row in [
            ("district.person", principal),
            ("district.roleassignment", principal.roles.get()),
        ]:
            assert client.get(f"/staff/history/{label}/{row.pk}/").status_code == status
        shown = "somewhere.else@example.org" in client.get("/staff/history/").content.decode()
        assert shown == (status == 200)
    kinds = [label for label, _words in client.get("/staff/history/").context["form"].fields["model"].choices]
    assert "district.orgunit" in kinds
    assert "district.person" not in kinds
    assert client.get("/staff/history/?model=accounts.invitation").status_code == 422
