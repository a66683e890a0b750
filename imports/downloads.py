"""Tables that leave this room as CSV: spreadsheets must not run a cell as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\ufeff"  # spreadsheets read UTF-8 only where this says so


def csv_download(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a CSV file, with an apostrophe before whatever begins like a formula."""
    yield MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
