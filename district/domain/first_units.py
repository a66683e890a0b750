"""The schools of a new district, one a line, as someone pastes them from a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from district.domain.words import UnitLevel

LEVELS = (UnitLevel.SCHOOL, UnitLevel.DEPARTMENT, UnitLevel.PROGRAM)
LONGEST_NAME, LONGEST_KIND = 160, 40
MOST = 300


@dataclass(frozen=True, slots=True)
class FirstUnit:
    """A unit of the district: its name, its level, and what kind of school it is."""

    name: str
    level: UnitLevel = UnitLevel.SCHOOL
    kind: str = ""


def read_units(text: str) -> tuple[list[FirstUnit], list[str]]:
    """The units in a text of lines ``name, level, kind``, and what is wrong with it in sentences.

    A tab or a semicolon parts as well as a comma. Level may be left out; then it is a school.
    """
    units: list[FirstUnit] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        mark = next((mark for mark in "\t;," if mark in line), ",")
        name, level, kind = ([part.strip() for part in line.split(mark, 2)] + ["", ""])[:3]
        unit = FirstUnit(name, _level(level) or UnitLevel.SCHOOL, kind)
        if level and _level(level) is None:
            problems.append(f"Line {number}: “{level}” is not school, department or program.")
        problems += [f"Line {number}: {problem}" for problem in unit_problems(unit)]
        units.append(unit)
    return units, problems


def unit_problems(unit: FirstUnit) -> list[str]:
    """What is wrong with one unit, in sentences."""
    problems = [] if unit.name else ["A name is missing."]
    if len(unit.name) > LONGEST_NAME:
        problems.append(f"The name is longer than {LONGEST_NAME} characters.")
    if len(unit.kind) > LONGEST_KIND:
        problems.append(f"The kind is longer than {LONGEST_KIND} characters.")
    return problems


def units_problems(units: Iterable[FirstUnit]) -> list[str]:
    """What is wrong with the list as a whole, in sentences."""
    names = [unit.name.casefold() for unit in units]
    twice = sorted({unit.name for unit in units if names.count(unit.name.casefold()) > 1})
    problems = [f"“{name}” is listed twice." for name in twice]
    if len(names) > MOST:
        problems.append(f"These are more than {MOST} units. Begin with some; add the rest by CSV later.")
    return problems


def _level(word: str) -> UnitLevel | None:
    return next((level for level in LEVELS if level == word.casefold()), None)
