"""What is hidden leaves in no form: not on a page, in an attribute, a file or a sentence (rule R7)."""

import json
from decimal import Decimal
from typing import Any

import pytest

from imports.models import ImportBatch, SourceFile
from publication import compiling
from publication.models import ReleaseItem
from tests.kpi.public.samples import AS_OF, PATH, make_measure, observe, publish

pytestmark = pytest.mark.django_db
# Figures that occur nowhere else, so that finding one means that a hidden cell got out.
CANARIES = ["42.857", "42.9", "42,9", "canary-comment", "canary-citation", "canary-reason"]
PAGES = [
    "/",
    "/?unit=school-b",
    "/measures/",
    "/measures/?unit=school-b",
    "/measures.csv?unit=school-b",
    "/measures/arts/",
    "/measures/arts/?unit=school-b",
    "/measures/arts/?unit=school-b&group=asian",
    "/measures/arts/?group=asian",
    "/measures/arts/figure.json?unit=school-b&group=asian",
    "/measures/arts.csv",
    "/measures/arts.json",
    "/measures/arts.csv?unit=school-b&group=asian",
    "/measures/arts.json?unit=school-b&group=asian",
    "/measures/arts.svg?group=asian",
    "/data/results.csv",
    "/about/status/",
]


@pytest.fixture
def arts(sample):
    """Two years; in the second the Asian students of school B are seven."""
    version = make_measure(sample, "arts", **PATH)
    for period, n_asian, asian in [("SY2023-24", 60, "50"), ("SY2024-25", 7, "42.857143")]:
        b: Any = {"unit": sample.units.school_b}
        secret = period == "SY2024-25"
        told: Any = (
            {"comment": "canary-comment", "citation": "canary-citation", "numerator": Decimal(3)}
            if secret
            else {}
        )
        observe(sample, version, period, "60", n=2000)
        observe(sample, version, period, "60", n=1000, unit=sample.units.school_a)
        observe(sample, version, period, "60", n=1000, **b)
        for group, n in [("asian", 200 + n_asian), ("black", 300), ("white", 1500 - n_asian)]:
            observe(sample, version, period, "60", n=n, group=group)
        for group, n in [("asian", 200), ("black", 150), ("white", 650)]:
            observe(sample, version, period, "60", n=n, group=group, unit=sample.units.school_a)
        observe(sample, version, period, asian, n=n_asian, group="asian", **b, **told)
        observe(sample, version, period, "60", n=150, group="black", **b)
        observe(sample, version, period, "60", n=850 - n_asian, group="white", **b)
    return version


def test_the_canary_is_stored_but_published_nowhere(client, sample, arts):
    publish(sample)
    stored = arts.indicator.series.get().observations.filter(n=7).values_list("comment", flat=True)
    assert list(stored) == ["canary-comment"]
    everything = json.dumps(list(ReleaseItem.objects.values_list("payload", flat=True)))
    assert [canary for canary in CANARIES if canary in everything] == []
    for address in PAGES:
        response = client.get(address)
        content = response.getvalue().decode()
        if "figure" in address or "svg" in address:
            assert response.status_code in {200, 404}
        else:
            assert response.status_code == 200, address
        assert [canary for canary in CANARIES if canary in content] == [], address


def test_a_hidden_row_is_named_and_says_why(client, sample, arts):
    publish(sample)
    rows = client.get("/measures/arts.csv?unit=school-b&group=asian").content.decode()
    hidden = next(line for line in rows.splitlines() if "SY2024-25" in line)
    assert "not_shown,,,," in hidden
    page = client.get("/measures/arts/?unit=school-b&group=asian").content.decode()
    assert "Not shown, to protect student privacy" in page


def test_another_group_hides_with_the_small_one(sample, arts):
    parts = compiling.parts(compiling.Draft(AS_OF))
    items = {(item.kind, item.key): item.payload for part in parts for item in part.compile()}
    cells = items["cells", "arts/school-b"]
    state, group, period = (cells["columns"].index(name) for name in ("state", "group", "period"))
    hidden = {row[group] for row in cells["rows"] if row[period] == "SY2024-25" and row[state] == "not_shown"}
    assert "asian" in hidden
    assert len(hidden) >= 2


@pytest.mark.parametrize("other", ["14.285714", "57.142857", "85.714286"])
def test_the_hidden_figure_moves_nothing_that_is_published(sample, arts, other):
    """Metamorphic: whatever the seven students did, the release is the same byte for byte."""

    def items() -> dict[tuple[str, str], str]:
        parts = compiling.parts(compiling.Draft(AS_OF))
        return {(item.kind, item.key): item.sha256 for part in parts for item in part.compile()}

    before = items()
    observe(
        sample,
        arts,
        "SY2024-25",
        other,
        n=7,
        group="asian",
        unit=sample.units.school_b,
        revision=2,
        reason="canary-reason",
    )
    after = items()
    assert after == before


def test_a_bound_is_told_without_value_numerator_or_change(client, sample):
    version = make_measure(sample, "top", **PATH)
    observe(sample, version, "SY2023-24", "90", n=60)
    observe(sample, version, "SY2024-25", "98.333333", n=60, numerator=Decimal(59))
    publish(sample)
    page = client.get("/measures/top/").content.decode()
    assert "95% or more" in page
    payload = ReleaseItem.objects.get(kind="measure", key="top").payload
    assert payload["change"] is None
    assert payload["status"] == "met"  # the whole range at or above the bound has reached 90
    assert "98.3" not in json.dumps(payload)


def test_a_figure_of_unknown_size_is_not_shown_beside_others(sample):
    version = make_measure(sample, "unknown", **PATH)
    observe(sample, version, "SY2024-25", "77.7", n=None, citation="A news page")
    observe(sample, version, "SY2024-25", "70", n=500, unit=sample.units.school_a)
    parts = compiling.parts(compiling.Draft(AS_OF))
    measure = next(
        item.payload
        for part in parts
        for item in part.compile()
        if (item.kind, item.key) == ("measure", "unknown")
    )
    assert measure["latest"]["state"] == "not_shown"


def test_a_cited_figure_of_the_whole_district_may_stand_alone(sample):
    version = make_measure(sample, "cited", **PATH)
    observe(sample, version, "SY2024-25", "77.7", n=None, citation="A news page")
    parts = compiling.parts(compiling.Draft(AS_OF))
    measure = next(
        item.payload
        for part in parts
        for item in part.compile()
        if (item.kind, item.key) == ("measure", "cited")
    )
    assert measure["latest"]["value"] == "77.7"


def test_an_imported_figure_without_n_is_never_taken_for_public(sample, steward):
    version = make_measure(sample, "imported", **PATH)
    file = SourceFile.objects.create(name="own.csv", sha256="0", size=1, uploaded_by=steward)
    batch = ImportBatch.objects.create(file=file, created_by=steward)
    observe(
        sample,
        version,
        "SY2024-25",
        "77.7",
        n=None,
        citation="own.csv",
        batch=batch,
        source_row=2,
        recorded_by=None,
    )
    parts = compiling.parts(compiling.Draft(AS_OF))
    measure = next(
        item.payload
        for part in parts
        for item in part.compile()
        if (item.kind, item.key) == ("measure", "imported")
    )
    assert measure["latest"]["state"] == "not_shown"
