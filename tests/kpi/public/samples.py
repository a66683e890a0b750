"""A small district with measures in every state, and a way to publish it; all figures are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from district.models import DistrictProfile, GroupScheme, OrgUnit, Person, StudentGroup
from kpi.domain import Period
from kpi.models import Indicator, IndicatorVersion, Observation, RecordedAgreement, Series
from publication import compiling, public_pages, reading
from publication.domain import Item, content_hash
from publication.models import Release, ReleaseItem
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy
from tests.plans import in_force

GOALS = [
    ("Teaching and learning", "Improve teaching and learning so that student achievement rises."),
    ("Systems of support", "Meet academic, behavioral and social-emotional needs."),
    ("Family engagement", "Engage families through relationships and communication."),
    ("Staff practice", "Improve professional practices and skills."),
    ("District operations", "Run the district efficiently and effectively."),
]
AS_OF = dt.date(2026, 11, 12)


@dataclass
class Sample:
    """The pieces tests build on."""

    units: Any
    recorder: Person
    groups: dict[str, StudentGroup]
    goals: list[CoreGoal]


def make_groups() -> dict[str, StudentGroup]:
    """All students, a partition of three, and one overlapping group."""
    found = {}
    for order, (code, kind, names) in enumerate(
        [
            ("all", "total", [("all", "All students")]),
            ("race", "partition", [("asian", "Asian"), ("black", "Black"), ("white", "White")]),
            ("meals", "overlapping", [("meals", "Free or reduced-price meals")]),
        ]
    ):
        scheme, _ = GroupScheme.objects.get_or_create(
            code="all" if code == "all-students" else code,
            defaults={"name": code, "kind": kind, "order": order},
        )
        for place, (group, name) in enumerate(names):
            found[group], _ = StudentGroup.objects.get_or_create(
                code=group, defaults={"scheme": scheme, "name": name, "order": place}
            )
    return found


def make_sample(units: Any, recorder: Person) -> Sample:
    """The profile, an adopted plan with five goals, and the groups."""
    DistrictProfile.objects.create(
        pk=1,
        name="Example District",
        short_name="Example",
        contact_email="research@example.org",
        contact_office="Research office",
        is_demonstration=True,
    )
    plan = Plan.objects.create(name="Strategic Roadmap", first_year=2023)
    PlanComponent.objects.create(plan=plan, kind="mission", text="Ready for life, every student.")
    PlanComponent.objects.create(
        plan=plan, kind="vision", text="A place where every person belongs.", order=1
    )
    PlanComponent.objects.create(
        plan=plan, kind="core_value", title="Integrity", text="We do what we say.", order=2
    )
    goals = [
        CoreGoal.objects.create(
            plan=plan, number=number, name=name, aim=aim, leader="Assistant Superintendent"
        )
        for number, (name, aim) in enumerate(GOALS, 1)
    ]
    Strategy.objects.create(
        goal=goals[1],
        slug="attendance-teams",
        name="Attendance teams",
        theory_of_action="If we call home early, then students come back sooner.",
        leader="Director of Student Services",
    )
    in_force(plan, dt.date(2022, 4, 26), by=recorder)
    return Sample(units, recorder, make_groups(), goals)


def make_measure(
    sample: Sample, slug: str, *, goal: int = 2, agree: bool = True, **fields: Any
) -> IndicatorVersion:
    """An active measure with its first series; higher percents are better unless said otherwise."""
    order = Indicator.objects.count()
    indicator = Indicator.objects.create(code=slug, slug=slug, order=order, is_sample=True)
    series = Series.objects.create(indicator=indicator, number=1, label="Series one")
    words = {
        "name": slug.replace("-", " ").capitalize(),
        "question": f"How is {slug.replace('-', ' ')}?",
        "definition": "Students present more than 90% of days, divided by all students.",
        "numerator_words": "Students present more than 90% of days",
        "denominator_words": "All students enrolled",
        "source": "State education department",
        "next_result": "August 2027",
        "main_goal": sample.goals[goal - 1],
        "series": series,
        "state": "active" if agree else "proposed",
        "is_sample": True,
        "activated_on": dt.date(2026, 3, 10),
    }
    version = IndicatorVersion.objects.create(indicator=indicator, number=1, **words | fields)
    for party, day, meeting in [
        ("superintendent", dt.date(2026, 3, 3), ""),
        ("board", dt.date(2026, 3, 10), "Regular meeting"),
    ]:
        RecordedAgreement.objects.create(
            version=version, party=party, agreed_on=day, meeting=meeting, recorded_by=sample.recorder
        )
    return version


PATH: dict[str, Any] = {
    "baseline_period": "SY2022-23",
    "baseline_value": Decimal("80"),
    "final_period": "SY2027-28",
    "final_value": Decimal("90"),
    "tolerance": Decimal("2.5"),
}


def observe(
    sample: Sample,
    version: IndicatorVersion,
    period: str,
    value: str | None,
    *,
    n: int | None = 1000,
    unit: OrgUnit | None = None,
    group: str = "all",
    series: Series | None = None,
    state: str = "final",
    **fields: Any,
) -> Observation:
    """Record one result."""
    found: Any = {
        "series": series or version.indicator.series.order_by("-number").first(),
        "value": None if value is None else Decimal(value),
    }
    return Observation.objects.create(
        **found,
        unit=unit or sample.units.district,
        group=sample.groups[group],
        period=period,
        period_sort=Period.parse(period).sort,
        state=state,
        n=n,
        **{"is_sample": True, "released_on": dt.date(2026, 8, 28), "recorded_by": sample.recorder} | fields,
    )


def publish(sample: Sample, *, as_of: dt.date = AS_OF, notes: int = 0) -> Release:
    """Compile every part and store it as the next release, without the review that staff pages ask for."""
    reviewer, _ = Person.objects.get_or_create(email="reviewer@example.org", defaults={"name": "Reviewer"})
    items = [item for part in compiling.parts(compiling.Draft(as_of)) for item in part.compile()]
    told = [{"title": f"Note {n}.", "text": "Something to know this year."} for n in range(1, notes + 1)]
    items.append(Item("notes", "", {"notes": told}))
    latest = Release.objects.in_order().first()
    number = (latest.number or 0) + 1 if latest else 1
    release = Release.objects.create(
        state="publishing",
        reason="Yearly results",
        next_review_on=dt.date(2027, 1, 14),
        drafted_by=sample.recorder,
        privacy_reviewer=reviewer,
        attested_at=timezone.now(),
    )
    mine = Release.objects.filter(pk=release.pk)
    mine.update(number=number)
    ReleaseItem.objects.bulk_create(
        ReleaseItem(
            release_id=number,
            kind=item.kind,
            key=item.key,
            part="test",
            payload=item.payload,
            sha256=item.sha256,
        )
        for item in items
    )
    entries = [(item.kind, item.key, item.sha256) for item in items]
    mine.update(
        state="published",
        published_at=dt.datetime(2026, 11, 12, 15, number, tzinfo=dt.UTC),
        content_hash=content_hash(entries, latest.content_hash if latest else ""),
    )
    reading.forget()
    public_pages.forget()
    return Release.objects.get(pk=release.pk)


__all__ = ["AS_OF", "PATH", "Sample", "make_measure", "make_sample", "observe", "publish"]
