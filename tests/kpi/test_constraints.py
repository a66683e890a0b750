"""The database refuses nonsense: one test trips each named constraint of the KPI room."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import DecimalField, Value
from django.db.models.functions import Cast

from district.models import OrgUnit, Person
from kpi.models import (
    Indicator,
    IndicatorProcess,
    IndicatorTag,
    IndicatorVersion,
    Observation,
    RecordedAgreement,
    Series,
    VersionGoal,
    YearlyTarget,
)
from strategic_plan.models import Category, CriteriaSet, Process
from tests.kpi.conftest import agree_both
from tests.promises import known_words


@pytest.fixture
def version(draft) -> IndicatorVersion:
    found: IndicatorVersion = IndicatorVersion.objects.get(pk=draft.pk)
    return found


def set_on_version(**fields):
    return lambda version, _fields: IndicatorVersion.objects.filter(pk=version.pk).update(**fields)


def another_version(**fields):
    return lambda version, _fields: IndicatorVersion.objects.create(
        indicator=version.indicator, **{"number": 2, "name": "x", "question": "x?", **fields}
    )


def tag(version, _fields):
    row = CriteriaSet.objects.get_or_create(slug="x", name="x", edition="x", source="x")[0]
    category = Category.objects.get_or_create(criteria_set=row, number=1, slug="x", name="x", kind="process")[
        0
    ]
    IndicatorTag.objects.create(indicator=version.indicator, category=category)


def fed(version, _fields):
    unit = OrgUnit.objects.own()[0]
    by = Person.objects.all()[0]
    process = Process.objects.get_or_create(name="x", unit=unit, owner=by)[0]
    IndicatorProcess.objects.create(indicator=version.indicator, process=process)


def twice(make):
    def both(version, fields):
        make(version, fields)
        make(version, fields)

    return both


def two_active(version, _fields):
    IndicatorVersion.objects.filter(pk=version.pk).update(state="active")
    another_version(state="active", main_goal=version.main_goal)(version, _fields)


def agreement(**fields):
    return lambda version, _fields: RecordedAgreement.objects.create(
        version=version,
        recorded_by=version.proposed_by,
        **{"party": "superintendent", "agreed_on": dt.date(2026, 6, 9), **fields},
    )


def observation(**fields):
    return lambda _version, cell: Observation.objects.create(**{**cell, **fields})


def yearly(version, _fields):
    YearlyTarget.objects.create(version=version, period="COHORT2020-4YR", period_sort=20200, value=95)


TRIPS: dict[str, Any] = {
    "kpi_series_number_once": lambda version, _: Series.objects.create(
        indicator=version.indicator, number=1, label="x"
    ),
    "kpi_series_break_has_reason": lambda version, _: Series.objects.create(
        indicator=version.indicator, number=2, label="x"
    ),
    "kpi_version_number_once": another_version(number=1, state="superseded"),
    "kpi_version_one_active": two_active,
    "kpi_version_one_proposed": another_version(state="agreed_board"),
    "kpi_version_band_has_range": set_on_version(direction="band", band_low=5, band_high=4),
    "kpi_version_final_target_is_whole": set_on_version(final_value=96),
    "kpi_version_tolerance_not_negative": set_on_version(tolerance=-1),
    "kpi_version_min_n_at_least_ten": set_on_version(min_n=9),
    "kpi_version_retired_with_reason": set_on_version(state="retired"),
    "kpi_version_active_serves_a_goal": set_on_version(state="active", main_goal=None),
    "kpi_version_goal_once": twice(
        lambda version, _: VersionGoal.objects.create(version=version, goal=version.main_goal)
    ),
    "kpi_agreement_once_per_party": twice(agreement()),
    "kpi_agreement_board_names_meeting": agreement(party="board"),
    "kpi_yearly_target_once": twice(yearly),
    "kpi_observation_once_per_revision": twice(observation()),
    "kpi_observation_revision_from_one": observation(revision=0, reason="x"),
    "kpi_observation_value_fits_state": observation(state="missing"),
    "kpi_observation_bound_fits_state": observation(bound=95),
    "kpi_observation_numbers_finite": observation(
        numerator=Cast(Value("NaN"), DecimalField(max_digits=18, decimal_places=6))
    ),
    "kpi_observation_has_provenance": observation(citation=""),
    "kpi_observation_revision_has_reason": observation(revision=2),
    "kpi_indicator_tag_once": twice(tag),
    "kpi_indicator_process_once": twice(fed),
}


@pytest.fixture
def cell(version, district_units, all_students) -> dict[str, Any]:
    return {
        "series": version.series,
        "unit": district_units.district,
        "group": all_students,
        "period": "COHORT2016-4YR",
        "period_sort": 20160,
        "state": "final",
        "value": 93,
        "citation": "Annual report",
    }


@pytest.mark.parametrize("name", TRIPS)
def test_the_database_refuses(name, version, cell):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        TRIPS[name](version, cell)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_every_named_constraint_is_tripped():
    named = {
        constraint.name
        for model in apps.get_app_config("kpi").get_models()
        if not model.__name__.endswith("Event")
        for constraint in model._meta.constraints
    }
    assert named - set(known_words()) == set(TRIPS)


def test_an_observation_that_fits_is_accepted(cell):
    assert Observation.objects.create(**cell).revision == 1


def test_a_result_is_never_changed_in_place(cell):
    made = Observation.objects.create(**cell)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Observation.objects.filter(pk=made.pk).update(value=94)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        Observation.objects.filter(pk=made.pk).delete()
    assert Observation.objects.get().value == Decimal(93)


def test_a_code_and_an_address_belong_to_one_measure(draft):
    for fields in ({"code": "GRAD4", "slug": "x"}, {"code": "X", "slug": "graduation"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Indicator.objects.create(**fields)
    assert Indicator.objects.count() == 1


AGREED = {
    "the definition": lambda version: IndicatorVersion.objects.filter(pk=version.pk).update(
        definition="Other"
    ),
    "the tolerance": lambda version: IndicatorVersion.objects.filter(pk=version.pk).update(tolerance=9),
    "an agreement": lambda version: version.agreements.update(agreed_on=dt.date(2020, 1, 1)),
    "that it was given": lambda version: version.agreements.all().delete(),
    "a yearly target": lambda version: version.yearly_targets.update(value=1),
    "a goal it serves": lambda version: version.goal_links.all().delete(),
}


@pytest.mark.parametrize("what", AGREED)
def test_the_database_keeps_what_was_agreed(proposed, goals, superintendent, board_clerk, what):
    YearlyTarget.objects.create(version=proposed, period="COHORT2028-4YR", period_sort=20280, value=94)
    VersionGoal.objects.create(version=proposed, goal=goals[1])
    agree_both(proposed, superintendent, board_clerk)
    with pytest.raises(ProgrammingError, match="Cannot change what was agreed"), transaction.atomic():
        AGREED[what](proposed)


def test_what_is_only_proposed_can_change(draft):
    assert IndicatorVersion.objects.filter(pk=draft.pk).update(definition="Other") == 1
