"""A target starts from a result; what of that result is hidden leaves by no other door (rule R7)."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.models import YearlyTarget
from kpi.public import compiling as measures
from kpi.public.standing import agreed_target
from publication import actions, compiling
from publication.models import DraftItem
from tests.kpi.public.samples import AS_OF, make_measure, observe, publish

pytestmark = pytest.mark.django_db
FINE = Decimal("61.538462")
TARGET: dict[str, Any] = {
    "baseline_period": "SY2022-23",
    "baseline_value": FINE,
    "final_period": "SY2027-28",
    "final_value": Decimal(90),
    "tolerance": Decimal("2.5"),
}


def compiled() -> dict[tuple[str, str], dict[str, Any]]:
    """Everything the measures publish, by kind and key."""
    parts = compiling.parts(compiling.Draft(AS_OF))
    return {(item.kind, item.key): item.payload for part in parts for item in part.compile()}


def start(sample, n, value=FINE, **fields):
    """A measure whose first result stands for so many students, with a later one anyone may see."""
    version = make_measure(sample, "jobs", **TARGET | {"baseline_value": value})
    YearlyTarget.objects.create(version=version, period="SY2025-26", period_sort=20260, value=Decimal("78.5"))
    observe(sample, version, "SY2022-23", str(value), n=n, **fields)
    observe(sample, version, "SY2024-25", "70", n=500)
    return version


def test_a_shown_baseline_is_told_as_exactly_as_the_result_itself(sample):
    start(sample, 500)
    measure = compiled()["measure", "jobs"]
    assert measure["target"]["baseline"] == measure["rows"][0]["value"] == "61.5"
    assert measure["trend"]["path"][0] == [2023, 61.5]
    assert "61.53" not in json.dumps(list(compiled().values()))


@pytest.mark.parametrize("n", [4, 9])
def test_a_hidden_baseline_takes_its_path_and_its_steps_along(sample, n):
    start(sample, n)
    everything = compiled()
    for card in (everything["measure", "jobs"], everything["measures", ""]["cards"][0]):
        assert card["status"] == "no_path"
        assert "baseline" not in card["target"]
        assert card["trend"]["target"] == [2028, 90.0]
        assert not {"path", "path_value", "gap_to_path"} & {*card, *card["trend"]}
    assert "61.5" not in json.dumps(list(everything.values()))


def test_a_baseline_shown_as_a_bound_is_not_told_exactly(sample):
    start(sample, 60, Decimal("98.3"))
    assert "baseline" not in compiled()["measure", "jobs"]["target"]


def test_the_page_says_why_there_is_no_path(client, sample):
    start(sample, 9)
    publish(sample)
    page = client.get("/measures/jobs/").content.decode()
    assert "The result the target starts from is not shown" in page
    assert client.get("/about/status/").status_code == client.get("/").status_code == 200


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(n=st.integers(1, 60), counted=st.integers(0, 60), other=st.integers(0, 60))
def test_whatever_a_withheld_baseline_was_the_release_is_the_same(sample, n, counted, other):
    """Metamorphic: two baselines of as many students are told apart only where their result is shown."""

    def told(share: int) -> tuple[str, dict[str, Any]]:
        value = (Decimal(100) * min(share, n) / n).quantize(Decimal("0.000001"))
        with transaction.atomic():
            start(sample, n, value, numerator=Decimal(min(share, n)))
            items = compiled()
            transaction.set_rollback(True)
        found = json.dumps([items["measure", "jobs"], items["measures", ""], items["cards", "jobs"]])
        row: dict[str, Any] = items["measure", "jobs"]["rows"][0]
        return found, row

    (first, row), (second, again) = told(counted), told(other)
    if row["state"] == again["state"] == "shown":
        assert row["value"] == json.loads(first)[0]["target"]["baseline"]
    elif (row["state"], row.get("bound")) == (again["state"], again.get("bound")):
        assert first == second


def test_the_gate_refuses_a_target_that_starts_from_a_hidden_result(
    sample, administrator, privacy_reviewer, monkeypatch
):
    monkeypatch.setattr(measures, "public_target", lambda version, *_: agreed_target(version))
    start(sample, 9, Decimal("61.5"))
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    assert "61.5" in json.dumps(DraftItem.objects.get(release=release, kind="measure").payload)
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "failed"
    assert "starts from a result that is not shown" in release.failure
