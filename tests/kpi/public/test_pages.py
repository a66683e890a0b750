"""The public pages of the measures, as anyone sees them."""

import datetime as dt

import pytest

from kpi.actions import retire_version
from publication.models import ReleaseItem
from strategic_plan.models import CoreGoal, Plan
from tests.kpi.public.samples import PATH, make_measure, observe, publish
from tests.plans import in_force

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/?status=near",
    "/?unit=school-a",
    "/measures/",
    "/measures/?sort=-value&goal=2",
    "/measures.csv",
    "/measures/attendance/",
    "/measures/attendance/?unit=school-a",
    "/measures/attendance/?group=asian",
    "/measures/attendance/figure.json",
    "/measures/attendance.csv",
    "/measures/attendance.json",
    "/measures/attendance.svg",
    "/measures/goals/2/",
    "/about/status/",
    "/plan/",
    "/plan/goals/2/",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers(client, sample, attendance, address):
    publish(sample, notes=3)
    assert client.get(address).status_code == 200


@pytest.fixture
def retired(sample, attendance):
    """A measure with results and a target, taken out of force."""
    version = make_measure(sample, "old-test", question="How did the old test go?", **PATH)
    observe(sample, version, "SY2023-24", "71.5", n=5000)
    return retire_version(version=version, reason="The state ended this test.", by=sample.recorder)


def test_a_retired_measure_keeps_its_page_results_and_reason(client, sample, retired):
    publish(sample)
    page = client.get("/measures/old-test/").content.decode()
    assert "71.5" in page
    assert "The state ended this test." in page
    assert "71.5" in client.get("/measures/old-test.csv").content.decode()
    listed = client.get("/measures/").content.decode()
    assert "How did the old test go?" in listed
    assert "The state ended this test." in listed


def test_a_retired_measure_has_no_status_and_is_not_counted(client, sample, retired):
    publish(sample)
    payload = ReleaseItem.objects.get(kind="measure", key="old-test").payload
    assert {"status", "target", "path_value"} & payload.keys() == set()
    assert payload["trend"].keys() & {"path"} == set()
    dashboard = client.get("/")
    assert dashboard.context["total"] == 1
    assert "How did the old test go?" not in dashboard.content.decode()
    assert "How did the old test go?" not in client.get("/measures/goals/2/").content.decode()


def test_a_measure_brought_back_is_in_force_again(client, sample, retired):
    again = make_next_version(retired)
    publish(sample)
    page = client.get("/measures/old-test/").content.decode()
    assert again.state == "active"
    assert "The state ended this test." not in page
    assert client.get("/").context["total"] == 2


def make_next_version(version):
    """A later version in force, as both sides agreed."""
    version.pk, version.number, version.state = None, version.number + 1, "active"
    version.retired_on, version.retired_reason = None, ""
    version.save()
    return version


def test_a_measure_of_an_earlier_plan_is_not_put_under_the_goal_of_the_same_number(
    client, sample, attendance
):
    plan = Plan.objects.create(name="New plan", first_year=2028)
    CoreGoal.objects.create(plan=plan, number=2, name="A new goal", aim="Something else.")
    in_force(plan, dt.date(2026, 6, 1))
    publish(sample)
    dashboard = client.get("/")
    assert [(goal["name"], len(goal["cards"])) for goal in dashboard.context["goals"]] == [
        ("Measures outside the plan’s core goals", 1)
    ]
    crumbs = client.get("/measures/attendance/").context["crumbs"]
    assert [words for words, _where in crumbs] == ["Dashboard", "Consistent attendance"]
