"""Each rule by itself: threshold, codes, partitions, residuals, projection."""

from decimal import Decimal

import pytest

from publication.disclosure import (
    Cell,
    Clearance,
    DisclosureError,
    Partition,
    PublicState,
    PublicValue,
    Ruleset,
    State,
    audit,
    fingerprint,
    numerator_of,
    project,
    protect,
    public_value,
)
from publication.disclosure.table import compile_table

RULES = Ruleset()


def table(**counts):
    """Cells of one school from group=(n, numerator)."""
    return [Cell(("school", group), *pair) for group, pair in counts.items()]


def races(*names, complete=True):
    return Partition(("school", "all"), tuple(("school", name) for name in names), complete)


def states(cells, *partitions):
    cleared = protect(cells, partitions, RULES)
    assert audit(cells, cleared, partitions, RULES) == []
    return {key[1]: clearance.state.value for key, clearance in cleared.items()}


@pytest.mark.parametrize(
    ("n", "numerator", "state"),
    [
        (0, 0, "empty"),
        (1, 0, "suppressed_primary"),
        (9, 5, "suppressed_primary"),
        (10, 5, "open"),
        (None, None, "suppressed_primary"),
        (10, None, "open"),
    ],
)
def test_fewer_than_ten_students_are_not_shown(n, numerator, state):
    assert states([Cell(("school", "all"), n, numerator)]) == {"all": state}


@pytest.mark.parametrize(
    ("n", "numerator", "state", "bound"),
    [
        (1000, 990, State.TOP_CODED, 99),
        (1000, 989, State.OPEN, None),
        (1000, 10, State.BOTTOM_CODED, 1),
        (100, 98, State.TOP_CODED, 98),
        (100, 97, State.OPEN, None),
        (40, 38, State.TOP_CODED, 95),
        (40, 2, State.BOTTOM_CODED, 5),
        (40, 3, State.OPEN, None),
        (20, 18, State.TOP_CODED, 90),
        (20, 17, State.OPEN, None),
        (19, 16, State.TOP_CODED, 80),
        (10, 2, State.BOTTOM_CODED, 20),
        (10, 3, State.OPEN, None),
    ],
)
def test_values_near_0_or_100_percent_are_coded_by_n(n, numerator, state, bound):
    clearance = RULES.clear(Cell(("school", "all"), n, numerator))
    assert clearance.state is state
    assert clearance.bound == bound


def test_the_code_applies_to_a_value_and_its_complement_alike():
    for n in range(10, 400, 7):
        for numerator in range(n + 1):
            value, complement = RULES.code(n, numerator), RULES.code(n, n - numerator)
            assert (value is State.TOP_CODED) == (complement is State.BOTTOM_CODED)


@pytest.mark.parametrize(("n", "numerator"), [(-1, None), (5, 6), (5, -1), (None, 3)])
def test_counts_that_cannot_be_are_refused(n, numerator):
    with pytest.raises(ValueError, match="n"):
        Cell(("school", "all"), n, numerator)


def test_a_single_hidden_cell_never_stays_alone_beside_its_total():
    cells = table(all=(300, 150), white=(200, 100), asian=(57, 30), hispanic=(40, 18), black=(3, 2))
    assert states(cells, races("white", "asian", "hispanic", "black")) == {
        "all": "open",
        "white": "open",
        "asian": "open",
        "hispanic": "suppressed_complementary",
        "black": "suppressed_primary",
    }


def test_two_hidden_cells_of_too_few_students_take_a_third():
    cells = table(
        all=(305, 150), white=(200, 100), asian=(60, 30), hispanic=(40, 18), black=(3, 1), two=(2, 1)
    )
    found = states(cells, races("white", "asian", "hispanic", "black", "two"))
    assert found["hispanic"] == "suppressed_complementary"
    assert found["asian"] == found["white"] == "open"


def test_a_yes_no_pair_hides_both_or_neither():
    cells = table(all=(300, 150), el=(295, 147), other=(5, 3))
    found = states(cells, Partition(("school", "all"), (("school", "el"), ("school", "other"))))
    assert found == {"all": "open", "el": "suppressed_complementary", "other": "suppressed_primary"}


def test_the_unpublished_half_of_a_pair_is_guarded_too():
    cells = table(all=(300, 150), frp=(295, 147))
    assert states(cells, races("frp", complete=False)) == {"all": "open", "frp": "suppressed_complementary"}


def test_a_pair_with_two_large_halves_stays():
    cells = table(all=(300, 150), frp=(95, 40))
    assert states(cells, races("frp", complete=False)) == {"all": "open", "frp": "open"}


def test_a_group_of_nobody_needs_no_partner():
    cells = table(all=(300, 150), white=(200, 100), asian=(100, 50), black=(0, 0), el=(0, 0))
    found = states(cells, races("white", "asian", "black"), races("el", complete=False))
    assert found == {"all": "open", "white": "open", "asian": "open", "black": "empty", "el": "empty"}


def test_without_a_second_sibling_the_total_goes():
    cells = table(all=(14, 7), white=(14, 7), asian=(0, 0))
    assert set(states(cells, races("white", "asian")).values()) == {"open", "empty"}
    cells = table(all=(13, 7), white=(8, 4), asian=(5, 3))
    assert states(cells, races("white", "asian"))["all"] == "open"
    cells = table(all=(12, 4), white=(8, 3), asian=(4, 1))
    assert states(cells, races("white", "asian"))["all"] == "suppressed_complementary"


def test_a_residual_near_100_percent_is_not_left_open():
    cells = table(all=(212, 112), white=(200, 100), asian=(6, 6), black=(6, 6))
    found = states(cells, races("white", "asian", "black"))
    assert found["white"] == "suppressed_complementary"


def test_a_coded_value_is_not_undone_by_its_total():
    cells = table(all=(300, 210), white=(200, 130), asian=(60, 59), black=(40, 21))
    found = states(cells, races("white", "asian", "black"))
    assert found != {"all": "open", "white": "open", "asian": "top_coded", "black": "open"}


def test_a_hidden_cell_in_one_partition_asks_for_partners_in_every_other():
    """Group by school: one small cell needs a rectangle of hidden cells, not one partner."""
    counts = {
        ("a", "white"): (60, 30), ("a", "asian"): (4, 2), ("a", "black"): (30, 14),
        ("b", "white"): (70, 30), ("b", "asian"): (40, 20), ("b", "black"): (50, 22),
    }  # fmt: skip
    groups, schools = ("white", "asian", "black"), ("a", "b")
    for school in schools:
        counts[(school, "all")] = tuple(
            sum(part) for part in zip(*(counts[(school, group)] for group in groups), strict=True)
        )
    for group in (*groups, "all"):
        counts[("district", group)] = tuple(
            sum(part) for part in zip(*(counts[(school, group)] for school in schools), strict=True)
        )
    cells = [Cell(key, *pair) for key, pair in counts.items()]
    partitions = [
        Partition((unit, "all"), tuple((unit, group) for group in groups)) for unit in (*schools, "district")
    ]
    partitions += [
        Partition(("district", group), tuple((school, group) for school in schools))
        for group in (*groups, "all")
    ]
    cleared = protect(cells, partitions, RULES)
    assert {key for key, clearance in cleared.items() if clearance.state.is_suppressed} == {
        ("a", "asian"), ("a", "black"), ("b", "asian"), ("b", "black"),
    }  # fmt: skip


def test_a_mean_is_hidden_exactly_when_its_n_is():
    cells = table(all=(60, None), white=(52, None), asian=(8, None))
    found = states(cells, races("white", "asian"))
    assert found == {"all": "open", "white": "suppressed_complementary", "asian": "suppressed_primary"}


def test_a_cell_of_unknown_n_is_hidden_and_guarded():
    cells = [*table(all=(300, 150), white=(200, 100), asian=(60, 30)), Cell(("school", "black"), None)]
    found = states(cells, races("white", "asian", "black"))
    assert found["black"] == "suppressed_primary"
    assert found["asian"] == "suppressed_complementary"


def test_what_counts_no_people_is_always_open():
    assert protect([Cell(("district", "all"), None, is_counted=False)], [], RULES) == {
        ("district", "all"): Clearance(State.OPEN, reason="Counts no people.")
    }


def test_parts_that_miss_their_total_by_a_few_are_still_guarded():
    cells = table(all=(302, 151), white=(200, 100), asian=(100, 50), black=(4, 3))
    assert states(cells, races("white", "asian", "black"))["asian"] == "suppressed_complementary"


def test_a_cell_listed_twice_is_refused():
    with pytest.raises(ValueError, match="once"):
        protect(table(all=(300, 150)) * 2, [], RULES)


def test_the_same_table_gives_the_same_clearances_whatever_the_order():
    cells = table(all=(300, 150), white=(200, 100), asian=(57, 30), hispanic=(40, 18), black=(3, 2))
    partition = races("white", "asian", "hispanic", "black")
    assert protect(cells[::-1], [partition], RULES) == protect(cells, [partition], RULES)
    assert fingerprint(cells[::-1], [partition], RULES) == fingerprint(cells, [partition], RULES)


def test_the_fingerprint_knows_every_input():
    cells, partition = table(all=(300, 150), white=(200, 100)), races("white", complete=False)
    prints = {
        fingerprint(cells, [partition], RULES),
        fingerprint(cells[1:], [partition], RULES),
        fingerprint(cells, [], RULES),
        fingerprint(cells, [partition], Ruleset(n_min=11)),
        fingerprint([cells[0], Cell(cells[1].key, 200, 101)], [partition], RULES),
    }
    assert len(prints) == 5


@pytest.mark.parametrize(("percent", "n", "count"), [("93.5", 887, 829), ("66.7", 12, 8), ("100", 7, 7)])
def test_a_percent_with_its_n_reveals_the_count(percent, n, count):
    assert numerator_of(Decimal(percent), n) == count


def test_the_projection_lets_out_only_what_is_cleared():
    cell, value = Cell(("school", "all"), 60, 58), Decimal("96.7")
    shown = {
        state: public_value(cell, Clearance(state, Decimal(95) if state.is_coded else None), value)
        for state in State
    }
    hidden = PublicValue(PublicState.NOT_SHOWN)
    assert shown == {
        State.OPEN: PublicValue(PublicState.SHOWN, value, 60, 58),
        State.TOP_CODED: PublicValue(PublicState.AT_LEAST, n=60, bound=Decimal(95)),
        State.BOTTOM_CODED: PublicValue(PublicState.AT_MOST, n=60, bound=Decimal(95)),
        State.SUPPRESSED_PRIMARY: hidden,
        State.SUPPRESSED_COMPLEMENTARY: hidden,
        State.EMPTY: PublicValue(PublicState.NO_STUDENTS, n=0),
    }


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (PublicValue(PublicState.AT_LEAST, bound=Decimal(95)), 95, 100),
        (PublicValue(PublicState.AT_MOST, bound=Decimal(5)), 0, 5),
        (PublicValue(PublicState.SHOWN, Decimal(50)), 50, 50),
        (PublicValue(PublicState.NOT_SHOWN), None, None),
    ],
)
def test_a_bound_is_an_interval_and_a_shown_value_a_point(value, low, high):
    assert (value.low, value.high) == (low, high)


def test_a_cell_without_clearance_is_not_shown():
    cell = Cell(("school", "all"), 60, 30)
    assert project([cell], {}, {cell.key: Decimal(50)}) == {cell.key: PublicValue(PublicState.NOT_SHOWN)}


def test_a_group_that_the_file_left_out_is_guessed_to_be_empty():
    cells = table(all=(264, 132), white=(200, 100), asian=(60, 30), black=(4, 2))
    found = states(cells, races("white", "asian", "black", "native"))
    assert found["asian"] == "suppressed_complementary"


def test_hidden_means_of_fewer_than_ten_students_together_take_a_third():
    cells = table(all=(257, None), white=(200, None), asian=(50, None), black=(4, None), two=(3, None))
    assert states(cells, races("white", "asian", "black", "two"))["asian"] == "suppressed_complementary"


def test_the_hidden_together_may_not_be_near_100_percent_either():
    cells = table(all=(1305, 950), white=(600, 595), black=(700, 350), asian=(5, 5))
    assert states(cells, races("white", "black", "asian"))["black"] == "suppressed_complementary"


def test_hidden_groups_are_known_not_to_be_empty():
    """Ten students in six hidden groups: each has at least one, so none has more than five."""
    few = {"a": (1, None), "b": (1, None), "c": (2, None), "d": (2, None), "e": (2, None), "f": (2, None)}
    cells = table(all=(210, None), white=(200, None), **few)
    assert states(cells, races("white", *few))["white"] == "suppressed_complementary"


def test_students_in_no_listed_group_are_guarded():
    cells = table(all=(300, 150), white=(200, 100), asian=(95, 48))
    assert states(cells, races("white", "asian"))["asian"] == "suppressed_complementary"


def test_an_excess_of_the_parts_becomes_slack():
    cells = table(all=(302, 151), white=(200, 100), asian=(100, 50), black=(4, 3))
    (equation,) = compile_table(cells, [races("white", "asian", "black")], RULES).equations
    assert (equation.n_slack, equation.x_slack) == (2, 2.0)


def test_the_gate_checks_residuals_by_itself():
    cells = table(all=(1305, 950), white=(600, 595), black=(700, 350), asian=(5, 5))
    partition = races("white", "black", "asian")
    cleared = {cell.key: RULES.clear(cell) for cell in cells}
    cleared[("school", "white")] = Clearance(State.SUPPRESSED_COMPLEMENTARY)
    assert [breach.quantity for breach in audit(cells, cleared, [partition], RULES)] == ["residual"]


def test_figures_that_contradict_each_other_clear_nothing():
    cells = [
        *(Cell(("a", group), n) for group, n in (("all", 100), ("white", 70), ("asian", None))),
        *(Cell(("district", group), n) for group, n in (("asian", 15), ("all", 500))),
        Cell(("b", "asian"), None),
    ]
    partitions = [
        Partition(("a", "all"), (("a", "white"), ("a", "asian"))),
        Partition(("district", "asian"), (("a", "asian"), ("b", "asian"))),
    ]
    with pytest.raises(DisclosureError, match="contradict"):
        audit(cells, {cell.key: RULES.clear(cell) for cell in cells}, partitions, RULES)
