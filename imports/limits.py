"""How much a file may ask of the machine; every limit is a setting and says itself when it is reached."""

from dataclasses import dataclass, replace

from django.conf import settings


@dataclass(frozen=True)
class Limits:
    """Limits of one file. Sizes are bytes, times seconds, a cell's length characters."""

    file_bytes: int = 200_000_000
    rows: int = 2_000_000
    workbook_rows: int = 200_000
    workbook_cells: int = 4_000_000
    columns: int = 1_000
    cell_length: int = 2_000
    line_bytes: int = 2_000_000
    members: int = 200
    unpacked_bytes: int = 50_000_000
    unpacked_ratio: int = 100
    workbook_seconds: int = 60
    workbook_memory: int = 1_500_000_000
    check_seconds: int = 240
    page_seconds: int = 10


def current() -> Limits:
    """The limits in force: the defaults, with what settings.IMPORT_LIMITS changes."""
    return Limits(**settings.IMPORT_LIMITS)


def for_a_page() -> Limits:
    """The limits while a person waits for a page: a request must not hold a web worker for a minute."""
    allowed = current()
    return replace(allowed, workbook_seconds=min(allowed.workbook_seconds, allowed.page_seconds))
