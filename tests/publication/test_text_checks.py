"""The text check finds what could point to one student, and leaves plain sentences alone."""

import pytest

from publication.text_checks import findings, findings_in


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


def test_texts_deep_in_an_item_are_read_and_figures_are_not():
    payload = {"notes": [{"text": "Only 3 students left."}]}
    assert [found["where"] for found in findings_in("measure", "graduation", payload)] == [
        "measure graduation"
    ]
    assert findings_in("cells", "x/y", payload) == []
