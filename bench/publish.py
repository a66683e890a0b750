"""Time a first publication and one after a single measure's year changed: -m bench.publish [small|large]."""

import gc
import resource
import sys
import time
from typing import Any

from bench import servers

SIZES = {"tiny": (12, 10, 10), "small": (60, 20, 20), "large": (60, 20, 50)}


def run(size: str) -> None:
    """Load, publish everything, correct one year of one measure, publish again; print times and bytes."""
    servers.set_up()
    from bench import generate

    kpis, years, units = SIZES[size]
    series, total = generate.load(kpis, years, units)
    print(f"{size}: {kpis} measures, {years} years, {units} units, 15 groups: {total:,} observations")
    first = publish("First publication")
    correct(series[0])
    second = publish("One measure's year corrected")
    print(f"  incremental / full: {second['seconds'] / first['seconds']:.3f} (goal 0.05)")
    print(f"  bytes stored, incremental / full: {second['bytes'] / first['bytes']:.4f}")
    print(f"  largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def publish(reason: str) -> dict[str, float]:
    """Walk a release through and print how long each step took."""
    from district.models import Person
    from publication import actions
    from publication.models import Release

    gc.collect()
    drafter, reviewer = (
        Person.objects.get(email__startswith="admin"),
        Person.objects.get(email__startswith="privacy"),
    )
    started = time.perf_counter()
    release = actions.draft_release(by=drafter, reason=reason)
    actions.compile_release(release_id=release.pk)
    compiled = time.perf_counter()
    release = Release.objects.get(pk=release.pk)
    actions.explain_changes(release=release, by=drafter, reason=reason)
    actions.confirm_release(release=release, by=reviewer, is_attested=True)
    confirmed = time.perf_counter()
    actions.publish_release(release_id=release.pk)
    ended = time.perf_counter()
    release.refresh_from_db()
    if release.state != "published":
        raise SystemExit(f"{reason}: {release.state}. {release.failure}")
    seconds = (compiled - started) + (ended - confirmed)
    stored = stored_bytes(release.number or 0)
    print(f"  {reason}: {seconds:.1f} s (compile {compiled - started:.1f}, publish {ended - confirmed:.1f})")
    parts, reused = release.preview["parts"], release.preview["parts_reused"]
    print(f"    {reused} of {parts} parts taken over, {stored / 1e6:.1f} MB stored")
    return {"seconds": seconds, "bytes": stored}


def stored_bytes(number: int) -> int:
    """How many bytes the items of one release take in the database, compressed as stored."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_column_size(payload)) FROM publication_releaseitem WHERE release_id = %s", [number]
        )
        return int(cursor.fetchone()[0] or 0)


def correct(series: Any) -> None:
    """Append a revision of one measure's latest year: one student more for all students of the district."""
    from django.db.models import Max

    from kpi.models import Observation

    rows = Observation.objects.filter(series=series, unit__slug="district", group__code__in=["el"])
    last = rows.aggregate(last=Max("period_sort"))["last"]
    for row in rows.filter(period_sort=last):
        row.pk, row.revision, row.reason = None, 2, "The source corrected its file."
        row.numerator += 1 if row.numerator < row.denominator else -1
        row.value = round(100 * row.numerator / row.denominator, 6)
        row.save(force_insert=True)


if __name__ == "__main__":
    run(sys.argv[1] if len(sys.argv) > 1 else "small")
