"""Opening an uploaded file: what it really is, then one table of text rows whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from imports.limits import Limits
from imports.reading import text_files, workbooks
from imports.reading.refusals import FileRefused, size_words

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PAGE_STARTS = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<style")
BINARY_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite",
)


@dataclass(frozen=True)
class SourceTable:
    """A file as rows of text, numbered as a person sees them in a spreadsheet, header and blank rows
    counted."""

    path: Path
    form: text_files.TextFormat
    limits: Limits
    sheet: str = ""
    hidden_sheets: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """Return how the file was read, where it matters."""
        names = ", ".join(f"“{name}”" for name in self.hidden_sheets)
        return f"{self.form.note} {f'Hidden sheets were not read: {names}.' if names else ''}".strip()

    @property
    def size(self) -> int:
        """Return the bytes of the table, for a true progress bar."""
        return self.path.stat().st_size

    def records(self) -> Iterator[tuple[list[str], int]]:
        """Yield each row with the bytes read so far."""
        return text_files.records(self.path, self.form, self.limits)

    def first(self, count: int) -> list[list[str]]:
        """Return the first rows, to find the header and to show samples."""
        rows = []
        for record, _bytes in self.records():
            rows.append(record)
            if len(rows) == count:
                break
        return rows


def kind_of(path: Path, name: str, limits: Limits) -> str:
    """Return ``workbook`` or ``text``; refuse what is neither, by its first bytes and not by its name."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty", "The file is empty. Choose a file with a header row and rows below it.")
    if size > limits.file_bytes:
        raise FileRefused(
            "too_large",
            f"The file has {size_words(size)}; at most {size_words(limits.file_bytes)} are read. Split it "
            "into parts.",
        )
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(OLE):
        raise _old_or_locked(path)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE_STARTS):
        raise FileRefused(
            "web_page",
            "The file is a web page with a spreadsheet's name. Open it and save it as .xlsx or .csv.",
        )
    if start.startswith(BINARY_STARTS):
        raise FileRefused("not_text", "This file cannot be read as a table. Choose a .csv or .xlsx file.")
    is_workbook = start.startswith(ZIP)
    suffix = Path(name).suffix.lower()
    if is_workbook != (suffix == ".xlsx"):
        raise FileRefused("wrong_ending", _wrong_ending(suffix))
    return "workbook" if is_workbook else "text"


def _wrong_ending(suffix: str) -> str:
    if suffix == ".xlsx":
        return "The name ends in .xlsx, but this is not an Excel file. Open it and save it as .xlsx or .csv."
    if suffix == ".zip":
        return "This is a packed folder (.zip). Unpack it, and choose the .csv or .xlsx file inside."
    return (
        "The file is a workbook or a packed folder, but its name does not end in .xlsx. Open it: save a "
        "workbook as .xlsx or .csv; of a packed folder, choose the file inside."
    )


@contextmanager
def open_table(path: Path, name: str, limits: Limits, *, sheet: str = "") -> Iterator[SourceTable]:
    """Open a file as one table; of a workbook, the named sheet."""
    if kind_of(path, name, limits) == "text":
        yield SourceTable(path, text_files.text_format(path, limits), limits)
        return
    made = workbooks.sheet_as_csv(path, sheet, limits)
    try:
        yield SourceTable(made, text_files.TextFormat("utf-8", ","), limits, sheet)
    finally:
        made.unlink(missing_ok=True)


def sheet_names(path: Path, name: str, limits: Limits) -> list[workbooks.Sheet]:
    """Return a workbook's sheets; a text file has none."""
    return workbooks.sheets_of(path, limits) if kind_of(path, name, limits) == "workbook" else []


def _old_or_locked(path: Path) -> FileRefused:
    with path.open("rb") as file:
        head = file.read(2_000_000)
    if ENCRYPTED in head:
        return FileRefused(
            "password",
            "The workbook is protected by a password. Remove the password in Excel and save it again.",
        )
    return FileRefused(
        "old_workbook",
        "This is an old Excel file (.xls). Open it and save it as .xlsx or .csv, then upload that file.",
    )
