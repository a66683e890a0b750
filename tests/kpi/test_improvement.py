"""Tags of a measure: they change without a new version, and the coverage page counts them."""

from django.urls import reverse

from district.queries import Asked, history
from kpi.models import IndicatorProcess, IndicatorTag, IndicatorVersion
from tests.kpi.conftest import active, draft, goals, graduation, proposed, target  # noqa: F401 -- fixtures
from tests.strategic_plan.improvement.conftest import criteria, process  # noqa: F401 -- fixtures

TAGS = reverse("kpi_staff:indicator_tags", args=["graduation"])


def test_tags_change_without_a_new_version(client, active, criteria, process, steward):  # noqa: F811
    client.force_login(steward)
    first, second = criteria.categories.all()
    seen = client.get(TAGS).context["form"]["seen"].value()
    ticks = {"categories": [second.pk], "processes": [process.pk], "reason": "Leadership team", "seen": seen}
    assert client.post(TAGS, ticks).status_code == 302
    assert (IndicatorTag.objects.get().category, IndicatorProcess.objects.get().process) == (second, process)
    assert IndicatorVersion.objects.count() == 1
    assert history(Asked(model="kpi.indicatortag")).entries[0].reason == "Leadership team"
    page = client.get(reverse("strategic_plan_staff:criteria_coverage")).content.decode()
    assert "No measure is tagged with desired results." not in page
    assert "No measure is tagged with workforce focus." in page
    assert "graduat" in client.get(process.get_absolute_url()).content.decode().lower()
    assert client.post(TAGS, ticks | {"categories": [first.pk]}).status_code == 409
