"""One colour, and what follows from it: always readable, in both themes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.domain.colours import (
    SMALL_WORDS,
    SUNKEN,
    SURFACE,
    TEXT,
    WORDS,
    accent,
    accent_problem,
    contrast,
    luminance,
    mixed,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_guidelines():
    """Known pairs: black on white is 21, and #767676 on white is the grey that just passes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)


def test_a_purple_is_taken():
    assert accent_problem("#5b2a86") == ""


@pytest.mark.parametrize("colour", ["#ffc845", "#ffffff", "#808080"])
def test_a_light_colour_is_refused_with_a_darker_one_that_fits(colour):
    sentence = accent_problem(colour)
    assert sentence.startswith(f"White words cannot be read well on {colour}: the contrast is ")
    assert accent_problem(sentence.rstrip(".").rpartition(" ")[2]) == ""


@pytest.mark.parametrize("text", ["", "purple", "#fff", "#5B2A86", "#5b2a86;}"])
def test_what_is_no_colour_is_refused(text):
    assert accent_problem(text) == ("Write the color as # and six of 0 to 9 and a to f, for example #5b2a86.")


@given(COLOURS)
def test_every_colour_that_is_taken_can_be_read_everywhere(colour):
    if accent_problem(colour):
        return
    made = accent(colour)
    for bar in (*made.bar, *made.bar_hover):
        assert contrast(bar, WORDS) >= TEXT
        assert contrast(bar, SMALL_WORDS) >= TEXT
    for link in (made.link[0], made.link_hover[0]):
        assert contrast(link, SUNKEN) >= TEXT
    for link in (made.link[1], made.link_hover[1]):
        assert contrast(link, SURFACE) >= TEXT


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]
