"""A generated district: measures by years by units by 15 groups, with counts that add up.

Import after `bench.servers.set_up()`. The same students stand behind every measure of a year; schools add
up to the district, and each scheme's groups to all students.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from django.db import connection

from district.domain import Role, UnitLevel
from district.models import (
    DistrictProfile,
    GroupScheme,
    OrgUnit,
    Person,
    RoleAssignment,
    SchoolYear,
    StudentGroup,
)
from kpi.models import Indicator, IndicatorVersion, RecordedAgreement, Series
from strategic_plan.models import CoreGoal, Plan
from tests.plans import in_force

RACES = {
    "white": 0.6,
    "hispanic": 0.12,
    "asian": 0.09,
    "black": 0.08,
    "two": 0.07,
    "native": 0.02,
    "pacific": 0.02,
}
PAIRS = {"el": 0.08, "sped": 0.15, "frp": 0.25, "gifted": 0.1, "homeless": 0.02}
GROUPS = ("all", *RACES, "female", "male", *PAIRS)
LAST_YEAR = 2026
COLUMNS = (
    "series_id, unit_id, group_id, period, period_sort, revision, is_retraction, state, value, numerator, "
    "denominator, n, bound, is_bound_strict, category, comment, released_on, is_sample, citation, reason"
)


def people() -> dict[str, Person]:
    """An administrator and a privacy reviewer."""
    unit = OrgUnit.objects.get(slug="district")
    found: dict[str, Person] = {}
    for role in (Role.ADMINISTRATOR, Role.PRIVACY_REVIEWER):
        person = Person.objects.create_user(f"{role}@example.org", name=role.replace("_", " "))
        RoleAssignment.objects.create(person=person, role=role, unit=unit, valid_from=dt.date(2020, 7, 1))
        found[role] = person
    return found


def surroundings(units: int) -> tuple[list[OrgUnit], dict[str, StudentGroup]]:
    """The district, its schools, and 15 groups in four kinds of scheme."""
    DistrictProfile.objects.create(
        pk=1,
        name="Bench District",
        short_name="Bench",
        contact_email="data@example.org",
        contact_office="Research",
        is_demonstration=True,
    )
    district = OrgUnit.objects.create(name="Bench District", slug="district", level=UnitLevel.DISTRICT)
    schools = [
        OrgUnit.objects.create(
            name=f"School {n:02d}", slug=f"school-{n:02d}", level="school", parent=district
        )
        for n in range(1, units)
    ]
    for year in range(LAST_YEAR - 60, LAST_YEAR + 1):
        SchoolYear.objects.create(
            end_year=year, starts_on=dt.date(year - 1, 7, 1), ends_on=dt.date(year, 6, 30)
        )
    schemes = [
        ("total", "total", ["all"]),
        ("race", "partition", [*RACES]),
        ("gender", "partition", ["female", "male"]),
    ]
    schemes += [(code, "overlapping", [code]) for code in PAIRS]
    groups = {}
    for order, (code, kind, codes) in enumerate(schemes):
        scheme = GroupScheme.objects.create(code=f"scheme-{code}", name=code, kind=kind, order=order)
        for place, group in enumerate(codes):
            groups[group] = StudentGroup.objects.create(
                scheme=scheme, code=group, name=group.title(), order=place
            )
    return [district, *schools], groups


def measures(count: int) -> list[Series]:
    """Active measures with a target, spread over five goals."""
    plan = Plan.objects.create(name="Bench plan", first_year=2020)
    goals = [
        CoreGoal.objects.create(plan=plan, number=n, name=f"Goal {n}", aim="Better every year.")
        for n in range(1, 6)
    ]
    in_force(plan, dt.date(2020, 1, 1))
    found = []
    for number in range(count):
        indicator = Indicator.objects.create(
            code=f"bench-{number:03d}", slug=f"bench-{number:03d}", order=number
        )
        series = Series.objects.create(indicator=indicator, number=1, label="Series 1")
        version = IndicatorVersion.objects.create(
            indicator=indicator,
            number=1,
            state="active",
            name=f"Measure {number}",
            question=f"Do students reach mark {number}?",
            main_goal=goals[number % 5],
            definition="A generated measure.",
            source="Generated",
            series=series,
            baseline_period=f"SY{LAST_YEAR - 5}-{(LAST_YEAR - 4) % 100:02d}",
            baseline_value=Decimal(60),
            final_period=f"SY{LAST_YEAR + 3}-{(LAST_YEAR + 4) % 100:02d}",
            final_value=Decimal(80),
            tolerance=Decimal(2),
            activated_on=dt.date(2020, 7, 1),
            is_sample=True,
        )
        for party in ("board", "superintendent"):
            RecordedAgreement.objects.create(
                version=version,
                party=party,
                agreed_on=dt.date(2020, 7, 1),
                meeting="Regular meeting",
                recorded_by=Person.objects.get(email__startswith="admin"),
            )
        found.append(series)
    return found


def counts(units: int, years: int, *, seed: int = 194) -> np.ndarray:
    """Students by year, school and group; groups in the order of `GROUPS`."""
    random = np.random.default_rng(seed)
    sizes = random.integers(120, 900, units - 1)
    shape = np.zeros((years, units - 1, len(GROUPS)), dtype=int)
    for year in range(years):
        for school, size in enumerate(sizes):
            n = int(size + random.integers(-20, 20))
            female = random.binomial(n, 0.49)
            shape[year, school] = [
                n,
                *random.multinomial(n, list(RACES.values())),
                female,
                n - female,
                *(random.binomial(n, share) for share in PAIRS.values()),
            ]
    return shape


def numerators(students: np.ndarray, rate: float, random: np.random.Generator) -> np.ndarray:
    """How many of them count: races add up to all, girls and boys too."""
    reached = np.zeros_like(students)
    races = slice(1, 1 + len(RACES))
    reached[..., races] = random.binomial(students[..., races], rate)
    reached[..., 0] = reached[..., races].sum(axis=-1)
    all_students, girls = students[..., 0], 1 + len(RACES)
    for place in (girls, *range(girls + 2, len(GROUPS))):
        reached[..., place] = random.hypergeometric(
            reached[..., 0], all_students - reached[..., 0], students[..., place]
        )
    reached[..., girls + 1] = reached[..., 0] - reached[..., girls]
    return reached


def rows(
    series: list[Series], units: list[OrgUnit], groups: dict[str, StudentGroup], years: int
) -> Iterator[tuple[object, ...]]:
    """Yield every observation as COPY wants it."""
    random = np.random.default_rng(105)
    students = counts(len(units), years)
    group_keys = [groups[code].pk for code in GROUPS]
    for one in series:
        reached = numerators(students, random.uniform(0.45, 0.9), random)
        for year in range(years):
            end = LAST_YEAR - years + 1 + year
            period, sort = f"SY{end - 1}-{end % 100:02d}", end * 10
            n = np.vstack([students[year].sum(axis=0), students[year]])
            x = np.vstack([reached[year].sum(axis=0), reached[year]])
            for unit, n_row, x_row in zip(units, n.tolist(), x.tolist(), strict=True):
                for key, n_cell, x_cell in zip(group_keys, n_row, x_row, strict=True):
                    if n_cell:
                        yield observation(one.pk, unit.pk, key, period, sort, n_cell, x_cell)


def observation(
    series: int, unit: int, group: int, period: str, sort: int, n: int, x: int
) -> tuple[object, ...]:
    """One row of COLUMNS."""
    value = round(Decimal(100 * x) / n, 6)
    return (
        series, unit, group, period, sort, 1, False, "final", value, x, n, n, None, False, "", "", None, True,
        "Generated", "",
    )  # fmt: skip


def load(kpis: int, years: int, units: int) -> tuple[list[Series], int]:
    """Fill an empty database; return the series and how many observations there are."""
    places, groups = surroundings(units)
    people()
    series = measures(kpis)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY kpi_observation ({COLUMNS}) FROM STDIN") as copy:
            for row in rows(series, places, groups, years):
                copy.write_row(row)
        cursor.execute("SELECT count(*) FROM kpi_observation")
        (total,) = cursor.fetchone()
        cursor.execute("ANALYZE")
    return series, total
