"""Every form of the staff, sent twice at the same moment: two writers, or one who clicks twice.

The forms are found by walking the addresses, so that a new one cannot forget its place here.
"""

import datetime as dt
import re
import time
from functools import partial
from typing import Any

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from district.editing import kinds
from district.forms import SeenForm
from district.models import OrgUnit, Person
from district.queries import tracked_models
from kpi.actions import propose_version
from kpi.models import Indicator
from tests.access import places
from tests.at_once import at_once
from tests.copies import copy_database, drop_database, opened

GOOD: list[tuple[type[forms.Field], Any]] = [  # what to type into a field of a kind; the first that fits
    (forms.ModelMultipleChoiceField, lambda field: [field.queryset[0].pk]),
    (forms.ModelChoiceField, lambda field: field.queryset[0].pk),
    (forms.MultipleChoiceField, lambda field: [next(iter(field.choices))[0]]),
    (forms.ChoiceField, lambda field: next(value for value, _label in field.choices if value)),
    (forms.DateField, lambda _field: timezone.localdate().isoformat()),
    (forms.IntegerField, lambda _field: 2034),
    (forms.EmailField, lambda _field: "made.here@demo.example"),
    (forms.BooleanField, lambda _field: "on"),
    (forms.Field, lambda _field: "made-here"),
]
ROOMS = ("district", "strategic_plan_staff", "kpi_staff", "publication_staff")
PEOPLE = ("plan.editor", "administrator", "superintendent", "data.steward", "board.clerk")
TEXTS = forms.TextInput | forms.Textarea
NO_FREE_TEXT = {"reason", "seen", "slug", "code", "baseline_period", "final_period"}
# Forms for what is there already that the demonstration has no open row for.
UNREACHED = {"ResultForm"}  # its cycle is not in Study
ROOMS_OF_FORMS = {"district", "strategic_plan", "kpi", "publication"}
# Forms that only add (a later change is made in place, or never), and what others build on.
ONLY_ADDED = {
    "BeginLineForm", "ComponentForm", "FeedForm", "GoalForm", "OfPlanForm", "RoleForm", "RowForm",
    "StrategyForm", "VersionForm", "YearForm",
}  # fmt: skip


@pytest.fixture(scope="module")
def at(demonstration_database, django_db_blocker):
    """A copy of the demonstration that may change, and what its addresses mean."""
    with django_db_blocker.unblock():
        with opened(demonstration_database):
            name = copy_database("edited")
        with opened(name):
            parts = places.present()
            measure = Indicator.objects.get(slug=parts["kpi_staff"]["slug"])
            propose_version(indicator=measure, by=Person.objects.get(email="plan.editor@demo.example"))
            draft = parts["strategic_plan_staff:plan_adopt"]["pk"]  # the words of the other plan are locked
            yield parts | {"strategic_plan_staff:plan_edit": {"pk": draft}}
        drop_database(name)


def pages(at):
    """Every page with a form: its name, its address and two browsers of someone who may use it."""
    browsers = {name: (signed_in(name), signed_in(name)) for name in PEOPLE}
    for name, parts in places.addresses().items():
        if name.partition(":")[0] not in ROOMS:
            continue
        address = reverse(name, kwargs=places.parts_for(name, parts, at))
        for pair in browsers.values():
            page = pair[0].get(address)
            if page.status_code == 200:
                if is_sent(page, "form"):
                    yield name, address, pair, page
                break


def signed_in(name):
    client = Client()
    client.force_login(Person.objects.get(email=f"{name}@demo.example"))
    return client


def is_sent(page, key):
    form = (page.context or {}).get(key)
    return isinstance(form, forms.BaseForm) and b'<form class="form' in page.content


def is_edit(form):
    return isinstance(form, SeenForm) and form.held is not None


def sent(page, **fields):
    """What a browser sends: what stands in the form, what was typed, and by what it is known again."""
    form = page.context["form"]
    values = {bound.html_name: plain(bound.value()) for bound in form}
    once = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    values |= {form.add_prefix(name): value for name, value in fields.items()}
    values["once"] = once.group(1) if once else ""
    return {name: value for name, value in values.items() if value is not None and value is not False}


def plain(value: Any) -> Any:
    if isinstance(value, list | tuple) or hasattr(value, "all"):
        return [getattr(each, "pk", each) for each in value]
    return getattr(value, "pk", value)


def two_ways(form):
    """A field of a form and two other things to put there."""
    for name, field in form.fields.items():
        if name not in NO_FREE_TEXT and isinstance(field.widget, TEXTS) and type(field) is forms.CharField:
            return name, "Mine words", "Their words"
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelMultipleChoiceField):
            free = [row.pk for row in field.queryset if row.pk not in (plain(form[name].value()) or [])]
            return name, [free[0]], [free[1]]
    for name, field in form.fields.items():
        if isinstance(field, forms.DateField) and form[name].value():
            day = form[name].value()
            return name, str(day - dt.timedelta(days=1)), str(day - dt.timedelta(days=2))
    for name, field in form.fields.items():
        if isinstance(field, forms.DecimalField):
            return name, "41", "42"
    raise AssertionError(f"Say how two people change {type(form).__name__} at once.")


def filled(form):
    """Something good for each field that must not be empty."""
    return {
        name: good_for(field)
        for name, field in form.fields.items()
        if field.required and not form[name].value()
    }


def good_for(field):
    return next(make(field) for kind, make in GOOD if isinstance(field, kind))


def counted():
    return {name: model._base_manager.count() for name, model in tracked_models().items()}


def kinds_of(form):
    for kind in form.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_of_two_writers_at_once_one_is_saved_and_the_other_sees_both_texts(at):
    wrong, raced = {}, set()
    for name, address, (mine, theirs), page in pages(at):
        form = page.context["form"]
        if not is_edit(form):
            continue
        field, first, second = two_ways(form)
        answers = at_once(
            partial(mine.post, address, sent(page, **{field: first})),
            partial(theirs.post, address, sent(page, **{field: second})),
        )
        raced.add(type(form).__name__)
        told = [each for each in answers if getattr(each, "status_code", 0) == 409]
        statuses = sorted(getattr(each, "status_code", str(each)) for each in answers)
        if statuses != [302, 409] or "Both of you changed" not in told[0].content.decode():
            wrong[name] = statuses, [each.context["form"].errors for each in answers if each.context]
    assert wrong == {}, wrong
    known = {kind.__name__ for kind in kinds_of(SeenForm) if kind.__module__.split(".")[0] in ROOMS_OF_FORMS}
    in_place = {kind.form.__name__ for kind in kinds().values()}  # raced field by field: test_at_once
    missed = known - raced - in_place - ONLY_ADDED - UNREACHED
    assert missed == set(), f"Forms that nobody raced: {missed}"


def test_what_is_added_by_a_double_click_is_added_once(at):
    wrong, added = {}, set()
    for name, address, (browser, tab), page in pages(at):
        form = page.context["form"]
        if is_edit(form) or any(isinstance(field, forms.FileField) for field in form.fields.values()):
            continue
        words, before = sent(page, **filled(form)), counted()
        with transaction.atomic():
            status = browser.post(address, words).status_code
            single = counted()
            transaction.set_rollback(True)
        if status != 302 or single == before:
            continue
        answers = at_once(partial(browser.post, address, words), partial(tab.post, address, words))
        ways = {(each.status_code, each.headers.get("Location")) for each in answers}
        added.add(name.partition(":")[2])
        if len(ways) != 1 or counted() != single:
            wrong[name] = ways
    assert wrong == {}, wrong
    assert added >= {
        "note_add", "milestone_add", "draft_create", "plan_add", "goal_add", "person_add", "process_add",
        "step_add", "input_add", "indicator_create", "series_begin",
    }  # fmt: skip


def test_who_waits_too_long_for_someone_else_is_told_in_words(at):
    browser = signed_in("administrator")
    person = Person.objects.get(email="finance@demo.example")
    address = reverse("district:person_edit", args=[person.pk])
    page = browser.get(address)
    words = sent(page, name="Another name")

    def saved_by_a_hurried_browser():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        return browser.post(address, words), browser.post(address, words, headers={"HX-Request": "true"})

    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        plain_answer, in_place = at_once(saved_by_a_hurried_browser)[0]
    for answer in (plain_answer, in_place):
        assert answer.status_code == 409
        assert "Someone else is saving this now" in answer.content.decode()
    assert in_place.headers["X-Busy"]
    assert browser.post(address, words).status_code == 302


def test_who_loses_a_deadlock_tries_again_and_is_saved(at):
    first, second = OrgUnit.objects.own().filter(level="school").order_by("pk")[:2]
    browser = signed_in("administrator")
    address = reverse("district:unit_edit", args=[first.slug])
    words = sent(browser.get(address), name="The name that stays")

    def in_a_circle():
        """Hold the second unit until the form, which holds the first, waits for it; then want the first."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '20s'")  # so that the form is the one to lose
            OrgUnit.objects.select_for_update().get(pk=second.pk)
            for _look in range(500):
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    break
                time.sleep(0.02)
            OrgUnit.objects.select_for_update().get(pk=first.pk)
            return True

    def save():
        time.sleep(0.3)
        return browser.post(address, words).status_code

    assert at_once(in_a_circle, save) == [True, 302]
    assert OrgUnit.objects.get(pk=first.pk).name == "The name that stays"
