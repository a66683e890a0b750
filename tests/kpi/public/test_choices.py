"""Filters and choices of public pages, as pure rules."""

from decimal import Decimal

import pytest

from kpi import wording
from kpi.choices import Filters, counts, drawn_of, rows_of
from kpi.public.standing import rounded
from publication.domain import cells_of
from publication.models import ReleaseItem
from tests.kpi.public.samples import PATH, make_measure, observe, publish
from ui.words import Unit

CARDS = [
    {
        "status": "near",
        "goal": 1,
        "evidence_type": "performance",
        "question": "B?",
        "latest": {"value": "9.0"},
    },
    {"status": "met", "goal": 2, "evidence_type": "process", "question": "A?", "latest": {"value": "10.0"}},
    {"status": "no_target", "goal": 2, "evidence_type": "process", "question": "C?", "latest": None},
]


def found(**query: str) -> list[str]:
    return [card["question"] for card in Filters.read(query).chosen(CARDS)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["B?", "A?", "C?"]),
        ({"status": "attention"}, ["B?"]),
        ({"status": "unrated"}, ["C?"]),
        ({"goal": "2", "evidence": "process"}, ["A?", "C?"]),
        ({"sort": "question"}, ["A?", "B?", "C?"]),
        ({"sort": "-question"}, ["C?", "B?", "A?"]),
        ({"sort": "value"}, ["B?", "A?", "C?"]),
        ({"sort": "-value"}, ["A?", "B?", "C?"]),  # without a figure stays last either way
        ({"sort": "status"}, ["A?", "B?", "C?"]),
    ],
)
def test_filters_and_sorting(query, expected):
    assert found(**query) == expected


def test_the_address_keeps_every_choice():
    filters = Filters.read({"status": "near", "goal": "2", "unit": "school-a", "sort": "-value"})
    assert filters.query() == "?status=near&goal=2&unit=school-a&sort=-value"
    assert filters.query(status="") == "?goal=2&unit=school-a&sort=-value"
    assert Filters().query() == "?"


def test_counts_cover_every_measure():
    sums = counts(CARDS)
    assert sums[""] == 3
    assert sum(sums[name] for name in ("met", "on_track", "near", "off_track", "unrated")) == 3


@pytest.mark.parametrize(
    ("kind", "difference", "is_previous", "words"),
    [
        ("better", "1.1", True, "1.1 points better"),
        ("worse", "-2.0", True, "2 points worse"),
        ("no_clear_change", "0.3", True, "0.3 points, no clear change"),
        ("no_clear_change", "0.0", True, "no change"),
        ("better", "1.0", False, "1 point better since 2021–22"),
    ],
)
def test_change_in_words(kind, difference, is_previous, words):
    change = {
        "kind": kind,
        "difference": difference,
        "is_previous": is_previous,
        "since": {"label": "2021–22"},
    }
    assert wording.change_words(change, Unit()) == words


def test_a_bound_is_said_as_a_bound():
    assert wording.value_words({"state": "at_least", "bound": "95"}, Unit()) == "95% or more"
    assert wording.value_words({"state": "at_most", "bound": "5"}, Unit()) == "5% or less"
    assert wording.value_words({"state": "not_shown"}, Unit()) == "Not shown, to protect student privacy"


def test_a_rounded_zero_has_no_sign():
    assert rounded(Decimal("-0.04"), 1) == "0.0"
    assert rounded(Decimal("81.95"), 1) == "82.0"


# 38, 47 and 49 of 60: the exact percent and the published one have other intervals.
THIRDS = ["63.333333", "78.333333", "81.666667"]


@pytest.mark.django_db
def test_a_line_that_is_chosen_has_the_points_and_intervals_of_the_measures_own(sample):
    version = make_measure(sample, "small", **PATH)
    for period, value in zip(["SY2022-23", "SY2023-24", "SY2024-25"], THIRDS, strict=True):
        observe(sample, version, period, value, n=60)
    publish(sample)
    payload = ReleaseItem.objects.get(kind="measure", key="small").payload
    cells = cells_of(ReleaseItem.objects.get(kind="cells", key="small/district").payload)
    assert drawn_of(payload, rows_of(cells, "all"))["us"] == payload["trend"]["us"]
