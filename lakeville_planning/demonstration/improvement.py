"""Sample processes, cycles, tags and self-assessments; the words are made up, the criteria are not."""

import datetime as dt
from collections.abc import Mapping

import pgtrigger
from django.utils import timezone

from district.models import OrgUnit, Person
from kpi.models import Indicator, IndicatorProcess, IndicatorTag
from strategic_plan.actions import load_criteria
from strategic_plan.domain import factors_of
from strategic_plan.domain.criteria import CategoryKind
from strategic_plan.models import (
    Assessment,
    AssessmentItem,
    AssessmentRating,
    Category,
    CoreGoal,
    CriteriaSet,
    Cycle,
    CycleLine,
    CycleQuestion,
    GoalTag,
    Plan,
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessFeed,
    ProcessStep,
    ProcessTag,
    Strategy,
    StrategyTag,
)

GOAL_TAGS = {
    1: ("process-management", "desired-results"),
    2: ("stakeholder-focus", "process-management"),
    3: ("stakeholder-focus",),
    4: ("workforce-focus",),
    5: ("process-management", "measurement"),
}
STRATEGY_TAGS = {
    "shared-reading-lessons": ("process-management",),
    "math-check-ins": ("measurement",),
    "attendance-teams": ("stakeholder-focus",),
    "learning-with-a-coach": ("workforce-focus",),
    "one-clear-message-a-week": ("stakeholder-focus",),
}
MEASURE_TAGS = {
    "consistent-attendance": ("stakeholder-focus", "desired-results"),
    "graduation": ("desired-results",),
    "reading": ("desired-results",),
    "math": ("desired-results",),
}
# name, unit, owner, months in use, months since it was evaluated, purpose, steps, units, tags, strategy
PROCESSES = (
    (
        "Following up an absence",
        "district",
        "Demo Plan Editor",
        30,
        5,
        "Makes sure that a family hears from us on the first day a student is missing.",
        (
            ("Take attendance in the first ten minutes", "Teacher"),
            ("Call the family of each student who is missing without a note", "Office staff"),
            ("Write the reason down the same day", "Office staff"),
            ("Tell the attendance team about the third day in a month", "Office staff"),
        ),
        ("oak-hills-elementary", "eastview-elementary", "century-middle"),
        ("stakeholder-focus", "process-management"),
        "attendance-teams",
    ),
    (
        "Welcoming a new teacher",
        "district",
        "Demo Superintendent",
        40,
        15,
        "Gives every new teacher a coach, a room and a first month that they can manage.",
        (
            ("Name a coach before the first day", "Principal"),
            ("Visit a lesson in the second and the fifth week", "Coach"),
            ("Ask the teacher after six weeks what would have helped", "Human resources"),
        ),
        ("lakeville-north-high", "lakeville-south-high"),
        ("workforce-focus",),
        "learning-with-a-coach",
    ),
    (
        "Arrival in the morning",
        "oak-hills-elementary",
        "Demo Principal",
        14,
        2,
        "Gets every student calmly from the bus to the classroom by 8:40.",
        (("Open both doors at 8:20", "Custodian"), ("Walk the youngest to their room", "Paraprofessional")),
        ("oak-hills-elementary",),
        ("process-management",),
        "attendance-teams",
    ),
    (
        "Planning reading lessons together",
        "lakeville-north-high",
        "Demo Other Principal",
        20,
        4,
        "Gives every reading lesson of a week one plan that four teachers made together.",
        (
            ("Choose the texts on Monday", "Lead teacher"),
            ("Write the questions in pairs", "Teachers of grade 9"),
            ("Look at the exit tickets on Friday", "Teachers of grade 9"),
        ),
        ("lakeville-north-high",),
        ("process-management", "measurement"),
        "shared-reading-lessons",
    ),
    (
        "Checking a file before it is loaded",
        "district",
        "Demo Data Steward",
        9,
        None,
        "Keeps wrong numbers out of what the Board and the public see.",
        (),
        (),
        ("measurement",),
        "",
    ),
)
JUDGED = "We do this in most schools, and look at it once a year."
EVIDENCE = "Notes of the leadership team, and the list of schools that take part."
BANDS = {"workforce-focus": "10-25", "measurement": "50-65", "desired-results": "10-25"}


def load_improvement(*, plan: Plan, people: Mapping[str, Person]) -> None:
    """Load the sample of this room; the criteria sets are real and loaded as on every site."""
    load_criteria(by=people["Demo Administrator"])
    categories = {row.slug: row for row in Category.objects.filter(criteria_set__is_in_use=True)}
    units = {unit.slug: unit for unit in OrgUnit.objects.own()}
    strategies = {row.slug: row for row in Strategy.objects.filter(goal__plan=plan)}
    _tag_plan(plan, strategies, categories)
    processes = _load_processes(people, units, strategies, categories)
    _load_cycles(people, units, strategies, processes)
    _load_assessments(people["Demo Plan Editor"], categories)


def _tag_plan(plan: Plan, strategies: Mapping[str, Strategy], categories: Mapping[str, Category]) -> None:
    goals = {goal.number: goal for goal in CoreGoal.objects.filter(plan=plan)}
    GoalTag.objects.bulk_create(
        GoalTag(goal=goals[number], category=categories[slug])
        for number, slugs in GOAL_TAGS.items()
        for slug in slugs
        if number in goals
    )
    StrategyTag.objects.bulk_create(
        StrategyTag(strategy=strategies[name], category=categories[slug])
        for name, slugs in STRATEGY_TAGS.items()
        for slug in slugs
        if name in strategies
    )


def _load_processes(
    people: Mapping[str, Person],
    units: Mapping[str, OrgUnit],
    strategies: Mapping[str, Strategy],
    categories: Mapping[str, Category],
) -> dict[str, Process]:
    rows = Process.objects.bulk_create(
        Process(
            name=name,
            unit=units[unit],
            owner=people[owner],
            purpose=purpose,
            began_on=_ago(began * 30),
            is_sample=True,
        )
        for name, unit, owner, began, _evaluated, purpose, *_rest in PROCESSES
    )
    made = list(zip(rows, PROCESSES, strict=True))
    ProcessStep.objects.bulk_create(
        ProcessStep(process=row, order=order, text=text, by_whom=by_whom)
        for row, words in made
        for order, (text, by_whom) in enumerate(words[6], start=1)
    )
    ProcessDeployment.objects.bulk_create(
        ProcessDeployment(process=row, unit=units[unit], since=row.began_on)
        for row, words in made
        for unit in words[7]
    )
    ProcessEvaluation.objects.bulk_create(
        ProcessEvaluation(
            process=row,
            evaluated_on=_ago(words[4] * 30),
            how="Talked with eight people who use it, and counted a month of cases.",
            learned="It works where one named person looks after it, and slips where nobody does.",
            changed="Each unit names one person for it.",
            recorded_by=row.owner,
        )
        for row, words in made
        if words[4] is not None
    )
    ProcessTag.objects.bulk_create(
        ProcessTag(process=row, category=categories[slug]) for row, words in made for slug in words[8]
    )
    ProcessFeed.objects.bulk_create(
        ProcessFeed(process=row, strategy=strategies[words[9]])
        for row, words in made
        if words[9] in strategies
    )
    return {row.name: row for row in rows}


def _load_cycles(
    people: Mapping[str, Person],
    units: Mapping[str, OrgUnit],
    strategies: Mapping[str, Strategy],
    processes: Mapping[str, Process],
) -> None:
    calls, tickets = CycleLine.objects.bulk_create(
        [
            CycleLine(
                name="A call before nine",
                unit=units["oak-hills-elementary"],
                process=processes["Following up an absence"],
                is_sample=True,
            ),
            CycleLine(
                name="Exit tickets in reading",
                unit=units["lakeville-north-high"],
                strategy=strategies.get("shared-reading-lessons") or next(iter(strategies.values())),
                is_sample=True,
            ),
        ]
    )
    plan = {
        "objective": "Find out whether a call before nine brings more students back the next day.",
        "change_tested": "The office calls every family before nine instead of before noon.",
        "by_whom": "Two people in the office",
        "doing_what": "Call, and tick the list.",
        "where": "Oak Hills, grades 3 and 4",
        "collection_plan": "The call list is kept each day and counted on Friday.",
        "measured_how": "Students who missed a day without a note and are in school the next day.",
    }
    first = Cycle(
        line=calls,
        number=1,
        owner=people["Demo Principal"],
        step="closed",
        **plan,
        when="Each morning for four weeks",
        starts_on=_ago(70),
        ends_on=_ago(42),
        do_started_at=timezone.now() - dt.timedelta(days=70),
        carried_out="yes",
        observations="The calls took 25 minutes a day. Most families answered at once.",
        problems="On two days one person was ill and the calls came late.",
        learned="Families act on a call that comes while they are still at home.",
        decision="adopt",
        decision_reason="More students came back, and the office can keep it up.",
        closed_on=_ago(38),
    )
    following = Cycle(
        line=calls, number=2, owner=people["Demo Principal"], **plan, starts_on=_ago(-7), ends_on=_ago(-35)
    )
    running = Cycle(
        line=tickets,
        number=1,
        owner=people["Demo Other Principal"],
        step="do",
        objective="Find out whether exit tickets show by Friday who needs help with reading.",
        change_tested="A ticket of three questions at the end of each Friday lesson.",
        by_whom="Four teachers of grade 9",
        doing_what="Hand the ticket out, sort the answers in three piles.",
        when="Six Fridays",
        where="Grade 9 English",
        collection_plan="Each teacher writes the three counts into one shared table.",
        measured_how="Tickets with at least two of three answers right.",
        starts_on=_ago(14),
        ends_on=_ago(-28),
        do_started_at=timezone.now() - dt.timedelta(days=14),
    )
    # The sample speaks of past weeks, so the clock of the database does not stamp it here.
    with pgtrigger.ignore(
        "strategic_plan.Cycle:do_starts_once", "strategic_plan.CycleQuestion:prediction_is_locked"
    ):
        Cycle.objects.bulk_create([first, following, running])
        asked = "How many come back the next day?"
        CycleQuestion.objects.bulk_create(
            [
                CycleQuestion(
                    cycle=first,
                    question=asked,
                    prediction="Eight of ten, instead of six of ten.",
                    result="Nearly eight of ten over the four weeks.",
                    verdict="matched",
                ),
                CycleQuestion(
                    cycle=first,
                    question="How long do the calls take?",
                    prediction="40 minutes a day.",
                    result="25 minutes a day.",
                    verdict="not_matched",
                ),
                CycleQuestion(cycle=following, question=asked, prediction=""),
                CycleQuestion(
                    cycle=running,
                    question="How many pass the ticket in the first week, and in the sixth?",
                    prediction="Half in the first week, three of four in the sixth.",
                ),
            ]
        )


def tag_measures() -> None:
    """Tag the measures of the demonstration, and say which process feeds one; after they are loaded."""
    categories = {row.slug: row for row in Category.objects.filter(criteria_set__is_in_use=True)}
    indicators = {row.slug: row for row in Indicator.objects.all()}
    IndicatorTag.objects.bulk_create(
        IndicatorTag(indicator=indicators[slug], category=categories[tag])
        for slug, tags in MEASURE_TAGS.items()
        for tag in tags
        if slug in indicators
    )
    IndicatorProcess.objects.bulk_create(
        IndicatorProcess(indicator=indicators["consistent-attendance"], process=process)
        for process in Process.objects.filter(name="Following up an absence")
    )


def _load_assessments(by: Person, categories: Mapping[str, Category]) -> None:
    """One of last year, closed; one of this year, open and begun."""
    in_use = CriteriaSet.objects.get(is_in_use=True)
    closed = Assessment.objects.create(criteria_set=in_use, as_of=_ago(400), opened_by=by, is_sample=True)
    _judge(closed, categories, list(categories))
    # Closed before the next one is opened: one may be open at a time.
    Assessment.objects.filter(pk=closed.pk).update(closed_on=_ago(380), closed_by=by)
    opened = Assessment.objects.create(criteria_set=in_use, as_of=_ago(20), opened_by=by, is_sample=True)
    _judge(opened, categories, ["leadership", "workforce-focus"])


def _judge(assessment: Assessment, categories: Mapping[str, Category], judged: list[str]) -> None:
    items = AssessmentItem.objects.bulk_create(
        AssessmentItem(assessment=assessment, category=category) for category in categories.values()
    )
    AssessmentRating.objects.bulk_create(
        AssessmentRating(
            item=item,
            factor=factor,
            order=order,
            words=JUDGED if item.category.slug in judged else "",
            band=BANDS.get(item.category.slug, "30-45") if item.category.slug in judged else "",
            evidence=EVIDENCE if item.category.slug in judged else "",
        )
        for item in items
        for order, factor in enumerate(factors_of(CategoryKind(item.category.kind)))
    )


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)
