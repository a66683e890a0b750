"""XLSX: unpacked under guard in a child process, which writes the chosen sheet as plain CSV for the one
reader."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from imports.limits import Limits
from imports.reading.refusals import FileRefused


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook; a hidden one is said to be hidden."""

    name: str
    is_visible: bool


def sheets_of(path: Path, limits: Limits) -> list[Sheet]:
    """Return the sheets of a workbook, in order."""
    answer = _child(path, limits, {"do": "sheets"})
    return [Sheet(str(sheet["name"]), bool(sheet["is_visible"])) for sheet in answer["sheets"]]


def sheet_as_csv(path: Path, sheet: str, limits: Limits) -> Path:
    """Write a sheet as CSV, row for row, and return the temporary file; the caller removes it."""
    with tempfile.NamedTemporaryFile(prefix="lp-sheet-", suffix=".csv", delete=False) as made:
        target = Path(made.name)
    try:
        _child(path, limits, {"do": "sheet", "sheet": sheet, "target": str(target)})
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _child(path: Path, limits: Limits, wanted: dict[str, str]) -> dict[str, Any]:
    order = json.dumps({**wanted, "path": str(path), "limits": asdict(limits)})
    # The child imports no Django; a workbook that eats memory or time takes only the child with it.
    command = [sys.executable, "-I", str(Path(__file__).with_name("workbook_child.py"))]
    try:
        done = subprocess.run(  # noqa: S603 -- our own file, by our own interpreter
            command,
            input=order.encode(),
            capture_output=True,
            timeout=limits.workbook_seconds * 2,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(limits) from None
    if done.returncode < 0 or not done.stdout:
        raise (
            _too_slow(limits)
            if done.returncode == -24
            else FileRefused(  # SIGXCPU
                "workbook_too_heavy",
                "The workbook needs more memory than we allow. Save only the sheet you need, as .xlsx or "
                ".csv.",
            )
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefused(answer["refused"], answer["sentence"])
    return answer


def _too_slow(limits: Limits) -> FileRefused:
    return FileRefused(
        "workbook_too_slow",
        f"The workbook took longer than {limits.workbook_seconds} seconds to read. Save the sheet as .csv.",
    )
