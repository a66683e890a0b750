"""A form takes what it shows: columns of its row that are sent beside its fields change nothing."""

import datetime as dt

import pytest
from django.db import models, transaction
from django.forms import ModelForm
from django.test import Client

from district.models import Person
from tests.access.test_policy import table

ASKING = ("administrator", "data.steward", "principal", "unit-steward")


@pytest.mark.usefixtures("there", "db")
@pytest.mark.parametrize("email", ASKING)
def test_columns_that_are_sent_beside_the_fields_of_a_form_change_nothing(asked, email):
    client = Client()
    client.force_login(Person.objects.get(email=f"{email}@demo.example"))
    meant, saved, landed = table(), set(), {}
    persona = {"data.steward": "steward", "unit-steward": "unit_steward"}.get(email, email)
    for name, thing, address in asked:
        if meant[name, thing, "GET"][persona] != "200" or meant[name, thing, "POST"][persona] == "405":
            continue
        page = client.get(address)
        form = page.context.get("form") if page.context else None
        if not isinstance(form, ModelForm):
            continue
        with transaction.atomic():
            sent = strange_values(form)
            before = set(rows_of(form).values_list("pk", flat=True))
            answer = client.post(address, typed(form) | sent)
            if answer.status_code == 302:
                saved.add(name)
            kept = (
                rows_of(form).filter(pk=form.instance.pk)
                if form.instance.pk
                else rows_of(form).exclude(pk__in=before)
            )
            for row in kept:
                found = {column: row.serializable_value(column) for column in sent}
                if wrong := {
                    column: value for column, value in found.items() if str(value) == str(sent[column])
                }:
                    landed[name, thing] = wrong
            transaction.set_rollback(True)
    assert landed == {}
    assert len(saved) >= (1 if email == "unit-steward" else 3), saved


def rows_of(form):
    return type(form.instance)._base_manager.all()


def typed(form):
    """What a browser would send for a form that nobody touched."""
    values = {form[name].html_name: form[name].value() for name in form.fields}
    return {
        name: "on" if value is True else value for name, value in values.items() if value not in (None, False)
    }


def strange_values(form):
    """For each column that the form does not show, a value other than it has now."""
    columns = [
        field
        for field in form._meta.model._meta.concrete_fields
        if field.name not in form.fields and not field.primary_key
    ]
    return {field.attname: value for field in columns if (value := strange(field, form.instance)) is not None}


def strange(field, row):
    now = row.serializable_value(field.attname)
    if field.is_relation:
        return field.related_model._base_manager.exclude(pk=now).values_list("pk", flat=True).last()
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.DateTimeField):
        return dt.datetime(1999, 9, 9, 9, 9, tzinfo=dt.UTC)
    if isinstance(field, models.DateField):
        return dt.date(1999, 9, 9)
    if field.choices:
        return next((value for value, _words in field.flatchoices if value != now), None)
    if isinstance(field, models.IntegerField):
        return 77
    return "strange"
