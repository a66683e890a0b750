"""Core goal 1, teaching and learning."""

from lakeville_planning.demonstration.measures.spec import (
    STATE_SOURCE,
    Measure,
    Published,
    Spread,
    Stated,
    percent,
    years,
)

TESTED = {"Elementary": 0.49, "Middle": 0.97, "High": 0.24}
TESTED_SCIENCE = {"Elementary": 0.165, "Middle": 0.32, "High": 0.23}
NO_TEST = "The state gave no test in spring 2020."
FEW_TESTED = "Few students took the test in spring 2021, so the result is not used."
UNTESTED = (
    Stated("SY2019-20", "not_collected", comment=NO_TEST),
    Stated("SY2020-21", "not_collected", comment=FEW_TESTED),
)
AGGREGATOR = "Aggregator page for 2021-22 (schooldigger district 17780)"
CLOSING = "isd194.org, closing-the-gap page (2019)"
STATE_2025 = "State test results 2025 as reported by localnewswave.com and helm.news, September 2025"
NEW_TEST = "MCA-IV follows new standards. The state says its results cannot be compared with MCA-III."
PROFICIENT = "Students who meet or exceed the standards"
BOARD_GOAL = "Board goal of July 22, 2025: 90% proficiency on the MCAs by 2030 (194PRIDE, August 2025)."
GRADUATION = "isd194.org graduation pages"
MIRROR = "Graduation news release 2022-23, seen on a copy of the district's site only"

LEARNING = (
    Measure(
        "reading-mca",
        "reading",
        1,
        percent(
            "Reading, state test, all tested grades",
            "Do students read at grade level?",
            PROFICIENT,
            "Students tested in grades 3 to 8 and 10",
            "Share of tested students who meet or exceed the reading standards on the state test (MCA).",
            STATE_SOURCE,
            population="Grades 3 to 8 and 10",
            comparison_words="Minnesota, same test",
            references=BOARD_GOAL,
            tags="CACR 2, CACR 3, Baldrige: results",
            next_result="August 2027",
        ),
        spread=Spread(
            years(2023, 62.3, 62.9, 63.4, 58.7),
            TESTED,
            1.5,
            series={"SY2025-26": 2},
        ),
        published=(
            Published("SY2018-19", "73.2", CLOSING),
            Published("SY2021-22", "63", AGGREGATOR),
            Published("SY2018-19", "59.1", CLOSING, unit="minnesota"),
            Published("SY2024-25", "49.6", STATE_2025, unit="minnesota"),
        ),
        stated=UNTESTED,
        series=(("MCA-III", ""), ("MCA-IV", NEW_TEST)),
        baseline="SY2021-22",
        final=("SY2029-30", "90"),
        tolerance="2.7",
    ),
    Measure(
        "math-mca",
        "math",
        1,
        percent(
            "Math, state test, all tested grades",
            "Are students good at math?",
            PROFICIENT,
            "Students tested in grades 3 to 8 and 11",
            "Share of tested students who meet or exceed the math standards on the state test (MCA-III).",
            STATE_SOURCE,
            population="Grades 3 to 8 and 11",
            comparison_words="Minnesota, same test",
            references=BOARD_GOAL,
            tags="CACR 2, CACR 3, Baldrige: results",
            next_result="August 2027",
        ),
        spread=Spread(years(2023, 57.8, 58.3, 58.9, 59.6), TESTED, 1.6),
        published=(
            Published("SY2018-19", "69.4", CLOSING),
            Published("SY2021-22", "57", AGGREGATOR),
            Published("SY2018-19", "54.9", CLOSING, unit="minnesota"),
            Published("SY2024-25", "45.2", STATE_2025, unit="minnesota"),
        ),
        stated=UNTESTED,
        series=(("MCA-III", ""),),
        baseline="SY2021-22",
        final=("SY2029-30", "90"),
        tolerance="3.3",
    ),
    Measure(
        "science-mca",
        "science",
        1,
        percent(
            "Science, state test",
            "Do students understand science?",
            PROFICIENT,
            "Students tested in grades 5, 8 and high school",
            "Share of tested students who meet or exceed the science standards on the state test (MCA-IV).",
            STATE_SOURCE,
            population="Grades 5 and 8 and high school",
            next_result="Fall 2027",
        ),
        spread=Spread(
            years(2023, 46.4, 46.1, 38.2, 40.3), TESTED_SCIENCE, 1.4, series={"SY2024-25": 2, "SY2025-26": 2}
        ),
        published=(Published("SY2021-22", "47", AGGREGATOR),),
        series=(("MCA-III", ""), ("MCA-IV", NEW_TEST)),
        target_series=2,
        baseline="SY2024-25",
        final=("SY2029-30", "45"),
        tolerance="1",
    ),
    Measure(
        "graduation-4-year",
        "graduation",
        1,
        percent(
            "Four-year graduation rate",
            "Do students graduate on time?",
            "Students who graduate within four years",
            "First-time ninth graders plus transfers in, minus transfers out",
            "Four-year adjusted cohort rate. Students whose end is not known count as not graduated.",
            STATE_SOURCE,
            population="Graduating class",
            period_type="cohort_year",
            release_calendar="February or March for the class of the year before",
            next_result="March 2027",
            tags="CACR 4, Baldrige: results",
            references="District goal 2019-20: 93.5% to 95%, no student group below 80%.",
        ),
        spread=Spread(
            {"COHORT2024-4YR": 93.9, "COHORT2025-4YR": 94.6},
            {"High": 0.245, "Alternative": 0.36},
            0.8,
            provisional=("COHORT2025-4YR",),
        ),
        published=(
            Published("COHORT2015-4YR", "94.99", GRADUATION),
            Published("COHORT2016-4YR", "92.52", GRADUATION),
            Published("COHORT2017-4YR", "93.52", GRADUATION, n=941, numerator=880),
            Published("COHORT2018-4YR", "93.1", GRADUATION),
            Published("COHORT2019-4YR", "93.5", "hometownsource.com, March 2020", n=887, numerator=829),
            Published("COHORT2022-4YR", "92.7", GRADUATION),
            Published("COHORT2023-4YR", "93.7", MIRROR, n=953),
        ),
        stated=(
            Stated("COHORT2020-4YR", "missing", comment="No figure was found for this class."),
            Stated("COHORT2021-4YR", "missing", comment="No figure was found for this class."),
        ),
        series=(("Four-year adjusted cohort", ""),),
        baseline="COHORT2019-4YR",
        final=("COHORT2028-4YR", "95"),
        tolerance="1",
        group_floor="80",
    ),
    Measure(
        "graduation-7-year",
        "graduation-seven-years",
        1,
        percent(
            "Seven-year graduation rate",
            "Do students graduate in the end?",
            "Students who graduate within seven years",
            "The same class as for four years",
            "Seven-year adjusted cohort rate, followed beside the four-year rate.",
            STATE_SOURCE,
            population="Graduating class",
            period_type="cohort_year",
            role="monitored_indicator",
            disaggregations="",
        ),
        published=(
            Published("COHORT2017-7YR", "95.7", GRADUATION),
            Published("COHORT2019-7YR", "94.8", GRADUATION),
            Published("COHORT2023-7YR", "96.4", MIRROR),
        ),
    ),
    Measure(
        "courses-failed",
        "courses-failed",
        1,
        percent(
            "Ninth graders who fail a course",
            "Do ninth graders pass their classes?",
            "Ninth graders with at least one failed course",
            "Ninth graders enrolled at the end of the year",
            "Share of ninth graders who fail at least one semester course.",
            "District student records",
            population="Grade 9",
            direction="lower",
            next_result="July 2027",
        ),
        spread=Spread(years(2023, 14.9, 13.8, 12.9, 11.2), {"High": 0.26}, -0.7, has_schools=True),
        baseline="SY2022-23",
        final=("SY2027-28", "9"),
        tolerance="1",
    ),
    Measure(
        "ready-for-life",
        "ready-for-life",
        1,
        percent(
            "Seniors with a plan after school",
            "Do seniors know what comes next?",
            "Seniors who name a plan and a first step",
            "Seniors who answered the exit survey",
            "Share of seniors who have a plan for work, service or study and have taken a first step.",
            "District exit survey",
            people_counted="answers",
            evidence_type="perception",
            period_type="survey_year",
            next_result="June 2027",
        ),
        spread=Spread({"SURVEY2026": 76.8}, {"High": 0.21}, 0.6),
        baseline="SURVEY2026",
        final=("SURVEY2030", "85"),
        tolerance="1",
    ),
)
