"""Reading one cell: numbers, bounds, words, and what is none of them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from imports.domain import CellRules, RecipeError, read_cell, read_recipe
from imports.domain.recipes.reading import PARTS
from tests.imports.conftest import SIMPLE

RULES = CellRules(percent=True, thousands=True, bounds=True, words={"CTSTR": "suppressed_primary"})


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=6, allow_nan=False))
def test_a_number_written_plainly_is_read_exactly(number):
    cell = read_cell(format(number, "f"), RULES)
    assert cell.problem == ""
    assert Decimal(cell.value or "") == number


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    cell = read_cell(text, RULES)
    assert bool(cell.problem) != bool(cell.state)


@given(st.integers(0, 100), st.sampled_from([">=", "<=", ">", "<", "≥", "≤"]), st.sampled_from(["", " "]))
def test_a_bound_keeps_its_side_and_strictness(number, sign, space):
    cell = read_cell(f"{sign}{space}{number}%", RULES)
    assert (cell.value, cell.bound) == (None, str(number))
    assert cell.state == ("top_coded" if sign in {">=", ">", "≥"} else "bottom_coded")
    assert cell.is_strict == (sign in {">", "<"})


def test_words_blanks_fractions_and_thousands():
    assert read_cell(" ctstr ", RULES).state == "suppressed_primary"
    assert read_cell("  ", RULES).state == "missing"
    assert read_cell("1,234.50", RULES).value == "1234.5"
    assert read_cell("1,23", RULES).problem == "decimal_comma"
    assert read_cell("0.2739856801909308", CellRules(fraction=True)).value == "27.398568"
    assert read_cell("−4", RULES).value == "-4"
    assert read_cell(">= 90", CellRules()).problem == "not_allowed"


def test_a_recipe_is_refused_with_every_sentence_at_once():
    spec = {**SIMPLE, "colour": "blue", "group": {}, "measures": [{"indicator": "rate", "value": "rates"}]}
    try:
        read_recipe(spec)
    except RecipeError as error:
        said = set(error.sentences)
    assert said == {
        "The recipe does not know “colour”. It knows " + ", ".join(sorted(PARTS)) + ".",
        "The group is either a column or a constant such as all.",
        "Measure 1 “rate” uses the column “rates”, which is not listed.",
    }
