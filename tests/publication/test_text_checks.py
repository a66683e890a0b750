"""The text check finds what could point to one student, and leaves plain sentences alone."""

import pytest

from publication.domain import PublishedCell, cells_item
from publication.text_checks import findings, findings_in, names_like_initials, small_counts_first


@pytest.mark.parametrize(
    "text",
    [
        "3 of 4 students graduated.",
        "Two of the seven English learner students passed.",
        "Only 6 students took the test.",
        "Mr. Example said so.",
        "Student J.D. improved.",
        "A student named Example improved.",
    ],
)
def test_a_text_about_single_students_is_found(text):
    assert list(findings("note", text))


@pytest.mark.parametrize(
    "text",
    [
        "520 of 640 students graduated.",
        "3 of 5 measures met their target.",
        "The U.S. average rose by 2 points.",
        "Reading is up for the third year in a row.",
        "Four in five students finish in four years.",
    ],
)
def test_plain_sentences_pass(text):
    assert list(findings("note", text)) == []


def test_texts_deep_in_an_item_are_read():
    payload = {"notes": [{"text": "Only 3 students left."}]}
    assert [found["where"] for found in findings_in("measure", "graduation", payload)] == [
        "measure graduation"
    ]


def cells_saying(**texts):
    cells = [
        PublishedCell(group=code, group_name="Only 3 students", period="2026", state="shown", **texts)
        for code in ("all", "girls")
    ]
    return cells_item(
        measure="graduation",
        measure_name="Graduation",
        unit="north",
        unit_name="North",
        unit_of_measure="percent",
        cells=cells,
    )


@pytest.mark.parametrize("column", ["comment", "source"])
def test_what_people_wrote_beside_figures_is_read_once(column):
    item = cells_saying(**{column: "Only 3 students moved away."})
    [found] = findings_in(item.kind, item.key, item.payload)
    assert (found["where"], found["found"]) == ("cells graduation/north", "Only 3 students")


def test_names_and_figures_of_a_table_are_no_prose():
    item = cells_saying(value="3", n="4", source="State file of 2026")
    assert findings_in(item.kind, item.key, item.payload) == []


def test_the_name_of_a_school_is_no_sign_and_small_counts_come_first():
    names = names_like_initials(["A.C.G.C. Senior High", "North"])
    assert names == ["A.C.G.C. Senior High"]
    payload = [
        "Beside A.C.G.C. Senior High stands G.C. alone",
        "Ms. Example wrote it",
        "2 of 5 homeless students",
    ]
    found = findings_in("measure", "graduation", payload, names=names)
    assert [each["found"] for each in small_counts_first(found)] == [
        "2 of 5 homeless students",
        "Ms. Example",
        "G.C.",
    ]
