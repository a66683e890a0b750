"""Made-up counts that add up, the same on every run.

In each period the district is the sum of its schools, and every school the sum of its race groups; a pair
group never holds more than the whole leaves room for. Percents follow from the counts, never the other way.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass

from lakeville_planning.demonstration.measures.spec import Spread
from lakeville_planning.demonstration.places import PAIRS, RACE, SCHOOLS, Group, School

DISTRICT = "district"
ALL = "all"


@dataclass(frozen=True)
class Count:
    """How many of n, for a unit, a student group and a period."""

    unit: str
    group: str
    period: str
    n: int
    numerator: int


def counts(code: str, spread: Spread) -> list[Count]:
    """Every published count of a measure, district first."""
    return [count for period in spread.levels for count in _of_period(code, spread, period)]


def _of_period(code: str, spread: Spread, period: str) -> list[Count]:
    schools = [school for school in SCHOOLS if _counted(school, spread, code, period)]
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    centre = _centre(schools, spread, code, period)
    for school in schools:
        cells |= _of_school(school, spread, code, period, spread.levels[period] - centre)
    whole: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for (_unit, group), (n, numerator) in cells.items():
        whole[group] += n
        good[group] += numerator
    district = {(DISTRICT, group): (whole[group], good[group]) for group in whole}
    return [
        Count(unit, group, period, n, numerator)
        for (unit, group), (n, numerator) in (district | cells).items()
        if n and _is_kept(spread, unit, group)
    ]


def _is_kept(spread: Spread, unit: str, group: str) -> bool:
    if unit == DISTRICT:
        return group == ALL or spread.has_groups
    return spread.has_schools and (group == ALL or spread.has_groups_at_schools)


def _counted(school: School, spread: Spread, code: str, period: str) -> int:
    share = spread.taking_part.get(school.kind, 0.0)
    return round(school.students * share * (1 + 0.02 * _wobble(spread.people or code, period, school.slug)))


def _of_school(
    school: School, spread: Spread, code: str, period: str, level: float
) -> dict[tuple[str, str], tuple[int, int]]:
    n = _counted(school, spread, code, period)
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for group, size in zip(RACE, _shared_out(n, school), strict=True):
        rate = (
            level + spread.width * (school.lean + group.lean) + _wobble(code, period, school.slug, group.code)
        )
        cells[school.slug, group.code] = (size, _part(size, rate))
    total = sum(numerator for _size, numerator in cells.values())
    cells[school.slug, ALL] = (n, total)
    for group in PAIRS:
        size = round(n * group.share * (1 + 0.15 * _wobble(school.slug, group.code)))
        rate = 100 * total / max(n, 1) + spread.width * group.lean
        cells[school.slug, group.code] = (size, _between(total - (n - size), _part(size, rate), total))
    size, numerator = cells[school.slug, "female"]
    cells[school.slug, "male"] = (n - size, total - numerator)
    return cells


def _centre(schools: list[School], spread: Spread, code: str, period: str) -> float:
    """The mean distance over all students, so that the district comes out at the level asked for."""
    weights = [
        (size, spread.width * (school.lean + group.lean))
        for school in schools
        for group, size in zip(RACE, _shared_out(_counted(school, spread, code, period), school), strict=True)
    ]
    return sum(size * lean for size, lean in weights) / max(sum(size for size, _lean in weights), 1)


def _shared_out(n: int, school: School) -> list[int]:
    """Split n students over the race groups by share, in whole students, the largest remainders first."""
    weights = [_weight(group, school) for group in RACE]
    exact = [n * weight / sum(weights) for weight in weights]
    sizes = [int(size) for size in exact]
    by_remainder = sorted(range(len(RACE)), key=lambda place: sizes[place] - exact[place])
    for place in by_remainder[: n - sum(sizes)]:
        sizes[place] += 1
    return sizes


def _weight(group: Group, school: School) -> float:
    return group.share * (1 + 0.3 * _wobble(group.code, school.slug) * (group.code != "white"))


def _part(n: int, rate: float) -> int:
    return _between(0, round(n * rate / 100), n)


def _between(low: int, value: int, high: int) -> int:
    return max(low, 0, min(value, high))


def _wobble(*words: str) -> float:
    """A number from -1 to 1 that depends on the words alone."""
    digest = hashlib.sha256("/".join(words).encode()).digest()
    return int.from_bytes(digest[:4]) / 2**31 - 1
