"""Generated districts are published whole; then only what the public can download is attacked."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publication.clearing import Table, clear
from publication.disclosure import Cell, Partition, PublicState, PublicValue
from publication.models import ReleaseItem
from publication.reading import edition
from tests.publication.disclosure.attacker import Attacker, leaked_fields, under_threshold
from tests.publication.disclosure.districts import district

pytestmark = pytest.mark.django_db
WITHHELD = {PublicState.NOT_SHOWN, PublicState.AT_LEAST, PublicState.AT_MOST}
PATHS = ("/data/results.csv", "/data/contents.json", "/releases/1/changes/", "/data/")


def downloaded(client):
    """Read every public value from the file that anyone can download, by measure."""
    response = client.get("/data/results.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        value = PublicValue(
            PublicState(row["state"]),
            value=Decimal(row["value"]) if row["value"] else None,
            n=int(row["n"]) if row["n"] else None,
            numerator=int(row["numerator"]) if row["numerator"] else None,
            bound=Decimal(row["bound"]) if row["bound"] else None,
        )
        found.setdefault(row["measure"], {})[row["unit"], row["group"]] = value
    return found


@pytest.mark.parametrize("first_seed", [0, 5, 10, 15])
def test_nothing_withheld_can_be_worked_out_from_a_release(live, publish, client, first_seed):
    measures = {f"measure-{seed}": district(seed) for seed in range(first_seed, first_seed + 5)}
    for name, (cells, partitions) in measures.items():
        live.put(name, cells, partitions)
    release = publish()
    assert release.state == "published", release.failure
    public = downloaded(client)
    assert sum(len(values) for values in public.values()) == sum(len(cells) for cells, _ in measures.values())
    hidden = [value for values in public.values() for value in values.values() if value.state in WITHHELD]
    assert len(hidden) > 50, "There has to be something to attack."
    for name, (_, partitions) in measures.items():
        assert Attacker(public[name], partitions).findings() == []
        assert under_threshold(public[name]) == []
        assert leaked_fields(public[name]) == []


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(counts=st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), min_size=4, max_size=16))
def test_small_districts_of_any_shape_give_nothing_away(live, publish, client, counts):
    cells, partitions = small_district(counts)
    live.tables.clear()
    live.put("graduation", cells, partitions)
    release = publish(explain="Another district.")
    assert release.state == "published", release.failure
    public = downloaded(client)["graduation"]
    assert Attacker(public, partitions).findings() == []
    assert under_threshold(public) == []
    assert leaked_fields(public) == []


def small_district(counts):
    """Schools by two groups from a flat list of (students, share), with true totals."""
    half = len(counts) // 2
    cells, parts = {}, []
    for school in range(half):
        for group, (n, share) in zip(("a", "b"), counts[2 * school : 2 * school + 2], strict=False):
            cells[f"s{school}", group] = Cell((f"s{school}", group), n, int(n * share))
    units = sorted({unit for unit, _ in cells})
    for unit in units:
        _total(cells, parts, (unit, "all"), [(unit, "a"), (unit, "b")])
    for group in ("a", "b", "all"):
        _total(cells, parts, ("district", group), [(unit, group) for unit in units])
    parts.append(Partition(("district", "all"), (("district", "a"), ("district", "b"))))
    return list(cells.values()), parts


def _total(cells, parts, whole, members):
    members = [key for key in members if key in cells]
    n, x = sum(cells[key].n for key in members), sum(cells[key].numerator for key in members)
    cells[whole] = Cell(whole, n, x)
    parts.append(Partition(whole, tuple(members)))


def test_a_hidden_number_leaves_no_trace_in_any_published_byte(live, publish, client):
    cells = [
        Cell(("district", "all"), 300, 200),
        Cell(("district", "a"), 260, 175),
        Cell(("district", "b"), 21, 14),
        Cell(("district", "c"), 11, 6),
        Cell(("district", "d"), 8, 5),
    ]
    whole = [Partition(cells[0].key, tuple(cell.key for cell in cells[1:]))]
    other = [*cells[:3], replace(cells[3], numerator=7), replace(cells[4], numerator=4)]
    cleared = [clear_table(which, whole) for which in (cells, other)]
    assert cleared[0] == cleared[1]
    assert {key for key, value in cleared[0].items() if value.state is PublicState.NOT_SHOWN} == {
        ("district", "c"),
        ("district", "d"),
    }
    live.put("graduation", cells, whole)
    first = publish()
    before = [body(client, path) for path in PATHS]
    live.put("graduation", other, whole)
    second = publish()
    assert second.preview["parts_reused"] < second.preview["parts"]
    assert set(ReleaseItem.objects.filter(release=2).values_list("kind", flat=True)) == {"notes", "changes"}
    told = [body(client, f"/releases/1{path}" if path.startswith("/data/r") else path) for path in PATHS[::2]]
    assert told == before[::2]
    assert cells_published(first) == cells_published(second)


def clear_table(cells, partitions):
    return clear(Table("graduation", tuple(cells), tuple(partitions)))[1]


def cells_published(release):
    now = edition(release.number)
    return {key: now.item("cells", key) for key in now.keys("cells")}


def body(client, path):
    response = client.get(path)
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_table_too_small_to_protect_is_hidden_as_a_whole(live, publish, client):
    cells, partitions = small_district([(1, 0.0), (10, 0.5), (1, 0.0), (1, 0.0)])
    live.put("graduation", cells, partitions)
    release = publish()
    assert release.state == "published", release.failure
    assert {value.state for value in downloaded(client)["graduation"].values()} == {PublicState.NOT_SHOWN}
