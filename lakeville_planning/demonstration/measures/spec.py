"""How a measure of the demonstration is written down."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Published:
    """A published figure with its source; counts, and the day it came out, where they are known."""

    period: str
    value: str
    citation: str
    unit: str = "district"
    n: int | None = None
    numerator: int | None = None
    series: int = 1
    released_on: dt.date | None = None


@dataclass(frozen=True)
class Stated:
    """A result without a number, or a made-up number of the whole district: state, value, people, comment."""

    period: str
    state: str = "final"
    value: str = ""
    n: int | None = None
    numerator: int | None = None
    category: str = ""
    comment: str = ""
    unit: str = "district"
    series: int = 1


@dataclass(frozen=True)
class Spread:
    """Made-up results whose counts add up: district = schools = race groups, in every period.

    `levels` gives the percent the district comes near to; `taking_part` the share of students counted, by
    kind of school. `width` stretches the distance of groups and schools from the whole. Measures with the
    same `people` count the very same students in every school and year.
    """

    levels: Mapping[str, float]
    taking_part: Mapping[str, float]
    width: float = 1.0
    has_groups: bool = True
    has_schools: bool = True
    has_groups_at_schools: bool = False
    series: Mapping[str, int] = field(default_factory=dict)
    provisional: tuple[str, ...] = ()
    people: str = ""


@dataclass(frozen=True)
class Measure:
    """A measure: its agreed words, its results, its target. `fields` are fields of the version."""

    code: str
    slug: str
    goal: int
    fields: Mapping[str, Any]
    spread: Spread | None = None
    published: tuple[Published, ...] = ()
    stated: tuple[Stated, ...] = ()
    series: tuple[tuple[str, str], ...] = (("First series", ""),)
    target_series: int = 1
    baseline: str = ""
    final: tuple[str, str] | None = None
    tolerance: str = ""
    group_floor: str | None = None
    more_goals: tuple[int, ...] = ()
    years_late: int = 0  # the state publishes some results a year after the school year


ALL_SCHOOLS = {"Elementary": 1.0, "Middle": 1.0, "High": 1.0}
STATE_SOURCE = "Minnesota Department of Education, Minnesota Report Card"
PERCENT = {"unit_of_measure": "percent", "decimals": 1, "lowest_value": "0", "highest_value": "100"}


def years(first: int, *levels: float) -> dict[str, float]:
    """School years from one that ends in `first`, in order."""
    return {f"SY{first + place - 1}-{(first + place) % 100:02d}": level for place, level in enumerate(levels)}


def surveys(first: int, *levels: float) -> dict[str, float]:
    """Survey years from one on, in order."""
    return {f"SURVEY{first + place}": level for place, level in enumerate(levels)}


def percent(
    name: str, question: str, of: str, among: str, definition: str, source: str, **more: Any
) -> dict[str, Any]:
    """The fields most percents share."""
    shared = {
        "name": name,
        "question": question,
        "numerator_words": of,
        "denominator_words": among,
        "definition": definition,
        "source": source,
        "owner_role": "Director of research",
        "steward_role": "Data steward",
        "contact": "Research office",
        "disaggregations": "race,gender,english-learner,special-education,free-reduced-meals,homeless",
        "revision_policy": "A corrected value is shown in the next release, with the reason.",
        **PERCENT,
    }
    return shared | more
