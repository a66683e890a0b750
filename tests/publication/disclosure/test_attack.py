"""Generated districts are attacked with everything published together; nothing may be found out."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from publication.disclosure import (
    Cell,
    Clearance,
    Partition,
    Ruleset,
    State,
    audit,
    audit_alike,
    project,
    protect,
    protect_alike,
)
from tests.publication.disclosure.attacker import Attacker, leaked_fields, under_threshold
from tests.publication.disclosure.districts import district

RULES = Ruleset()


def publish(cells, partitions):
    cleared = protect(cells, partitions, RULES)
    return cleared, project(cells, cleared, {cell.key: Decimal(1) for cell in cells})


@pytest.mark.parametrize("seed", range(20))
def test_no_attacker_finds_a_secret_in_a_generated_district(seed):
    cells, partitions = district(seed)
    cleared, public = publish(cells, partitions)
    assert under_threshold(public) == []
    assert leaked_fields(public) == []
    assert Attacker(public, partitions).findings() == []
    assert audit(cells, cleared, partitions, RULES) == []


@pytest.mark.parametrize("seed", range(100, 112))
def test_an_attacker_who_counts_in_whole_students_finds_nothing_either(seed):
    cells, partitions = district(seed, schools=4, groups=6, sizes=(12, 120))
    _, public = publish(cells, partitions)
    assert Attacker(public, partitions, in_whole_students=True).findings() == []


@pytest.mark.parametrize("seed", range(200, 206))
def test_the_gate_fails_when_a_complementary_suppression_is_taken_back(seed):
    cells, partitions = district(seed, schools=8, rate=0.55, sizes=(30, 200))
    cleared, _ = publish(cells, partitions)
    extra = [key for key, clearance in cleared.items() if clearance.state is State.SUPPRESSED_COMPLEMENTARY]
    assert extra
    reopened = cleared | {cell.key: RULES.clear(cell) for cell in cells if cell.key in extra}
    assert audit(cells, reopened, partitions, RULES)


def test_the_gate_fails_for_every_single_partner_that_is_needed():
    cells, partitions = district(303, schools=6, groups=8, rate=0.5, sizes=(40, 200))
    cleared, _ = publish(cells, partitions)
    extra = [key for key, clearance in cleared.items() if clearance.state is State.SUPPRESSED_COMPLEMENTARY]
    needed = [key for key in extra if audit(cells, cleared | {key: Clearance(State.OPEN)}, partitions, RULES)]
    assert len(needed) >= len(extra) / 2
    assert needed


@pytest.mark.parametrize("seed", range(400, 410))
def test_the_gate_and_the_independent_attacker_agree_on_unprotected_tables(seed):
    """Primary suppression alone, as many districts do it: both find the same secrets."""
    cells, partitions = district(seed, schools=6)
    primary = {cell.key: RULES.clear(cell) for cell in cells}
    public = project(cells, primary, {cell.key: Decimal(1) for cell in cells})
    found = {
        key
        for key, what, _, _ in Attacker(public, partitions).findings()
        if what not in {"remainder", "residual"}
    }
    gate = {
        breach.key
        for breach in audit(cells, primary, partitions, RULES)
        if "remainder" not in breach.key and breach.quantity != "residual"
    }
    assert found
    assert gate == found


def test_a_wider_interval_hides_more():
    cells, partitions = district(7, rate=0.55)
    hidden = [
        sum(clearance.state.is_suppressed for clearance in protect(cells, partitions, rules).values())
        for rules in (RULES, replace(RULES, min_interval=12))
    ]
    assert hidden[0] < hidden[1]


def test_protecting_is_worth_it_most_students_stay_visible():
    shown = total = 0
    for seed in range(6):
        cells, partitions = district(seed, schools=20, groups=12)
        cleared = protect(cells, partitions, RULES)
        total += sum(cell.n or 0 for cell in cells)
        shown += sum(cell.n or 0 for cell in cells if not cleared[cell.key].state.is_suppressed)
    assert shown / total > 0.85


@pytest.mark.parametrize("seed", range(500, 503))
def test_measures_about_the_same_students_hide_the_same_cells(seed):
    """Two measures of one year: an n withheld beside one must not stand beside the other."""
    source = random.Random(seed)
    cells, partitions = district(seed, schools=8, rate=0.55, sizes=(30, 200))
    other = [replace(cell, numerator=source.randint(0, cell.n // 8)) for cell in cells]
    tables = [(cells, partitions), (other, partitions)]
    alone = [protect(*table, RULES) for table in tables]
    together = protect_alike(tables, RULES)
    assert hidden_keys(alone[0]) != hidden_keys(alone[1])
    assert (
        hidden_keys(together[0]) == hidden_keys(together[1]) >= hidden_keys(alone[0]) | hidden_keys(alone[1])
    )
    for (table, _), cleared in zip(tables, together, strict=True):
        assert audit(table, cleared, partitions, RULES) == []
    assert audit_alike(tables, together, RULES) == []


@pytest.mark.parametrize("seed", range(510, 513))
def test_the_gate_sees_an_n_that_stands_beside_the_other_measure(seed):
    cells, partitions = district(seed, schools=8, rate=0.55, sizes=(30, 200))
    other = [replace(cell, numerator=None) for cell in cells]
    tables = [(cells, partitions), (other, partitions)]
    together = protect_alike(tables, RULES)
    shown_again = next(
        key for key, clearance in together[1].items() if clearance.state is State.SUPPRESSED_COMPLEMENTARY
    )
    sabotaged = [together[0], together[1] | {shown_again: Clearance(State.OPEN)}]
    assert audit_alike(tables, together, RULES) == []
    assert audit_alike(tables, sabotaged, RULES) != []


def test_measures_whose_counts_differ_by_a_few_still_hide_the_same_cells():
    def cells(*rows):
        return [Cell((group,), n, x) for group, n, x in rows]

    whole = [Partition(("all",), (("a",), ("b",), ("c",)))]
    reading = cells(("all", 63, 41), ("a", 20, 20), ("b", 21, 10), ("c", 22, 11))
    math = cells(("all", 60, 30), ("a", 20, 10), ("b", 19, 10), ("c", 21, 10))
    together = protect_alike([(reading, whole), (math, whole)], RULES)
    assert hidden_keys(together[0]) == hidden_keys(together[1]) != set()
    assert hidden_keys(protect(math, whole, RULES)) == set()


def test_a_group_without_students_in_one_measure_hides_nothing_in_the_other():
    whole = [Partition(("all",), (("a",), ("b",)))]
    both = [
        [Cell(("all",), 60, 30), Cell(("a",), n, n // 2), Cell(("b",), 60 - n, 30 - n // 2)] for n in (0, 30)
    ]
    together = protect_alike([(cells, whole) for cells in both], RULES)
    assert [hidden_keys(cleared) for cleared in together] == [set(), set()]


def hidden_keys(cleared):
    return {key for key, clearance in cleared.items() if clearance.state.is_suppressed}


@pytest.mark.parametrize("seed", range(600, 603))
def test_districts_of_a_few_students_are_cleared_too_if_only_by_hiding_everything(seed):
    source = random.Random(seed)
    hidden = 0
    for _ in range(40):
        sizes = [source.choice([0, 1, 1, 2, 3, 5, 9, 10, 12]) for _ in range(source.choice([4, 6, 8]))]
        cells, partitions = tiny_district(sizes, source)
        cleared = protect(cells, partitions, RULES)
        assert audit(cells, cleared, partitions, RULES) == []
        hidden += not any(clearance.state is State.OPEN for clearance in cleared.values())
    assert hidden


def tiny_district(sizes, source):
    """Schools by two groups, with every total."""
    flat = {(f"s{at // 2}", "ab"[at % 2]): (n, source.randint(0, n)) for at, n in enumerate(sizes)}
    schools = sorted({unit for unit, _ in flat})
    wholes = [((unit, "all"), [(unit, group) for group in "ab"]) for unit in schools]
    wholes += [(("district", group), [(unit, group) for unit in schools]) for group in ("a", "b", "all")]
    for whole, members in wholes:
        flat[whole] = (sum(flat[key][0] for key in members), sum(flat[key][1] for key in members))
    wholes.append((("district", "all"), [("district", "a"), ("district", "b")]))
    return [Cell(key, n, x) for key, (n, x) in flat.items()], [
        Partition(whole, tuple(members)) for whole, members in wholes
    ]
