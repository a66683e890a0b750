"""Measures that the tests of this room begin from."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pgtrigger
import pytest

from kpi.actions import create_indicator, record_agreement, set_targets
from kpi.domain import Agreement
from kpi.models import IndicatorVersion
from strategic_plan.models import CoreGoal, Plan
from tests.plans import in_force

AGREED_ON = dt.date(2026, 6, 9)


@pytest.fixture
def goals(db) -> list[CoreGoal]:
    plan = Plan.objects.create(name="Our plan", first_year=2024)
    made = [
        CoreGoal.objects.create(plan=plan, number=number, name=name, aim="An aim.")
        for number, name in [(1, "Learning"), (2, "Belonging"), (3, "Stewardship")]
    ]
    in_force(plan, dt.date(2024, 2, 27))
    return made


@pytest.fixture
def graduation(goals) -> dict[str, Any]:
    """Every field that agreement asks of a definition."""
    return {
        "name": "4-year graduation rate",
        "question": "How many students graduate in four years?",
        "main_goal": goals[0],
        "definition": "Students who earn a diploma within four years of entering grade 9.",
        "numerator_words": "Graduates of the class",
        "denominator_words": "Students of the class",
        "period_type": "cohort_year",
        "source": "Minnesota Department of Education",
        "owner_role": "Director of teaching and learning",
    }


@pytest.fixture
def target() -> dict[str, Any]:
    return {
        "baseline_period": "COHORT2016-4YR",
        "baseline_value": Decimal("93.5"),
        "final_period": "COHORT2030-4YR",
        "final_value": Decimal("96"),
        "tolerance": Decimal(1),
    }


@pytest.fixture
def agreed_words_may_change(db) -> Iterator[None]:
    """For a test that begins where two agreed definitions differ in one field."""
    with pgtrigger.ignore("kpi.IndicatorVersion:agreed_words_stand"):
        yield


@pytest.fixture
def draft(graduation, plan_editor) -> IndicatorVersion:
    """A proposal with its definition and without targets."""
    return create_indicator(code="GRAD4", slug="graduation", fields=graduation, by=plan_editor)


@pytest.fixture
def proposed(draft, target, plan_editor) -> IndicatorVersion:
    """A proposal that is complete and waits for both agreements."""
    return set_targets(version=draft, fields=target, yearly=[], by=plan_editor)


@pytest.fixture
def active(proposed, superintendent, board_clerk) -> IndicatorVersion:
    agree_both(proposed, superintendent, board_clerk)
    return IndicatorVersion.objects.get(pk=proposed.pk)


def agree_both(version, superintendent, board_clerk) -> None:
    record_agreement(version=version, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent)
    record_agreement(
        version=version,
        party=Agreement.BOARD,
        agreed_on=AGREED_ON,
        meeting="Regular meeting of June 9, 2026",
        motion="Approved 7 to 0",
        by=board_clerk,
    )
