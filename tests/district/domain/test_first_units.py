"""A list of schools as someone pastes it."""

import pytest

from district.domain import FirstUnit, UnitLevel, read_units, units_problems


def test_each_line_is_a_unit():
    units, problems = read_units("Oak Elementary, school, Elementary\n\nTransport; department\nBand\tprogram")
    assert problems == []
    assert units == [
        FirstUnit("Oak Elementary", UnitLevel.SCHOOL, "Elementary"),
        FirstUnit("Transport", UnitLevel.DEPARTMENT),
        FirstUnit("Band", UnitLevel.PROGRAM),
    ]


def test_a_name_alone_is_a_school():
    assert read_units("Oak Elementary") == ([FirstUnit("Oak Elementary")], [])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Oak, district", "Line 1: “district” is not school, department or program."),
        (", school", "Line 1: A name is missing."),
        ("x" * 161, "Line 1: The name is longer than 160 characters."),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(line, sentence):
    assert read_units(line)[1] == [sentence]


def test_a_name_listed_twice_is_said():
    assert units_problems([FirstUnit("Oak"), FirstUnit("oak"), FirstUnit("Elm")]) == [
        "“Oak” is listed twice.",
        "“oak” is listed twice.",
    ]
