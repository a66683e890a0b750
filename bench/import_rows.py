"""Import long rows from CSV beside a COPY of them into an identical keyed table: -m bench.import_rows [rows].

The import is the whole command in a process of its own: Python started, every cell checked, preview made,
loaded, provenance kept. The COPY gets the rows ready made and does no checking.
"""

import csv
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import servers

YEARS = 20
UNITS = 50
GROUPS = 15
KEYS_OF_TABLE = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f'"""


def run(rows: int, rounds: int) -> None:
    """Print each round and the medians."""
    servers.set_up()
    from bench import generate

    folder = Path(os.environ["VAR_DIR"])
    count = max(rows // (YEARS * UNITS * GROUPS), 1)
    units, groups = generate.surroundings(UNITS)
    person = generate.people()["administrator"]
    series = generate.measures(count)
    source = folder / "rows.csv"
    written = write_rows(source, [each.indicator.code for each in series], units, list(groups))
    save_recipe([each.indicator.code for each in series], units, person)
    print(f"{written:,} rows, {source.stat().st_size / 1e6:.0f} MB of CSV, {count} measures")
    ready: Path | None = None
    imports, copies, peaks = [], [], []
    for number in range(rounds):
        seconds, peak = import_once(source, person.email, written)
        imports.append(seconds)
        peaks.append(peak)
        ready = ready or copy_out(folder / "rows.copy")
        copies.append(copy_once(ready))
        print(
            f"  round {number + 1}: import {seconds:.1f} s, {peak:.0f} MB; COPY {copies[-1]:.1f} s; "
            f"{seconds / copies[-1]:.2f} x"
        )
    seconds, peak = again(source, person.email, written)
    print(f"  the same file again: {seconds:.1f} s, 0 rows written, {peak:.0f} MB")
    ratio = statistics.median(each / other for each, other in zip(imports, copies, strict=True))
    print(f"import / COPY, median: {ratio:.2f} (goal 4); peak memory {max(peaks):.0f} MB (goal 300)")


def write_rows(path: Path, measures: list[str], units: list[Any], groups: list[str]) -> int:
    """Write one row for each measure, year, unit and group; rates agree with their counts."""
    chance = random.Random(20)
    written = 0
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Measure", "School Year", "School", "Group", "Rate", "Count", "Total"])
        for measure in measures:
            for year in range(2026 - YEARS, 2026):
                for number in range(len(units)):
                    for group in groups:
                        total = chance.randrange(12, 900)
                        top = chance.randrange(total // 3, total)
                        rate = f"{100 * top / total:.2f}"
                        label = f"{year}-{(year + 1) % 100:02d}"
                        writer.writerow([measure, label, f"{number:04d}", group, rate, top, total])
                        written += 1
    return written


def save_recipe(measures: list[str], units: list[Any], person: Any) -> None:
    """Keep a recipe that feeds every measure from one long file."""
    from district.models import ReportingId
    from imports.actions import save_recipe

    ReportingId.objects.bulk_create(
        ReportingId(unit=unit, scheme="bench", value=f"{number:04d}") for number, unit in enumerate(units)
    )
    columns = {"measure": "Measure", "year": "School Year", "school": "School", "group": "Group"}
    spec = {
        "columns": columns | {"rate": "Rate", "count": "Count", "total": "Total"},
        "unit": {"parts": [{"column": "school", "width": 4}], "scheme": "bench"},
        "group": {"column": "group"},
        "period": {"column": "year"},
        "measures": [
            {
                "indicator": code,
                "when": {"measure": [code]},
                "value": "rate",
                "numerator": "count",
                "denominator": "total",
                "n": "total",
            }
            for code in measures
        ],
    }
    save_recipe(slug="bench", name="Bench", source="Generated", spec=spec, by=person)


def import_once(path: Path, by: str, rows: int) -> tuple[float, float]:
    """Import into an empty table by the command; return seconds and the largest memory in MB."""
    empty("kpi_observation")
    seconds, peak, said = command(path, by)
    if said["result"] != "loaded" or said["values"]["new"] != rows:
        raise SystemExit(f"The import went wrong: {said['result']} {said['sentence']} {said['values']}")
    return seconds, peak


def again(path: Path, by: str, rows: int) -> tuple[float, float]:
    """Import the file that is there already."""
    seconds, peak, said = command(path, by)
    if said["result"] != "unchanged" or said["values"]["unchanged"] != rows:
        raise SystemExit(f"The file was not recognised: {said['result']} {said['values']}")
    return seconds, peak


def command(path: Path, by: str) -> tuple[float, float, dict[str, Any]]:
    """Run the import command and measure it from outside."""
    words = [sys.executable, "manage.py", "import_file", str(path), "--recipe", "bench", "--by", by, "--json"]
    started = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _pid, _status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024, json.loads(said)


def copy_out(path: Path) -> Path:
    """Write the loaded rows as COPY wants them."""
    from django.db import connection

    with (
        connection.cursor() as cursor,
        path.open("wb") as file,
        cursor.copy("COPY kpi_observation TO STDOUT") as copy,
    ):
        for block in copy:
            file.write(block)
    return path


def copy_once(path: Path) -> float:
    """COPY the ready rows into a table with the same columns, checks, indexes and foreign keys."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_copy")
        cursor.execute("CREATE TABLE bench_copy (LIKE kpi_observation INCLUDING ALL)")
        cursor.execute(KEYS_OF_TABLE, ["kpi_observation"])
        for name, definition in cursor.fetchall():
            cursor.execute(f'ALTER TABLE bench_copy ADD CONSTRAINT "{name}" {definition}')
        cursor.execute("CHECKPOINT")
        started = time.perf_counter()
        with path.open("rb") as file, cursor.copy("COPY bench_copy FROM STDIN") as copy:
            while block := file.read(1 << 20):
                copy.write(block)
        return time.perf_counter() - started


def empty(table: str) -> None:
    """Empty a table and leave the server at rest."""
    import pgtrigger
    from django.db import connection

    with connection.cursor() as cursor:
        with pgtrigger.ignore():  # the bench may empty what is append-only
            cursor.execute(f"TRUNCATE {table} CASCADE")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 900_000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
