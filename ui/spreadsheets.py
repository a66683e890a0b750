"""Tables that leave as CSV: spreadsheets must read them, and must not run a cell as a formula."""

import re
from typing import Any

# Spreadsheets run a cell that begins with one of these; full-width forms count too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?\Z", re.ASCII)
MARK = "\ufeff"  # spreadsheets read UTF-8 only where this says so


def safe_cell(cell: Any) -> str:
    """Write a cell so that no spreadsheet takes it for a formula; numbers stay numbers."""
    text = "" if cell is None else str(cell)
    if text.lstrip(" ").startswith(FORMULA_STARTS) and not NUMBER.match(text):
        return f"'{text}"
    return text
