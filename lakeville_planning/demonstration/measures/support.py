"""Core goal 2, systems of support."""

import datetime as dt

from lakeville_planning.demonstration.measures.spec import (
    ALL_SCHOOLS,
    STATE_SOURCE,
    Measure,
    Published,
    Spread,
    Stated,
    percent,
    surveys,
    years,
)

CLOSING = "isd194.org, closing-the-gap page (2019)"
STATE_ATTENDANCE = "MDE news release, August 29, 2025"
ENROLLED = "enrolled-half-a-year"
NO_COUNT = "Schools were closed or online, so days were not counted in the same way."
COUNSELOR_DAYS = (
    ("SY2021-22", "6.8", 3120),
    ("SY2022-23", "6.1", 3245),
    ("SY2023-24", "5.3", 3301),
    ("SY2024-25", "4.7", 3288),
    ("SY2025-26", "4.1", 3354),
)

SUPPORT = (
    Measure(
        "consistent-attendance",
        "consistent-attendance",
        2,
        percent(
            "Consistent attendance, all grades",
            "Are students in school nearly every day?",
            "Students who attend more than 90% of their days",
            "Students enrolled at least half the year",
            "Share of students who attend more than 90% of the days they are enrolled.",
            STATE_SOURCE,
            population_code=ENROLLED,
            comparison_words="Minnesota, same definition",
            release_calendar="August, one year after the school year ends",
            limitations="The state releases this a year late.",
            next_result="August 2027",
            tags="CACR 2, Baldrige: students",
        ),
        spread=Spread(
            years(2022, 78.4, 79.6, 80.8, 81.9), ALL_SCHOOLS, 1.0, has_groups_at_schools=True, people=ENROLLED
        ),
        published=(
            Published("SY2018-19", "89.3", CLOSING),
            Published("SY2018-19", "85.5", CLOSING, unit="minnesota"),
            Published("SY2022-23", "74.5", STATE_ATTENDANCE, unit="minnesota"),
            Published(
                "SY2023-24",
                "75.5",
                STATE_ATTENDANCE,
                unit="minnesota",
                released_on=dt.date(2025, 8, 29),
            ),
        ),
        years_late=1,
        stated=(
            Stated("SY2019-20", "not_collected", comment=NO_COUNT),
            Stated("SY2020-21", "not_collected", comment=NO_COUNT),
            Stated("SY2025-26", "not_released", comment="The state releases this in August 2027."),
        ),
        baseline="SY2021-22",
        final=("SY2027-28", "88"),
        tolerance="1.5",
    ),
    Measure(
        "belonging",
        "belonging",
        2,
        percent(
            "Students who feel safe and that they belong",
            "Do students feel safe and that they belong?",
            "Students who agree or strongly agree",
            "Students who answered the survey, grades 4 to 12",
            "Share of students who agree with both statements of the yearly survey.",
            "District student survey",
            people_counted="answers",
            evidence_type="perception",
            period_type="survey_year",
            next_result="May 2027",
        ),
        spread=Spread(
            surveys(2023, 73.1, 74.6, 76.2, 78.1), {"Elementary": 0.29, "Middle": 0.86, "High": 0.79}, 0.7
        ),
        baseline="SURVEY2023",
        final=("SURVEY2028", "81"),
        tolerance="1",
    ),
    Measure(
        "counselor-wait",
        "counselor-wait",
        2,
        {
            "name": "School days until a first meeting with a counselor",
            "question": "Can a student see a counselor quickly?",
            "definition": "Mean number of school days between asking and the first meeting.",
            "formula": "Sum of days waited, divided by the students who asked",
            "source": "District counseling log",
            "owner_role": "Director of student services",
            "people_counted": "students",
            "unit_of_measure": "mean_score",
            "unit_word": "days",
            "decimals": 1,
            "direction": "lower",
            "evidence_type": "process",
            "next_result": "July 2027",
        },
        stated=tuple(Stated(period, value=value, n=n) for period, value, n in COUNSELOR_DAYS),
        baseline="SY2021-22",
        final=("SY2027-28", "3"),
        tolerance="0.5",
    ),
    Measure(
        "suspended",
        "suspensions",
        2,
        percent(
            "Students suspended at least once",
            "Are suspensions rare?",
            "Students with at least one out-of-school suspension",
            "Students enrolled at least half the year",
            "Share of students enrolled at least half the year who were suspended at least once.",
            "District student records",
            population_code=ENROLLED,
            direction="lower",
            evidence_type="process",
            next_result="July 2027",
        ),
        spread=Spread(years(2023, 3.4, 3.3, 3.2, 3.0), ALL_SCHOOLS, -0.12, people=ENROLLED),
        baseline="SY2022-23",
        final=("SY2027-28", "2"),
        tolerance="0.5",
    ),
    Measure(
        "foster-graduates",
        "foster-graduates",
        2,
        percent(
            "Graduation of students in foster care",
            "Do students in foster care finish school?",
            "Students in foster care who graduate within four years",
            "Students of the class who were ever in foster care",
            "Four-year graduation rate of students who were in foster care.",
            STATE_SOURCE,
            period_type="cohort_year",
            disaggregations="",
            role="monitored_indicator",
        ),
        stated=(
            Stated("COHORT2024-4YR", n=6, numerator=4),
            Stated("COHORT2025-4YR", n=7, numerator=5),
        ),
    ),
    Measure(
        "support-plans",
        "support-plans",
        2,
        percent(
            "Support plans reviewed on time",
            "Do we check whether help works?",
            "Support plans reviewed within six weeks",
            "Support plans begun",
            "Share of student support plans that a team reviewed within six weeks.",
            "District support-plan log",
            evidence_type="process",
            people_counted="support plans",
            next_result="July 2027",
        ),
        spread=Spread(
            years(2023, 61.0, 62.9, 63.7, 65.2), {"Elementary": 0.11, "Middle": 0.09, "High": 0.06}, 0.3
        ),
        baseline="SY2022-23",
        final=("SY2027-28", "72"),
        tolerance="1.1",
    ),
)
