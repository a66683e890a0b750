"""Publishing the demonstration by the actions that people and the worker use."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from district.history import change
from district.models import Person
from kpi.models import Observation
from publication.actions import (
    compile_release,
    confirm_release,
    draft_release,
    explain_changes,
    publish_release,
)
from publication.domain import ReleaseState
from publication.models import Release

# Each is true of what the release computes; tests/demonstration reads them beside it.
NOTES = (
    (
        "Attendance is not yet where we promised.",
        "Fewer students come nearly daily than the path to the target asks for. No clear change in a year.",
    ),
    (
        "Reading has a new state test.",
        "The 2026 result stands alone. The Board will set a new target for it.",
    ),
    (
        "More families feel welcome and informed.",
        "The share rose again in the 2026 survey, and the target for 2027 is already met.",
    ),
)
CORRECTION = "The district later reported 92.6% for the class of 2016."
CITATION = "isd194.org graduation page, later year"


class NotPublishedError(Exception):
    """The demonstration release stopped; the sentence says why."""


def publish_releases(people: Mapping[str, Person]) -> None:
    """Publish a first release, correct one value, and publish the second with the reason."""
    _publish("First release of the dashboard.", NOTES, people)
    _correct(people["Demo Data Steward"])
    _publish(CORRECTION, NOTES, people)


def _publish(reason: str, notes: Sequence[tuple[str, str]], people: Mapping[str, Person]) -> None:
    author = people["Demo Superintendent"]
    review = timezone.localdate() + dt.timedelta(days=51)
    release = draft_release(by=author, reason=reason, next_review_on=review, notes=notes)
    compile_release(release_id=release.pk)
    _expect(release, ReleaseState.READY)
    explain_changes(release=release, by=author, reason=reason)
    confirm_release(release=release, by=people["Demo Privacy Reviewer"], is_attested=True)
    publish_release(release_id=release.pk)
    _expect(release, ReleaseState.PUBLISHED)


def _expect(release: Release, state: ReleaseState) -> None:
    release.refresh_from_db()
    if release.state != state:
        raise NotPublishedError(f"The demonstration release is {release.state}: {release.failure}")


def _correct(steward: Person) -> None:
    """Append the revision that the district really made: 92.52 became 92.6."""
    old = Observation.objects.current().get(
        series__indicator__code="graduation-4-year",
        unit__slug="district",
        group__code="all",
        period="COHORT2016-4YR",
    )
    with transaction.atomic(), change(by=steward, reason=CORRECTION):
        Observation.objects.create(
            series=old.series,
            unit=old.unit,
            group=old.group,
            period=old.period,
            period_sort=old.period_sort,
            revision=old.revision + 1,
            state="revised",
            value=Decimal("92.6"),
            citation=CITATION,
            released_on=old.released_on,
            recorded_by=steward,
            reason=CORRECTION,
        )
