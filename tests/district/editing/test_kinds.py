"""What every kind of row that is edited in place must keep to, whichever room it belongs to."""

import pytest
from django.template import engines
from django.urls import reverse

from district.editing import kinds
from district.models import Person
from lakeville_planning.demonstration.loading import load


@pytest.fixture
def demonstration(db):
    load()


def rows():
    return [(kind, row) for kind in kinds().values() if (row := kind.model._base_manager.first())]


def test_each_field_of_each_kind_is_closed_to_those_who_may_not_edit_it(client, demonstration):
    opened = []
    for person in Person.objects.all():
        client.force_login(person)
        for kind, row in rows():
            for field in kind.fields:
                address = reverse("district:field_edit", args=[kind.key, row.pk, field])
                statuses = client.get(address).status_code, client.post(address).status_code
                if not kind.can_edit(person, row):
                    meant = {(403, 403)}
                elif kind.why_locked(row):
                    meant = {(409, 409)}
                else:
                    meant = {(200, 422), (200, 302), (200, 409)}
                if statuses not in meant:
                    opened.append((person.name, address, statuses))
    assert opened == []


def test_each_kind_leads_to_a_page_that_answers(client, demonstration):
    client.force_login(Person.objects.get(email="plan.editor@demo.example"))
    answers = {kind.key: client.get(kind.page(row)).status_code for kind, row in rows()}
    assert set(answers.values()) == {200}, answers


def test_each_field_can_be_shown(demonstration, rf):
    request = rf.get("/")
    request.user = Person.objects.get(email="plan.editor@demo.example")
    template = engines["django"].from_string("{% load in_place %}{% editable row name %}")
    for kind, row in rows():
        for field in kind.fields:
            place = f'id="{kind.key}-{row.pk}-{field}"'
            assert place in template.render({"row": row, "name": field}, request)
