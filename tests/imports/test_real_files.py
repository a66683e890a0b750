"""Real state files read by the shipped recipes, with the ground truth of ../shared/data/README.md."""

from collections import Counter
from decimal import Decimal

import pytest

from imports.reading import FileRefused
from tests.imports.reading_files import read_file, spec_of

pytestmark = pytest.mark.shared
CONFIRMED = {"period": "SY2012-13"}
CLOSING = "rule:The publisher's closing line"

# year: rows, districts, blanks in the four-year percent, Lakeville, its 7-year percent, pooled, mean, count
GRADUATION = {
    2013: (10_840, 411, 980, (843, 931, "90.55"), "93.1", (53_753, 66_159), "79.1664", 407),
    2014: (10_720, 404, 1_036, (879, 940, "93.51"), "93.03", (53_313, 64_830), "80.5073", 399),
    2015: (10_800, 407, 916, (904, 952, "94.96"), "93.6", (54_014, 65_138), "81.9548", 401),
    2016: (10_852, 412, 860, (866, 935, "92.62"), "94.13", (53_947, 64_740), "82.0248", 403),
}
ENDINGS = ("graduation-4-year", "dropout-4-year", "continuing-4-year", "unknown-4-year")


@pytest.mark.parametrize("year", GRADUATION)
def test_graduation_files_are_read_row_for_row(shared_data, year):
    rows, districts, blanks, lakeville, seven_year, pooled, mean, counted = GRADUATION[year]
    read = read_file(shared_data / f"mn-graduation/{year}_grad.csv", spec_of("mn-graduation"), CONFIRMED)

    assert (read.rows, read.stored, read.refused, read.ignored) == (rows + 1, rows, 0, 1)
    assert read.causes() == {CLOSING: 1}
    assert sum(read.states(ending)["missing"] for ending in ENDINGS) == blanks
    everyone = read.of("graduation-4-year", group="all")
    assert len(everyone) == districts
    ours = read.one("graduation-4-year", unit="0194-01", group="all")
    assert (ours["numerator"], ours["denominator"], ours["value"]) == (*lakeville[:2], Decimal(lakeville[2]))
    assert ours["period"] == f"SY{year - 1}-{year % 100}"
    assert read.one("graduation-7-year", unit="0194-01", group="all")["value"] == Decimal(seven_year)
    stated = [value for value in everyone if value["value"] is not None]
    assert sum(value["numerator"] for value in stated) == pooled[0]
    assert sum(value["denominator"] for value in stated) == pooled[1]
    assert len(stated) == counted
    assert round(sum(value["value"] for value in stated) / counted, 4) == Decimal(mean)


@pytest.mark.parametrize(
    ("year", "groups"),
    [
        (
            2016,
            (
                "asian 96.55, hispanic 88.89, black 75, white 93.19, two-or-more 88.89, english-learner "
                "93.33, "
                "special-education 80.8, free-reduced-meals 83.23, male 91.48, female 93.83, homeless 57.14"
            ),
        ),
        (
            2013,
            (
                "asian 88.57, hispanic 72.97, black 78.05, white 92.57, two-or-more 77.27, "
                "english-learner 45, "
                "special-education 73.21, free-reduced-meals 73.79, male 89.17, female 91.96"
            ),
        ),
    ],
)
def test_lakevilles_rate_of_each_group(shared_data, year, groups):
    read = read_file(shared_data / f"mn-graduation/{year}_grad.csv", spec_of("mn-graduation"), CONFIRMED)
    expected = {code: Decimal(rate) for code, rate in (each.split() for each in groups.split(", "))}
    found = {value["group"]: value["value"] for value in read.of("graduation-4-year", unit="0194-01")}
    assert {code: found[code] for code in expected} == expected


def test_a_mangled_year_is_asked_and_not_guessed(shared_data):
    read = read_file(shared_data / "mn-graduation/2013_grad.csv", spec_of("mn-graduation"))
    (question,) = read.questions
    assert (question.key, question.suggestion, question.label) == ("period:13-Dec", "SY2012-13", "2012–13")
    assert read.values == []


def test_number_and_type_together_name_a_district(shared_data):
    read = read_file(shared_data / "mn-graduation/2016_grad.csv", spec_of("mn-graduation"))
    aitkin, minneapolis = (
        read.one("graduation-4-year", unit=unit, group="all") for unit in ("0001-01", "0001-03")
    )
    assert aitkin["denominator"] < 150 < minneapolis["denominator"]


def test_enrollment_keeps_bounds_flags_and_totals_apart(shared_data):
    read = read_file(shared_data / "mn-enrollment/2019_english.csv", spec_of("mn-enrollment-2019"))
    assert (read.rows, read.stored, read.refused, read.ignored) == (6_849, 529, 0, 6_320)
    assert sum(value["value"] for value in read.of("enrollment")) == 889_304
    ours = {
        code: read.one(code, unit="0194-01")
        for code in ("enrollment", "free-reduced-meals", "special-education", "students-of-color")
    }
    assert ours["enrollment"]["value"] == 11_204
    assert (ours["free-reduced-meals"]["numerator"], ours["free-reduced-meals"]["value"]) == (
        1_434,
        Decimal("12.8"),
    )
    assert (ours["special-education"]["numerator"], ours["special-education"]["value"]) == (
        1_583,
        Decimal("14.13"),
    )
    assert ours["students-of-color"]["value"] == Decimal("21.02")


def test_every_top_coded_and_suppressed_enrollment_cell_is_counted(shared_data):
    spec = spec_of("mn-enrollment-2019")
    spec["ignore"] = spec["ignore"][:1]  # with the grades
    read = read_file(shared_data / "mn-enrollment/2019_english.csv", spec)
    coded = {
        code: read.states(code)["top_coded"]
        for code in ("free-reduced-meals", "special-education", "english-learner")
    }
    assert coded == {"free-reduced-meals": 288, "special-education": 296, "english-learner": 34}
    flagged = [value for value in read.of("free-reduced-meals") if value["numerator"] is None]
    assert len(flagged) == 983
    assert Counter(value["state"] for value in flagged) == {"suppressed_primary": 695, "top_coded": 288}
    assert {value["bound"] for value in flagged if value["bound"]} == {Decimal(90)}
    assert not any(value["is_strict"] for value in flagged)


MCAP = {2023: (5_281, "46.3034", 1_305, (12, 26, "46.2")), 2024: (5_264, "46.7644", 1_310, (18, 27, "66.7"))}


@pytest.mark.parametrize("year", MCAP)
def test_mcap_tells_three_kinds_of_non_number_apart(shared_data, year):
    rows, mean, counted, flintstone = MCAP[year]
    read = read_file(shared_data / f"md-mcap/{year}_MCAP_ELA_Scores.csv", spec_of("md-mcap"))
    assert read.rows == rows == read.stored + read.ignored
    assert read.refused == 0
    states = read.states("mcap-ela")
    assert states["final"] == counted
    assert sum(states.values()) == 1_340
    assert set(states) == {"final", "suppressed_primary", "bottom_coded", "top_coded"}
    numbers = [value["value"] for value in read.of("mcap-ela") if value["value"] is not None]
    assert round(sum(numbers) / counted, 4) == Decimal(mean)
    bounds = {(value["state"], value["bound"], value["is_strict"]) for value in read.values if value["bound"]}
    assert bounds == {("bottom_coded", Decimal(5), False), ("top_coded", Decimal(95), False)}
    ours = read.one("mcap-ela-3", unit="01-0301")
    assert (ours["numerator"], ours["denominator"], ours["value"]) == (
        *flintstone[:2],
        Decimal(flintstone[2]),
    )
    assert ours["period"] == f"SY{year - 1}-{year % 100}"


# file: header row, districts, sum absent, sum of students, mean rate, rows left out, Mapleton
ABSENCE = {
    "2016-2017": (10, 184, 162_457, 872_333, "0.144218", 1, (2_296, 8_380, "0.2740")),
    "2017-2018": (10, 185, 212_797, 876_996, "0.218030", 3, (2_486, 8_494, "0.2927")),
    "2018-2019": (5, 184, 197_392, 877_308, "0.190463", 1, (1_938, 8_449, "0.2294")),
    "2019-2020": (6, 185, 212_642, 941_333, "0.186703", 1, (2_012, 9_687, "0.2077")),
    "2020-2021": (5, 184, 229_963, 901_813, "0.223848", 1, (3_311, 9_538, "0.347")),
    "2021-2022": (5, 185, 317_796, 917_705, "0.303762", 6, (3_655, 9_341, "0.391")),
    "2022-2023": (6, 185, 277_671, 888_394, "0.284486", 1, (2_967, 6_946, "0.427")),
}


@pytest.mark.parametrize("year", ABSENCE)
def test_colorado_workbooks_are_read_wherever_their_header_stands(shared_data, year):
    header, districts, absent, students, mean, left_out, mapleton = ABSENCE[year]
    answers = {"period": "SY2016-17"} if year == "2016-2017" else {}
    read = read_file(
        shared_data / f"co-absence/{year}_ChronicAbsenteeism.xlsx", spec_of("co-absence"), answers
    )
    assert (read.header_row, read.stored, read.refused, read.ignored) == (header, districts, 0, left_out)
    assert sum(value["numerator"] for value in read.values) == absent
    assert sum(value["denominator"] for value in read.values) == students
    assert round(sum(value["value"] for value in read.values) / districts / 100, 6) == Decimal(mean)
    ours = read.one("chronic-absence", unit="0010")
    assert (ours["numerator"], ours["denominator"]) == mapleton[:2]
    places = len(mapleton[2]) - 2
    assert round(ours["value"] / 100, places) == Decimal(mapleton[2])
    assert ours["period"] == f"SY{year[:5]}{year[-2:]}"


def test_a_workbook_without_a_year_asks_and_suggests_the_files_name(shared_data):
    read = read_file(shared_data / "co-absence/2016-2017_ChronicAbsenteeism.xlsx", spec_of("co-absence"))
    (question,) = read.questions
    assert (question.key, question.suggestion) == ("period", "SY2016-17")


def test_two_tables_side_by_side_are_refused_in_words(shared_data):
    with pytest.raises(FileRefused, match="No header row was found in the first 40 rows"):
        read_file(shared_data / "co-absence/2022-2023_State_ChronicAbsenteeism.xlsx", spec_of("co-absence"))


def test_report_cards_of_2011_keep_no_data_available_apart_from_numbers(shared_data):
    path = shared_data / "il-cps-progress/Chicago_Public_Schools_-_Progress_Report_Cards__2011-2012_.csv"
    read = read_file(path, spec_of("cps-progress-2011-12"), {"period": "SY2011-12"})
    assert (read.rows, read.stored) == (566, 566)
    expected = {
        "cps-safety-score": (513, 53, "49.5049"),
        "cps-attendance": (565, 1, "92.3138"),
        "cps-teacher-attendance": (566, 0, "94.3784"),
        "cps-graduation": (79, 487, "61.6709"),
        "cps-college": (77, 489, "56.9870"),
        "cps-parent-engagement": (432, 134, "50.2315"),
    }
    for indicator, (numeric, missing, mean) in expected.items():
        numbers = [value["value"] for value in read.of(indicator) if value["value"] is not None]
        assert (len(numbers), read.states(indicator)["missing"]) == (numeric, missing)
        assert round(sum(numbers) / numeric, 4) == Decimal(mean)


def test_survey_ratings_of_2018_are_categories(shared_data):
    path = shared_data / "il-cps-progress/Chicago_Public_Schools_-_School_Progress_Reports_SY1819.csv"
    read = read_file(path, spec_of("cps-progress-2018-19"), {"period": "SY2018-19"})
    assert (read.rows, read.stored, read.refused) == (654, 654, 0)
    families = Counter(value["category"] for value in read.of("cps-involved-families") if value["category"])
    assert families == {"STRONG": 240, "NEUTRAL": 194, "VERY STRONG": 135, "WEAK": 48, "VERY WEAK": 4}
    assert read.states("cps-involved-families") == {"final": 621, "not_collected": 29, "missing": 4}
    safety = Counter(value["category"] for value in read.of("cps-safety") if value["category"])
    assert safety == {"WEAK": 271, "NEUTRAL": 144, "STRONG": 81, "VERY WEAK": 77, "VERY STRONG": 24}
    assert read.states("cps-safety") == {"final": 597, "not_collected": 53, "missing": 4}


def test_response_rates_of_2018_are_numbers_or_strict_bounds(shared_data):
    path = shared_data / "il-cps-progress/Chicago_Public_Schools_-_School_Progress_Reports_SY1819.csv"
    read = read_file(path, spec_of("cps-progress-2018-19"), {"period": "SY2018-19"})
    parents = read.of("cps-responses-parents")
    assert read.states("cps-responses-parents") == {
        "bottom_coded": 315,
        "top_coded": 32,
        "final": 301,
        "missing": 6,
    }
    bounds = Counter((value["bound"], value["is_strict"]) for value in parents if value["bound"])
    assert bounds == {(Decimal(30), True): 315, (Decimal(75), True): 32}
    means = {
        "cps-responses-students": "79.9686",
        "cps-responses-teachers": "81.0803",
        "cps-attendance": "92.3658",
        "cps-truancy": "34.9148",
    }
    for indicator, mean in means.items():
        numbers = [value["value"] for value in read.of(indicator) if value["value"] is not None]
        assert round(sum(numbers) / len(numbers), 4) == Decimal(mean)
    assert max(value["value"] for value in read.of("cps-truancy") if value["value"]) == Decimal("199.4")


def test_an_old_xls_is_refused_in_words(shared_data):
    path = shared_data / "il-cps-progress/Accountability_SQRPratings_2018-2019_SchoolLevel.xls"
    with pytest.raises(FileRefused, match=r"save it as \.xlsx or \.csv"):
        read_file(path, spec_of("cps-progress-2018-19"))
