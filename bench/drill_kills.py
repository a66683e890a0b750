"""Kill web, worker, broker and database with -9 while a file is checked, loaded and a release published.

`python -m bench.drill_kills [kills of each kind]` (20 unless told). After each kill the product must finish
by itself, and nothing or everything must be there: never half, never doubled. The lease is shortened so
that a taken-over job does not wait a minute; nothing else differs from `manage.py up`.
"""

import csv
import io
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.drill_services import Product

WORKS = ("check", "load", "publish")
KINDS = ("worker", "web", "broker", "database")
UNITS, YEARS, GROUPS = 200, range(2007, 2027), ("all", "female", "male")
ROWS = UNITS * len(YEARS) * len(GROUPS)
PATIENCE = 150
SPEC = {
    "columns": {"unit": "unit", "year": "year", "group": "group", "n": "n", "count": "count"},
    "unit": {"parts": [{"column": "unit"}], "scheme": "drill", "unknown": "create", "name": "unit"},
    "group": {"column": "group", "map": {code: code for code in GROUPS}},
    "period": {"column": "year", "notation": "spring_year"},
    "measures": [{"indicator": "drill", "numerator": "count", "denominator": "n", "n": "n"}],
}


def persistently(work: Callable[[], Any]) -> Any:
    """Do it again when the database was just killed, as a person presses the button again."""
    from django.db import DatabaseError, close_old_connections, connection

    end = time.monotonic() + PATIENCE
    while True:
        try:
            close_old_connections()
            return work()
        except DatabaseError:
            connection.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def sheet(chance: random.Random) -> bytes:
    """A file of good rows; every one differs from the file before."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["unit", "year", "group", "n", "count"])
    for unit in range(UNITS):
        for year in YEARS:
            for group in GROUPS:
                n = chance.randint(200, 900)
                writer.writerow([f"U{unit:04d}", year, group, n, chance.randint(60, n - 60)])
    return text.getvalue().encode()


class Drill:
    """The work, and what must be true of it afterwards."""

    def __init__(self, product: Product) -> None:
        from district.models import Person
        from imports.actions import save_recipe
        from kpi.models import Indicator, IndicatorVersion, Series

        self.product = product
        self.chance = random.Random(20261124)
        people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
        self.steward = people["data.steward"]
        self.superintendent, self.reviewer = people["superintendent"], people["privacy.reviewer"]
        indicator = Indicator.objects.create(code="drill", slug="drill", is_sample=True)
        self.series = Series.objects.create(indicator=indicator, number=1, label="Drill")
        IndicatorVersion.objects.create(indicator=indicator, number=1, name="Drill", question="Drill?")
        self.recipe = save_recipe(slug="drill", name="Drill", source="Bench", spec=SPEC, by=self.steward)
        self.typical: dict[str, float] = defaultdict(lambda: 2.0)
        self.loads = 0

    def killed(self, kind: str, work: str, wait: Callable[[], bool]) -> float:
        """Kill at a random point of the work, wait until it has ended, return the seconds that took."""
        began = time.monotonic()
        if kind:
            time.sleep(self.chance.uniform(0, 0.9 * self.typical[work]))
            self.product.kill(kind)
        while not persistently(wait):
            if time.monotonic() - began > PATIENCE:
                sys.exit(f"{work} did not finish within {PATIENCE} s after {kind} was killed.")
            time.sleep(0.1)
        took = time.monotonic() - began
        if not kind:
            self.typical[work] = took
        return took

    def checked(self, kind: str) -> tuple[Any, float]:
        """Check a file; exactly its rows must be staged."""
        from imports.actions import receive_file, request_check, start_import
        from imports.models import ImportBatch
        from kpi.models import StagedObservation

        content = sheet(self.chance)
        file = persistently(lambda: receive_file(name="drill.csv", blocks=[content], by=self.steward))
        batch = start_import(file=file, by=self.steward, recipe_version=self.recipe)
        request_check(batch=batch, by=self.steward)

        def wait() -> bool:
            batch.refresh_from_db()
            return batch.state in ("checked", "failed")

        took = self.killed(kind, "check", wait)
        staged = persistently(lambda: StagedObservation.objects.filter(batch_id=batch.pk).count())
        facts = (batch.state, batch.rows_in, batch.rows_stored, staged)
        if facts != ("checked", ROWS, ROWS, ROWS):
            sys.exit(f"check after {kind}: {facts}, {batch.failure}")
        return ImportBatch.objects.get(pk=batch.pk), took

    def check(self, kind: str) -> float:
        """Check, and give the import up."""
        from imports.actions import cancel_import

        batch, took = self.checked(kind)
        persistently(lambda: cancel_import(batch=batch, by=self.steward))
        return took

    def load(self, kind: str) -> float:
        """Load a checked file; each value must be there once, in its next revision."""
        from imports.actions import confirm_import
        from kpi.models import Observation

        batch, _ = self.checked("")
        persistently(lambda: confirm_import(batch=batch, by=self.steward, reason="Drill"))

        def wait() -> bool:
            batch.refresh_from_db()
            return batch.state in ("loaded", "failed")

        took = self.killed(kind, "load", wait)
        self.loads += 1
        mine = Observation.objects.filter(series=self.series)
        all_rows, of_batch = persistently(lambda: (mine.count(), mine.filter(batch=batch).count()))
        new = batch.values_new + batch.values_revised
        self.rows = getattr(self, "rows", 0) + new
        if (batch.state, of_batch, all_rows) != ("loaded", new, self.rows):
            sys.exit(f"load after {kind}: {batch.state}, {of_batch} of {new}, {all_rows} of {self.rows}")
        return took

    def publish(self, kind: str) -> float:
        """Compile and publish; exactly one more release, complete."""
        from publication.actions import confirm_release, draft_release
        from publication.models import Release, ReleaseItem

        before = persistently(lambda: Release.objects.filter(state="published").count())
        release = persistently(lambda: draft_release(by=self.superintendent, reason="Drill"))

        def reached(*states: str) -> Callable[[], bool]:
            def wait() -> bool:
                release.refresh_from_db()
                return release.state in (*states, "failed")

            return wait

        is_early = kind and self.chance.random() < 0.5  # kill while compiling, or while publishing
        took = self.killed(kind if is_early else "", "compile", reached("ready"))
        persistently(lambda: confirm_release(release=release, by=self.reviewer, is_attested=True))
        took += self.killed("" if is_early else kind, "publish", reached("published"))
        numbers = persistently(
            lambda: list(Release.objects.filter(state="published").values_list("number", flat=True))
        )
        items = persistently(lambda: ReleaseItem.objects.filter(release_id=release.number).count())
        if release.state != "published" or sorted(numbers) != list(range(1, before + 2)) or not items:
            sys.exit(f"publish after {kind}: {release.state} {release.failure} {numbers} {items}")
        return took


def trials(product: Product, kills: int) -> dict[tuple[str, str], list[float]]:
    """Work once undisturbed, then with one kill each; return the seconds each work took to finish."""
    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "lakeville_planning.settings", "LOG_LEVEL": "ERROR"}
    django.setup()
    drill = Drill(product)
    works = dict(zip(WORKS, (drill.check, drill.load, drill.publish), strict=True))
    for work in works.values():
        work("")
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for number in range(kills):
        for kind in KINDS:
            name = WORKS[number % len(WORKS)]
            seconds[kind, name].append(works[name](kind))
            product.wait()
    return seconds


def main(kills: int) -> None:
    """Kill each kind that many times, in turn during check, load and publication."""
    with tempfile.TemporaryDirectory(prefix="lp-kills-") as folder:
        Path(folder).chmod(0o711)
        var = Path(folder).resolve() / "var"
        os.environ |= {"VAR_DIR": str(var), "JOB_LEASE_SECONDS": "15", "SWEEP_SECONDS": "2"}
        product = Product(var)
        product.start("/readyz")
        try:
            seconds = trials(product, kills)
        finally:
            product.stop()
    for kind in KINDS:
        for name in WORKS:
            times = seconds[kind, name]
            if times:
                print(
                    f"{kind:9} killed {len(times):2} times during {name:7},"
                    f" finished after {median(times):5.1f} s, at most {max(times):5.1f} s"
                )
    print(f"{sum(map(len, seconds.values()))} kills; nothing was lost, doubled or left half done.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
