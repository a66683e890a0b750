"""The demonstration district: complete, consistent, honest about what is sample."""

from collections import defaultdict
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from district.models import OrgUnit, Person
from imports.models import Recipe
from kpi.domain import Direction, ObservationState, Period, Status
from kpi.domain.completeness import target_of
from kpi.domain.targets import BandTarget, Result, Target, standing
from kpi.models import Indicator, IndicatorVersion, Observation
from lakeville_planning.demonstration import sign_ins
from lakeville_planning.demonstration.places import RACE, SCHOOLS
from lakeville_planning.demonstration.releases import CORRECTION
from publication.models import Release, ReleaseItem
from strategic_plan.models import Plan

pytestmark = pytest.mark.usefixtures("demonstration", "db")


def test_a_second_load_changes_nothing():
    before = (Observation.objects.count(), Person.objects.count())
    call_command("load_demonstration", verbosity=0)
    assert (Observation.objects.count(), Person.objects.count()) == before


def test_it_refuses_outside_demonstration_mode(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demonstration only"):
        call_command("load_demonstration")


def test_every_goal_has_measures_and_there_are_more_than_eighteen():
    active = IndicatorVersion.objects.filter(state="active")
    assert active.count() == Indicator.objects.count() >= 18
    assert set(active.values_list("main_goal__number", flat=True)) == {1, 2, 3, 4, 5}
    assert all(version.agreements.count() == 2 for version in active)


def test_the_mission_is_the_published_one():
    plan = Plan.objects.in_force().get()
    mission = plan.components.get(kind="mission")
    assert mission.text.startswith("Together with our families and community, Lakeville Area Schools")
    assert (plan.is_sample, mission.is_sample) == (False, False)
    assert plan.goals.count() == 5


def test_every_status_occurs():
    seen = {version.indicator.code: latest_status(version) for version in active_versions()}
    # The latest result of no measure is hidden, and none starts its path from a hidden one.
    assert set(seen.values()) == set(Status) - {Status.SUPPRESSED, Status.NO_PATH}, seen


def test_a_measure_about_fewer_than_ten_students_is_there_to_be_hidden():
    rows = Observation.objects.filter(series__indicator__code="foster-graduates")
    assert rows.exists()
    assert not rows.exclude(n__lt=10).exists()


def test_the_district_is_the_sum_of_its_schools_and_each_whole_the_sum_of_its_race_groups():
    tables: dict[tuple[int, str], dict[tuple[str, str], tuple[int, Decimal]]] = defaultdict(dict)
    for row in Observation.objects.filter(is_sample=True).exclude(n=None).select_related("unit", "group"):
        tables[row.series_id, row.period][row.unit.slug, row.group.code] = (row.n or 0, row.numerator)
    schools = {school.slug for school in SCHOOLS}
    races = {group.code for group in RACE}
    checked = 0
    for cells in tables.values():
        for unit in {unit for unit, _group in cells}:
            parts = [cell for (place, group), cell in cells.items() if place == unit and group in races]
            if parts:
                assert add(parts) == cells[unit, "all"]
                checked += 1
        parts = [cell for (place, group), cell in cells.items() if place in schools and group == "all"]
        if parts:
            assert add(parts) == cells["district", "all"]
            checked += 1
    assert checked > 50


def test_measures_that_are_counted_together_count_the_same_students():
    together = IndicatorVersion.objects.exclude(population_code="").values_list("indicator", flat=True)
    counts = defaultdict(set)
    for row in Observation.objects.filter(series__indicator__in=together, is_sample=True).exclude(n=None):
        counts[row.unit_id, row.group_id, row.period].add((row.series_id, row.n))
    shared = [found for found in counts.values() if len({series for series, _n in found}) > 1]
    assert len(shared) > 50
    assert all(len({n for _series, n in found}) == 1 for found in shared)


def test_all_regular_schools_have_results_in_six_measures_and_groups_in_eight():
    regular = {school.slug for school in SCHOOLS if school.is_regular}
    assert len(regular) == 14
    by_measure = defaultdict(set)
    for code, slug in Observation.objects.filter(unit__level="school").values_list(
        "series__indicator__code", "unit__slug"
    ):
        by_measure[code].add(slug)
    assert sum(regular <= slugs for slugs in by_measure.values()) >= 6
    grouped = Observation.objects.exclude(group__code="all").values("series__indicator").distinct()
    assert grouped.count() >= 8


def test_only_cited_figures_are_not_sample():
    real = Observation.objects.filter(is_sample=False)
    assert real.count() >= 20
    assert not real.filter(citation="").exists()
    assert not Observation.objects.filter(is_sample=True).exclude(citation="").exists()
    assert real.get(series__indicator__code="graduation-4-year", period="COHORT2015-4YR").value == Decimal(
        "94.99"
    )


def test_every_kind_of_missing_and_unsure_result_occurs():
    states = set(Observation.objects.values_list("state", flat=True))
    assert {"final", "provisional", "missing", "not_collected", "not_released"} <= states


def test_the_people_are_made_up_and_sign_in_with_the_demonstration_password(client, settings):
    assert all(name.startswith("Demo ") for name in Person.objects.values_list("name", flat=True))
    assert OrgUnit.objects.schools().count() == 16
    _role, email, password = sign_ins()[1]
    assert client.post("/sign-in/", {"login": email, "password": password}).status_code == 302
    client.logout()
    page = client.get("/sign-in/").content.decode()
    assert all(email in page for _role, email, _password in sign_ins())


def test_only_recipes_that_feed_a_measure_kept_here_are_there():
    assert set(Recipe.objects.values_list("slug", flat=True)) == {"mn-graduation"}


def test_two_releases_are_published_and_the_second_says_what_was_corrected():
    first, second = Release.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert second.reason == CORRECTION
    assert second.notes.count() == 3
    (corrected,) = second.changed_values.all()
    assert (corrected.measure, corrected.period, corrected.reason) == (
        "graduation",
        "COHORT2016-4YR",
        CORRECTION,
    )


def test_each_note_says_what_the_release_computes():
    cards = {card["slug"]: card for card in published("measures")["cards"]}
    attendance, reading, families = (
        cards[slug] for slug in ("consistent-attendance", "reading", "families-welcome")
    )
    assert (attendance["status"], attendance["change"]["kind"]) == ("off_track", "no_clear_change")
    assert reading["status"] == "series_break"
    assert (families["status"], families["change"]["kind"]) == ("met", "better")
    assert families["target"]["year"] == 2027


def published(kind):
    """What the latest release says about the whole district."""
    return ReleaseItem.objects.filter(kind=kind, key="").order_by("-release_id")[0].payload


def active_versions():
    return IndicatorVersion.objects.filter(state="active").select_related("indicator", "series")


def latest_status(version):
    row = (
        Observation.objects.filter(
            series__indicator=version.indicator, unit__slug="district", group__code="all"
        )
        .exclude(state="not_released")
        .order_by("-period_sort")
        .first()
    )
    result = (
        None
        if row is None
        else Result(Period.parse(row.period), ObservationState(row.state), row.value, str(row.series_id))
    )
    target: Target | BandTarget | None = target_of(version)
    if target is None and version.direction == Direction.BAND:
        baseline = Period.parse(version.baseline_period)
        target = BandTarget(version.band_low, version.band_high, version.tolerance, baseline)
    if target is not None:
        object.__setattr__(target, "series", str(version.series_id))
    return standing(result, target).status


def add(cells):
    return (sum(n for n, _numerator in cells), sum(numerator for _n, numerator in cells))
