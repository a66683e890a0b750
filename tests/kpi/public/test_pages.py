"""The public pages of the measures, as anyone sees them."""

import pytest

from tests.kpi.public.samples import publish

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
