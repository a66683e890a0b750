"""CSV and its relatives: encoding, delimiter, and one strict pass before anything is parsed."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imports.limits import Limits
from imports.reading.refusals import FileRefused

BLOCK = 1 << 20
DELIMITERS = (",", ";", "\t", "|")
SAMPLE_RECORDS = 60
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT = "The file is neither text nor a workbook we know. Save it as .xlsx, or as .csv with UTF-8."
CONTROLS = [chr(code) for code in range(1, 32) if not chr(code).isspace() and code != 26]  # 26 ends old files
CP1252_NOTE = (
    "The file is not written in UTF-8. It was read as Windows-1252; "
    "look at names with accents before you load it."
)


@dataclass(frozen=True)
class TextFormat:
    """How a text file is written."""

    encoding: str
    delimiter: str
    note: str = ""


def text_format(path: Path, limits: Limits) -> TextFormat:
    """Read every byte once: refuse what is no text, find encoding and delimiter."""
    encoding = _encoding(path, limits)
    note = CP1252_NOTE if encoding == "cp1252" else ""
    return TextFormat(encoding, _delimiter(path, encoding), note)


def records(path: Path, form: TextFormat, limits: Limits) -> Iterator[tuple[list[str], int]]:
    """Yield each record with the bytes consumed so far; the first record is row 1 of the file."""
    csv.field_size_limit(limits.cell_length)
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=form.encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=form.delimiter, strict=True)
        number = 0
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _broken(number + 1, error, limits) from None
            number += 1
            if number > limits.rows:
                raise FileRefused(
                    "too_many_rows", f"The file has more than {limits.rows:,} rows. Split it into parts."
                )
            if len(record) > limits.columns:
                raise FileRefused(
                    "too_many_columns",
                    f"Row {number} has {len(record):,} columns; at most {limits.columns:,} are read. "
                    "Remove the columns you do not need.",
                )
            yield record, raw.tell()


def _encoding(path: Path, limits: Limits) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in MARKS if start.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            _scan(path, encoding, limits)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileRefused("not_text", NOT_TEXT)


def _scan(path: Path, encoding: str, limits: Limits) -> None:
    """Decode everything; refuse NUL characters, lines without end and files without a word."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, has_words = 0, False
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            if "\0" in text:
                raise FileRefused(
                    "nul_bytes",
                    "The file holds NUL characters, so it is damaged or no text file. Export it again as "
                    ".csv or .xlsx.",
                )
            if sum(map(text.count, CONTROLS)) * 200 > len(text):  # pictures and programs are full of them
                raise FileRefused("not_text", NOT_TEXT)
            has_words = has_words or (not text.isspace() and text != "")
            first, last = _line_ends(text)
            if (line + first if first >= 0 else line + len(text)) > limits.line_bytes:
                raise FileRefused(
                    "line_too_long",
                    f"A line of the file is longer than {limits.line_bytes:,} characters, so some cell is "
                    "far too long.",
                )
            line = len(text) - last if last >= 0 else line + len(text)
        decoder.decode(b"", final=True)
    if not has_words:
        raise FileRefused(
            "empty", "The file is empty. Choose a file with a header row and at least one row below it."
        )


def _line_ends(text: str) -> tuple[int, int]:
    first = min((at for at in (text.find("\n"), text.find("\r")) if at >= 0), default=-1)
    return first, max(text.rfind("\n"), text.rfind("\r"))


def _delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter that cuts the first records into the most columns of steady width."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(BLOCK // 4).splitlines(keepends=True)[:SAMPLE_RECORDS]
    best, best_width = ",", 1
    for delimiter in DELIMITERS:
        widths = Counter(len(line.split(delimiter)) for line in sample if line.strip())
        width = max(widths, key=lambda width: (widths[width], width), default=1)
        if width > best_width:
            best, best_width = delimiter, width
    return best


def _broken(row: int, error: csv.Error, limits: Limits) -> FileRefused:
    if "field larger" in str(error):
        return FileRefused(
            "cell_too_long",
            f"Row {row} holds a cell longer than {limits.cell_length:,} characters. "
            "Often a closing quotation mark is missing; look at that row.",
        )
    if "unexpected end" in str(error):
        return FileRefused(
            "open_quote",
            f"A quotation mark opened in row {row} is never closed. Add it or remove the first one.",
        )
    return FileRefused("broken_csv", f"Row {row} cannot be read: its quotation marks do not match.")
