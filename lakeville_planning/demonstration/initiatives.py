"""Sample initiatives with milestones and notes, and the plan before this one; the days move with today."""

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from district.models import Person
from strategic_plan.actions import archive_plan
from strategic_plan.models import CoreGoal, Initiative, Milestone, Plan, StatusNote, Strategy

# Each row says its strategy and name, what is done and by whom, its first and last day counted from today,
# whether it is public, its milestones with the day they are due and the day they were reached, what was said
# about it and who may read that, and how it ended.
INITIATIVES = (
    (
        "shared-reading-lessons",
        "Plan units together in grades 3 to 5",
        "Each grade plans two reading units together and compares what students wrote.",
        "Demo Plan Editor",
        (-110, 200),
        True,
        (
            ("Common planning time in every building", -60, -63),
            ("First shared unit taught", -20, -18),
            ("Second shared unit taught", 90, None),
        ),
        (
            (-75, True, "All nine elementary schools have found an hour a week for common planning."),
            (-12, True, "The first unit was taught in eight of nine schools; the last follows in December."),
            (-10, False, "One school needs a substitute on Tuesdays until January."),
        ),
        None,
    ),
    (
        "math-check-ins",
        "A short check after each math unit",
        "Middle schools use the same short check after each unit and regroup students within a week.",
        "Demo Plan Editor",
        (-240, -15),
        True,
        (("Checks written for grades 6 to 8", -150, -140), ("Regrouping in all three schools", -30, None)),
        ((-40, True, "Two of three schools regroup within a week. The third has begun."),),
        None,
    ),
    (
        "attendance-teams",
        "Attendance team in every school",
        "A small team looks at attendance every second week and calls families early.",
        "Demo Superintendent",
        (-400, -60),
        True,
        (("A team named in each school", -330, -335), ("Every team meets every second week", -200, -190)),
        ((-62, True, "Every school has a team that meets; the work goes on as a documented process."),),
        (-61, None, "Teams are at work in all schools."),
    ),
    (
        "one-clear-message-a-week",
        "One weekly letter instead of many",
        "Families get one letter a week from their school, in four languages.",
        "Demo Superintendent",
        (-200, 100),
        False,
        (),
        ((-120, False, "Printing costs were higher than planned."),),
        (None, -90, "Stopped: families asked for messages on their phones instead."),
    ),
)


def load_earlier_plan(by: Person) -> None:
    """The plan of 2015 to 2018, whose goals were published; it was never kept here, so it has no version.

    Source of the goals' names: isd194.org, strategic plan 2015-18.
    """
    plan = Plan.objects.create(
        name="Strategic plan 2015–18",
        first_year=2016,
        last_year=2018,
        source="isd194.org: strategic plan 2015-18",
    )
    names = (
        "Academic Achievement",
        "Community Connectedness",
        "Fiscal Responsibility",
        "High Quality Workforce",
    )
    CoreGoal.objects.bulk_create(
        CoreGoal(plan=plan, number=number, name=name, aim="Its words were not found.", is_sample=True)
        for number, name in enumerate(names, start=1)
    )
    archive_plan(plan=plan, by=by, reason="Followed by the Strategic Roadmap.")


def load_initiatives(people: Mapping[str, Person]) -> None:
    """Initiatives under way, late, finished and stopped, with what was said about them."""
    today = timezone.localdate()
    strategies = {strategy.slug: strategy for strategy in Strategy.objects.all()}
    made = Initiative.objects.bulk_create(
        Initiative(
            strategy=strategies[slug],
            name=name,
            what=what,
            owner=people[owner],
            starts_on=day(today, first),
            due_on=day(today, last),
            finished_on=day(today, closing[0]) if closing and closing[0] else None,
            stopped_on=day(today, closing[1]) if closing and closing[1] else None,
            closing_note=closing[2] if closing else "",
            is_public=is_public,
            is_sample=True,
        )
        for slug, name, what, owner, (first, last), is_public, _milestones, _notes, closing in INITIATIVES
    )
    Milestone.objects.bulk_create(
        Milestone(
            initiative=initiative,
            name=name,
            due_on=day(today, due),
            done_on=None if reached is None else day(today, reached),
        )
        for initiative, row in zip(made, INITIATIVES, strict=True)
        for name, due, reached in row[6]
    )
    StatusNote.objects.bulk_create(
        StatusNote(
            initiative=initiative,
            dated_on=day(today, said),
            text=text,
            written_by=initiative.owner,
            is_public=is_public,
            is_sample=True,
        )
        for initiative, row in zip(made, INITIATIVES, strict=True)
        for said, is_public, text in row[7]
    )


def day(today: dt.date, distance: int) -> dt.date:
    """A day so many days from today."""
    return today + dt.timedelta(days=distance)
