"""Run alone, with limits on memory and processor time: inspect a workbook, or write one sheet as CSV.

Reads an order as JSON on standard input and answers JSON on standard output. Imports nothing of the project.
The workbook's metadata (authors, paths, application) is never opened.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import resource
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
ERROR_VALUE = re.compile(rb"<v>([^<]*)</v>")
LONGEST_SHARED = 32_767
BLOCK = 1 << 18


class Refused(Exception):  # noqa: N818 -- see refusals.FileRefused
    """Not read; code and sentence go back to the parent."""


def main() -> None:
    order = json.load(sys.stdin)
    limits = order["limits"]
    resource.setrlimit(resource.RLIMIT_AS, (limits["workbook_memory"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits["workbook_seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _answer(order, limits)
    except Refused as refused:
        answer = {"refused": refused.args[0], "sentence": refused.args[1]}
    except MemoryError:
        answer = {
            "refused": "workbook_too_heavy",
            "sentence": "The workbook needs more memory than we allow. Save only the sheet you need.",
        }
    except Exception:  # noqa: BLE001 -- calamine raises types of its own; none may reach a person raw
        answer = _damaged()
    json.dump(answer, sys.stdout)


def _damaged() -> dict[str, str]:
    return {
        "refused": "damaged_workbook",
        "sentence": "The workbook is damaged and cannot be read. Open it, save it again as .xlsx, and "
        "upload that file.",
    }


def _answer(order: dict[str, Any], limits: dict[str, int]) -> dict[str, Any]:
    path = order["path"]
    _guard(path, limits)
    import python_calamine

    workbook = python_calamine.CalamineWorkbook.from_path(path)
    kept = [sheet for sheet in workbook.sheets_metadata if "WorkSheet" in str(sheet.typ)]
    if order["do"] == "sheets":
        return {
            "sheets": [
                {
                    "name": s.name,
                    "is_visible": "VeryHidden" not in str(s.visible) and "Hidden" not in str(s.visible),
                }
                for s in kept
            ]
        }
    name = order["sheet"]
    if name not in {sheet.name for sheet in kept}:
        raise Refused("wrong_sheet", f"The workbook has no sheet “{name}”.")
    odd = _odd_cells(path, name, limits)
    return _write(workbook.get_sheet_by_name(name), odd, Path(order["target"]), limits)


def _guard(path: str, limits: dict[str, int]) -> None:
    """Refuse bombs by the bytes that really come out, macros, document types and names outside the
    package."""
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        names = {member.filename for member in members}
        if len(members) > limits["members"]:
            raise Refused(
                "too_many_parts",
                f"The workbook has more than {limits['members']} parts. Save the sheet as .csv.",
            )
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Refused("macros", "The workbook holds macros. Save it as .xlsx without macros.")
        if "xl/workbook.xml" not in names:
            raise Refused(
                "not_a_workbook", "This is not an Excel file (.xlsx). Open it and save it as .xlsx or .csv."
            )
        if any(name.startswith("/") or ".." in name.split("/") for name in names):
            raise Refused("odd_names", "The workbook is not built like a workbook. Save it again as .xlsx.")
        total = 0
        for member in members:
            total = _unpack(package, member, total, limits)


def _unpack(package: zipfile.ZipFile, member: zipfile.ZipInfo, total: int, limits: dict[str, int]) -> int:
    size, tail = 0, b""
    with package.open(member) as part:
        while block := part.read(BLOCK):
            size += len(block)
            if total + size > limits["unpacked_bytes"] or (
                size > 10_000_000 and size > limits["unpacked_ratio"] * max(member.compress_size, 1)
            ):
                raise Refused(
                    "too_large_unpacked",
                    f"The workbook unpacks to more than {limits['unpacked_bytes'] // 1_000_000} MB. Save "
                    "the sheet as .csv.",
                )
            if b"<!DOCTYPE" in tail + block[:20] or b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                raise Refused(
                    "document_type",
                    "The workbook holds a part that workbooks never hold. Save it again as .xlsx.",
                )
            tail = block[-20:]
    if member.filename == "xl/sharedStrings.xml":
        _guard_strings(package.read(member))
    if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
        _guard_size(package.read(member), limits)
    return total + size


def _guard_strings(xml: bytes) -> None:
    start = 0
    for end in re.finditer(rb"</si>", xml):
        if end.start() - start > 4 * LONGEST_SHARED:
            raise Refused(
                "cell_too_long", "A cell of the workbook is longer than a cell can be. Remove the long text."
            )
        start = end.end()


def _guard_size(xml: bytes, limits: dict[str, int]) -> None:
    """Refuse sheets whose cells lie so far out that reading them would fill the memory; the stated size
    is not believed."""
    last_row = last_column = 0
    for match in REFERENCE.finditer(xml):
        last_row = max(last_row, int(match[2]))
        last_column = max(last_column, _column_number(match[1]))
    for row in re.finditer(rb'<row\b[^>]*?\br="(\d{1,9})"', xml):
        last_row = max(last_row, int(row[1]))
    if last_column > limits["columns"]:
        raise Refused(
            "too_many_columns",
            f"A sheet has {last_column:,} columns; at most {limits['columns']:,} are read. Remove the "
            "columns you do not need.",
        )
    if last_row > limits["workbook_rows"]:
        raise Refused(
            "too_many_rows",
            f"A sheet has {last_row:,} rows; at most {limits['workbook_rows']:,} are read from a "
            "workbook. Save it as .csv.",
        )
    if last_row * last_column > limits["workbook_cells"]:
        raise Refused(
            "too_many_cells",
            f"A sheet has more than {limits['workbook_cells']:,} cells. Save only the columns you need, "
            "or use .csv.",
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _odd_cells(path: str, name: str, limits: dict[str, int]) -> dict[tuple[int, int], str]:
    """Return the cells that hold an error, or a formula without a stored result; calamine shows both as
    empty."""
    odd: dict[tuple[int, int], str] = {}
    with zipfile.ZipFile(path) as package:
        part = _part_of(package, name)
        xml = package.read(part) if part in package.namelist() else b""
    for match in CELL.finditer(xml):
        attributes, content = match[1], match[2] or b""
        place = REFERENCE.search(attributes)
        if place is None:
            continue
        value = ERROR_VALUE.search(content)
        if b't="e"' in attributes:
            text = value[1].decode(errors="replace") if value else "#ERROR"
        elif b"<f" in content and value is None and b"<is>" not in content:
            text = "#FORMULA"
        else:
            continue
        odd[int(place[2]), _column_number(place[1])] = text
    return odd


def _part_of(package: zipfile.ZipFile, name: str) -> str:
    """Return the package part of a sheet, by way of its relation."""
    workbook = package.read("xl/workbook.xml").decode()
    relations = package.read("xl/_rels/workbook.xml.rels").decode()
    for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", workbook):
        if _attribute(sheet, "name") != name:
            continue
        identity = re.search(r'\b\w+:id="([^"]*)"', sheet)
        for relation in re.findall(r"<Relationship\b[^>]*>", relations):
            if identity and _attribute(relation, "Id") == identity[1]:
                target = _attribute(relation, "Target")
                return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attribute(tag: str, name: str) -> str:
    import html

    match = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(match[1]) if match else ""


def _write(
    sheet: Any, odd: dict[tuple[int, int], str], target: Path, limits: dict[str, int]
) -> dict[str, Any]:
    # calamine leaves out the empty columns before the first cell; people count from A.
    start_column = sheet.start[1] if sheet.start else 0
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in odd.items():
        by_row.setdefault(row, {})[column] = text
    rows = 0
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for values in sheet.iter_rows():
            rows += 1
            texts = [""] * start_column + [_text(value) for value in values]
            for column, text in by_row.get(rows, {}).items():
                if column <= len(texts):
                    texts[column - 1] = text
            if any(len(text) > limits["cell_length"] for text in texts):
                raise Refused(
                    "cell_too_long",
                    f"Row {rows} holds a cell longer than {limits['cell_length']:,} characters. "
                    "Remove the long text.",
                )
            writer.writerow(texts)
    return {"rows": [rows]}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _decimal(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()
    return str(value)


def _decimal(value: float) -> str:
    """Return a float as its shortest plain decimal: 0.1, never 1e-05."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    return format(Decimal(repr(value)), "f")


if __name__ == "__main__":
    main()
