"""What is written to a file comes back from it: values, bounds, withheld cells."""

import csv
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.conftest import SIMPLE
from tests.imports.reading_files import read_file

CELLS = st.one_of(
    st.decimals(min_value=0, max_value=100, places=2, allow_nan=False).map(
        lambda number: format(number, "f")
    ),
    st.integers(0, 100).flatmap(lambda number: st.sampled_from([f">= {number}", f"< {number}%"])),
    st.just("*"),
)
UNITS = st.text("ABCDEFGHIJ,;\"' é-0123456789", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.dictionaries(st.tuples(st.integers(2001, 2030), UNITS), CELLS, min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_a_table_written_and_read_is_the_same_table(tmp_path, table, delimiter):
    path = tmp_path / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["Year", "School", "Rate"])
        for (year, unit), cell in table.items():
            writer.writerow([f"{year}-{(year + 1) % 100:02d}", unit, cell])
    read = read_file(path, SIMPLE)
    assert (read.rows, read.stored) == (len(table), len(table))
    found = {(int(value["period"][2:6]), value["unit"]): said(value) for value in read.values}
    assert found == {key: plain(cell) for key, cell in table.items()}


def said(value):
    if value["bound"] is not None:
        return ("<" if value["is_strict"] else ">=", value["bound"])
    return value["state"] if value["value"] is None else value["value"]


def plain(cell):
    if cell == "*":
        return "suppressed_primary"
    if cell[0] in "<>":
        sign, number = cell.split()
        return (sign, Decimal(number.rstrip("%")))
    return Decimal(cell)
