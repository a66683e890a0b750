"""A copy of the demonstration in which every object of the table stands and every persona has signed in."""

import datetime as dt
import logging

import pytest
from django.test import Client
from django.utils import timezone

from district.models import OrgUnit, Person, RoleAssignment
from tests.access.asking import APPOINTED, PERSONAS, Site, every_question
from tests.copies import copy_database, drop_database, opened

SCHOOLS = ("oak-hills-elementary", "lakeville-north-high")  # the principal's and the other principal's


@pytest.fixture(autouse=True)
def quiet_log():
    """Thousands of refused requests are meant here; the log would be larger than the test."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="package")
def furnished(demonstration_database, django_db_blocker):
    """The name of the copy, each persona's session and every question."""
    with django_db_blocker.unblock():
        with opened(demonstration_database):
            name = copy_database("asked")
        with opened(name):
            transport = {"name": "Transport", "slug": "transport", "level": "department"}
            OrgUnit.objects.create(parent=OrgUnit.objects.get(slug="district"), **transport)
            for person, (role, unit) in APPOINTED.items():
                appointed(person, [role], [unit])
            questions = every_question()
            people = {
                persona: Person.objects.get(email=f"{email}@demo.example")
                for persona, email in PERSONAS.items()
                if email
            }
            newcomers = {
                "left": appointed("left", ["administrator"], ["district"]),
                "was_administrator": appointed("was-administrator", ["administrator"], ["district"]),
                "role_ended": appointed("role-ended", ["administrator"], ["district"]),
                "of_two_schools": appointed("of-two-schools", ["principal"] * 2, SCHOOLS),
            }
            cookies = {persona: signed_in(person) for persona, person in {**people, **newcomers}.items()}
            Person.objects.filter(pk=newcomers["left"].pk).update(is_active=False)
            RoleAssignment.objects.filter(person=newcomers["was_administrator"]).delete()
            newcomers["role_ended"].roles.update(valid_to=timezone.localdate() - dt.timedelta(days=1))
    yield name, cookies, questions
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture(scope="module")
def there(furnished):
    """The copy, open."""
    with opened(furnished[0]):
        yield


@pytest.fixture
def asked(furnished):
    return furnished[2]


@pytest.fixture
def ask(furnished, there, db, settings):
    """Ask the site as a persona; a refusal is its status and no page."""
    settings.ROOT_URLCONF = "tests.access.plain_urls"
    return Site(furnished[1]).ask


@pytest.fixture
def ask_and_read(furnished, there, db):
    """Ask the site as a persona, and get the page that a person would read."""
    return Site(furnished[1]).ask


def appointed(name, roles, units):
    person = Person.objects.create_user(f"{name}@demo.example", password="sample-data-only", name=name)
    for role, unit in zip(roles, units, strict=True):
        place = OrgUnit.objects.get(slug=unit)
        RoleAssignment.objects.create(person=person, role=role, unit=place, valid_from=dt.date(2020, 7, 1))
    return person


def signed_in(person):
    """A session's cookie."""
    client = Client()
    client.force_login(person)
    return client.cookies.output(header="").strip().partition(";")[0]
