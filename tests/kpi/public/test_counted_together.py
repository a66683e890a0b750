"""Measures about the same students are cleared together: what one hides, no other tells (rule R8)."""

from typing import Any

import pytest

from kpi.models import IndicatorVersion
from publication import actions, clearing
from publication.disclosure import protect
from publication.models import DraftTable, Release
from publication.reading import edition
from tests.kpi.public.samples import PATH, make_measure, observe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agreed_words_may_change")]
GROUPS = {"asian": 20, "black": 21, "white": 22}
ALIKE = "tested-in-spring"


@pytest.fixture
def tested(sample):
    """In reading so many Asian students succeed that a bound is shown, and a sibling hides beside it."""
    reading = make_measure(sample, "reading", **PATH)
    math = make_measure(sample, "math", **PATH)
    for version, asian in ((reading, 20), (math, 10)):
        counts = {"asian": asian, "black": 10, "white": 11}
        for group, n in {**GROUPS, "all": sum(GROUPS.values())}.items():
            x = counts.get(group, sum(counts.values()))
            row: Any = {"n": n, "group": group, "numerator": x, "denominator": n}
            observe(sample, version, "SY2024-25", f"{100 * x / n:.6f}", **row)
    return reading, math


@pytest.fixture
def walk(administrator, privacy_reviewer):
    def publish(*, between=lambda release: None) -> Release:
        release = actions.draft_release(by=administrator, reason="Results")
        actions.compile_release(release_id=release.pk)
        release.refresh_from_db()
        assert release.state == "ready", release.failure
        between(release)
        if release.changed_values.exists():
            actions.explain_changes(release=release, by=administrator, reason="Counted together now.")
        actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
        actions.publish_release(release_id=release.pk)
        release.refresh_from_db()
        return release

    return publish


def hidden(release, measure):
    cells = edition(release.number).cells(measure, "district")
    return {cell.group for cell in cells if cell.state == "not_shown"}


def count_together():
    IndicatorVersion.objects.update(population_code=ALIKE)


def test_a_cell_hidden_in_one_measure_is_hidden_in_the_other(tested, walk):
    alone = walk()
    assert hidden(alone, "reading")
    assert hidden(alone, "math") == set(), "Otherwise there is nothing to show."
    count_together()
    release = walk()
    assert release.state == "published", release.failure
    assert hidden(release, "math") == hidden(release, "reading") >= hidden(alone, "reading")


def test_measures_with_other_codes_are_not_joined(tested, walk):
    for version in tested:
        IndicatorVersion.objects.filter(pk=version.pk).update(population_code=version.indicator.slug)
    assert hidden(walk(), "math") == set()


def test_capital_letters_make_no_other_code(tested, walk):
    count_together()
    IndicatorVersion.objects.filter(pk=tested[1].pk).update(population_code=ALIKE.upper())
    assert hidden(walk(), "math")


def each_alone(tables, ruleset):
    return [protect(cells, partitions, ruleset) for cells, partitions in tables]


def test_the_gate_refuses_measures_cleared_apart(tested, walk, monkeypatch):
    monkeypatch.setattr(clearing, "protect_alike", each_alone)
    count_together()
    release = walk()
    assert release.state == "failed"
    assert "math 1 SY2024-25" in release.failure
    assert "reading 1 SY2024-25" in release.failure
    assert edition() is None


def test_the_gate_refuses_a_table_without_those_it_was_cleared_with(tested, walk):
    count_together()
    release = walk(between=lambda _: DraftTable.objects.filter(name__startswith="math").delete())
    assert release.state == "failed"
    assert "counts the same people" in release.failure


def test_a_new_figure_in_one_compiles_all_that_count_the_same(sample, tested, walk):
    other = make_measure(sample, "attendance", **PATH)
    observe(sample, other, "SY2024-25", "80")
    IndicatorVersion.objects.exclude(pk=other.pk).update(population_code=ALIKE)
    walk()
    observe(sample, tested[0], "SY2023-24", "50", n=60)
    compiled = []
    release = walk(
        between=lambda release: compiled.extend(
            release.draft_parts.filter(is_reused=False).values_list("name", flat=True)
        )
    )
    assert release.state == "published", release.failure
    assert set(compiled) == {"measure reading", "measure math", "measures"}


def test_tables_attacked_together_once_are_not_attacked_again(tested, walk, monkeypatch):
    count_together()
    walk()

    def no_attack(*_):
        raise AssertionError("attacked again")

    monkeypatch.setattr("publication.actions.gate.audit_alike", no_attack)
    IndicatorVersion.objects.update(definition="Other words.")
    assert walk().state == "published"


def test_the_strictest_least_number_holds_for_all(tested, walk):
    count_together()
    IndicatorVersion.objects.filter(pk=tested[0].pk).update(min_n=22)
    assert hidden(walk(), "math") >= {"asian", "black"}
