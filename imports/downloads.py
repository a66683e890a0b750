"""Tables that leave this room as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ui.spreadsheets import MARK, safe_cell


def csv_download(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a CSV file, with an apostrophe before whatever begins like a formula."""
    yield MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
