"""People and schools come in by file as well as one by one: seen first, then all rows or none."""

import datetime as dt
import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from district.models import OrgUnit, Person, RoleAssignment
from district.queries import Asked, history
from imports.actions import receive_file
from imports.models import SourceFile

PEOPLE, UNITS = "/staff/imports/rosters/people/", "/staff/imports/rosters/units/"
HEADER = "Name,E-mail,Role,Unit,First day,Last day"
MARIA = "Maria Lopez,Maria@Example.org,Principal,School A,2026-07-01,2027-06-30"


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def send(client, address, content, name="list.csv"):
    """Upload a file and read the preview."""
    content = content.encode() if isinstance(content, str) else content
    response = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, html.unescape(response.content.decode())[-3000:]
    return client.get(response.url)


def load(client, preview):
    """Press the button of a preview."""
    return client.post(preview.request["PATH_INFO"], {"seen": preview.context["roster"].mark})


def counts(preview):
    return [count for _word, count in preview.context["counts"]]


def problems(preview):
    return dict(preview.context["roster"].problems)


def people(*rows):
    return "\r\n".join([HEADER, *rows])


def test_a_person_comes_in_with_a_role_from_a_file(as_administrator, administrator, district_units):
    preview = send(as_administrator, PEOPLE, people(MARIA))
    assert counts(preview) == [1, 0, 0, 0]
    assert not Person.objects.filter(name="Maria Lopez").exists()
    assert load(as_administrator, preview).url == "/staff/people/?state=not_invited"
    held = RoleAssignment.objects.get(person__email="maria@example.org")
    assert (held.role, held.unit, held.valid_to) == (
        "principal",
        district_units.school_a,
        dt.date(2027, 6, 30),
    )
    entry = history(Asked(model="district.person")).entries[0]
    assert (entry.reason, entry.who) == ("From the file list.csv", str(administrator))


def test_the_same_file_twice_changes_nothing(as_administrator, district_units):
    rows = people(MARIA, "Sam Sample,sam@example.org,,,,", "Maria Lopez,maria@example.org,Finance,district,,")
    load(as_administrator, send(as_administrator, PEOPLE, rows))
    again = send(as_administrator, PEOPLE, rows)
    assert counts(again) == [0, 0, 3, 0]
    assert "Everything in this file is here already." in again.content.decode()
    before = history(Asked()).entries
    load(as_administrator, again)
    assert history(Asked()).entries == before


def test_all_rows_are_loaded_or_none(as_administrator, district_units):
    preview = send(as_administrator, PEOPLE, people(MARIA, "Sam,sam@example.org,Principal,School Z,,"))
    assert counts(preview) == [1, 0, 0, 1]
    assert load(as_administrator, preview).status_code == 409
    assert not Person.objects.filter(email__in=["maria@example.org", "sam@example.org"]).exists()


def test_each_problem_is_said_once_with_its_rows(as_administrator, district_units):
    preview = send(
        as_administrator,
        PEOPLE,
        people(
            "A,a@example.org,Principal,School Z,,",
            "B,b@example.org,Principal,School Z,,",
            "C,c@example.org,King,School A,,",
            "D,no address,Principal,School A,,",
            "E,e@example.org,Principal,Example District,,",
            "F,f@example.org,Principal,School A,2027-07-01,2026-07-01",
            "G,g@example.org,Principal,School A,soon,",
            ",h@example.org,,,,",
            "I,i@example.org,,School A,,",
        ),
    )
    assert problems(preview) == {
        "Unit: there is no unit “School Z”. Add it first, or correct the name.": [2, 3],
        "Role: there is no role “King”.": [4],
        "E-mail: Enter a valid email address.": [5],
        "Unit: Principal is a role for a school or a program. Choose such a unit.": [6],
        "The last day comes after the first.": [7],
        "First day: Enter a valid date.": [8],
        "Name: Write something here.": [9],
        "Role: say which role, or leave unit and days empty too.": [10],
    }


def test_a_changed_name_and_last_day_are_shown_before_they_are_changed(
    as_administrator, principal, district_units
):
    rows = people("Pat Principal,principal@example.org,principal,school-a,2020-07-01,2027-06-30")
    preview = send(as_administrator, PEOPLE, rows)
    (row,) = preview.context["doing"]
    assert row.changes == ("Name: principal → Pat Principal", "Last day: none → 2027-06-30")
    load(as_administrator, preview)
    principal.refresh_from_db()
    assert (principal.name, principal.roles.get().valid_to) == ("Pat Principal", dt.date(2027, 6, 30))


def test_what_changed_since_it_was_seen_is_not_loaded(as_administrator, district_units):
    preview = send(as_administrator, PEOPLE, people(MARIA))
    Person.objects.create_user("maria@example.org", name="Maria Diaz")
    response = load(as_administrator, preview)
    assert response.status_code == 409
    assert "Something changed since you looked." in response.content.decode()


def test_the_last_administrator_gets_no_last_day_from_a_file(as_administrator, administrator):
    row = f"administrator,{administrator.email},Administrator,district,2020-07-01,2027-06-30"
    assert problems(send(as_administrator, PEOPLE, people(row))) == {
        "Last day: This is the last administrator. Give the role to someone else first.": [2]
    }


def test_someone_who_left_does_not_come_back_by_a_file(as_administrator, steward):
    Person.objects.filter(pk=steward.pk).update(is_active=False)
    row = "steward,steward@example.org,,,,"
    assert problems(send(as_administrator, PEOPLE, people(row))) == {
        "E-mail: steward left. Let them come back on their own page first.": [2]
    }


@pytest.mark.parametrize(
    "content",
    [
        people(MARIA).encode("utf-8-sig"),
        people(MARIA).encode("utf-16"),
        people(MARIA).replace(",", ";").encode(),
        people(MARIA).replace(",", "\t").encode(),
        people(MARIA).replace("\r\n", "\n\n").encode(),
        people(MARIA).replace("2026-07-01", "7/1/2026").encode(),
    ],
    ids=["byte order mark", "UTF-16", "semicolons", "tabs", "empty rows", "American days"],
)
def test_files_of_every_program_are_read(as_administrator, district_units, content):
    assert counts(send(as_administrator, PEOPLE, content)) == [1, 0, 0, 0]


def test_a_workbook_with_real_days_is_read(as_administrator, district_units):
    book, made = Workbook(), io.BytesIO()
    book.active.append(HEADER.split(","))
    book.active.append(
        ["Maria Lopez", "maria@example.org", "Principal", "School A", dt.datetime(2026, 7, 1), None]  # noqa: DTZ001 -- a cell of a workbook has no zone
    )
    book.save(made)
    preview = send(as_administrator, PEOPLE, made.getvalue(), name="people.xlsx")
    assert counts(preview) == [1, 0, 0, 0]
    load(as_administrator, preview)
    assert RoleAssignment.objects.get(person__email="maria@example.org").valid_from == dt.date(2026, 7, 1)


def test_a_cell_that_looks_like_a_formula_stays_text_and_leaves_safely(as_administrator, district_units):
    load(as_administrator, send(as_administrator, PEOPLE, people("=1+1,formula@example.org,,,,")))
    assert Person.objects.get(email="formula@example.org").name == "=1+1"
    exported = as_administrator.get(f"{PEOPLE}export.csv").content.decode()
    assert "'=1+1,formula@example.org" in exported
    assert counts(send(as_administrator, PEOPLE, exported))[:2] == [0, 0]


def test_what_is_exported_is_read_in_again_without_a_change(
    as_administrator, principal, steward, superintendent, district_units
):
    principal.roles.update(valid_to=timezone.localdate() + dt.timedelta(days=90))
    exported = as_administrator.get(f"{PEOPLE}export.csv")
    assert exported["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert counts(send(as_administrator, PEOPLE, exported.content)) == [0, 0, 4, 0]
    units = as_administrator.get(f"{UNITS}export.csv").content
    assert counts(send(as_administrator, UNITS, units)) == [0, 0, 3, 0]


def test_the_template_can_be_read_once_its_schools_are_there(as_administrator, district_units):
    units = as_administrator.get(f"{UNITS}template.csv").content
    load(as_administrator, send(as_administrator, UNITS, units))
    assert OrgUnit.objects.get(name="Example Elementary").slug == "example-elementary"
    template = as_administrator.get(f"{PEOPLE}template.csv").content
    assert counts(send(as_administrator, PEOPLE, template)) == [2, 0, 0, 0]


def test_units_come_in_with_their_parents_ids_and_days(as_administrator, district_units):
    rows = (
        "Name,Level,Kind,Grades,Part of,State id,Opened,Closed\n"
        "School C,School,Middle,6-8,Example District,0001-03,2026-07-01,\n"
        "Academy,Program,,,School C,,,\n"
        "School A,School,Elementary,K-5,Example District,0001-01,,\n"
    )
    preview = send(as_administrator, UNITS, rows)
    assert counts(preview) == [2, 1, 0, 0]
    load(as_administrator, preview)
    assert OrgUnit.objects.get(name="Academy").parent.name == "School C"
    assert OrgUnit.objects.get(slug="school-a").reporting_ids.get().value == "0001-01"
    assert counts(send(as_administrator, UNITS, rows)) == [0, 0, 3, 0]
    renamed = "Name,Level,State id\nSchool C New,School,0001-03\n"
    (row,) = send(as_administrator, UNITS, renamed).context["doing"]
    assert row.changes == ("Name: School C → School C New",)


def test_the_preview_says_all_that_a_new_person_and_a_new_unit_would_get(as_administrator, district_units):
    preview = send(as_administrator, PEOPLE, people(MARIA, "Sam Sample,sam@example.org,,,,"))
    assert [row.changes for row in preview.context["doing"]] == [
        ("New person", "New role: Principal, School A, from 2026-07-01 to 2027-06-30"),
        ("New person",),
    ]
    unit = "Name,Level,Kind,Part of,State id\nSchool C,School,Middle,Example District,0001-03\n"
    (row,) = send(as_administrator, UNITS, unit).context["doing"]
    assert row.changes[:4] == ("New unit", "Level: School", "Kind: Middle", "Part of: Example District")
    assert "0001-03" in row.changes[4]


def test_a_file_is_read_only_as_what_it_was_sent_for(as_administrator, district_units, administrator):
    sent = send(as_administrator, UNITS, "Name,Level\nSchool C,School\n").request["PATH_INFO"]
    assert as_administrator.get(sent.replace("/units/", "/people/")).status_code == 404
    results = receive_file(name="rates.csv", blocks=[b"Name,Level\nSchool C,School\n"], by=administrator)
    assert as_administrator.get(f"{UNITS}{results.pk}/").status_code == 404


def test_a_unit_that_cannot_be_is_refused_in_words(as_administrator, district_units):
    rows = "Name,Level,Part of\nX,Galaxy,\nY,School,Nowhere\nZ,District,\n"
    assert problems(send(as_administrator, UNITS, rows)) == {
        "Level: there is no level “Galaxy”.": [2],
        "Part of: there is no one unit “Nowhere”. Put it in an earlier row, or add it.": [3],
        "There can be one own district only.": [4],
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Name,Unit\nA,B\n", "The first row must name the columns. Missing: E-mail. Found: Name, Unit."),
        (people(), "There are no rows below the header. Fill in at least one."),
        ("Name,E-mail,Mail\nA,a@example.org,b@example.org\n", "Two columns are called “E-mail”. Remove one."),
        (people(*[f"P,p{n}@example.org,,,," for n in range(501)]), "There are more than 500 rows."),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    as_administrator, district_units, content, sentence
):
    preview = send(as_administrator, PEOPLE, content)
    assert sentence in html.unescape(preview.content.decode())


def test_a_missing_file_is_said(as_administrator):
    response = as_administrator.post(PEOPLE)
    assert response.status_code == 422
    assert "Choose a file." in response.content.decode()


def test_a_picture_is_no_list(as_administrator):
    picture = SimpleUploadedFile("people.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    assert as_administrator.post(PEOPLE, {"file": picture}).status_code == 422
    assert not SourceFile.objects.exists()


def test_a_data_steward_loads_units_and_no_people(client, steward, principal):
    client.force_login(steward)
    assert (client.get(UNITS).status_code, client.get(PEOPLE).status_code) == (200, 403)
    assert client.get(f"{PEOPLE}export.csv").status_code == 403
    client.force_login(principal)
    assert (client.get(UNITS).status_code, client.get(PEOPLE).status_code) == (403, 403)
