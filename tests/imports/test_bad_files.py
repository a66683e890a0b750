"""Bad input of every kind: a sentence, no exception, nothing loaded, bounded."""

import io
import time
import zipfile

import openpyxl
import pytest
from django.core.management import call_command

from imports.limits import Limits
from imports.models import ImportBatch
from imports.reading import FileRefused, kind_of
from kpi.models import Observation
from tests.imports.conftest import SIMPLE
from tests.imports.reading_files import read_file

HEADER = "Year,School,Rate\n"
ROW = "2023-24,A,80\n"


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(*lines):
    def fill(book):
        for line in lines:
            book.active.append(line)

    return fill


def packed(**parts):
    """A workbook of openpyxl with parts added or replaced."""
    stream = io.BytesIO(workbook(rows(["Year", "School", "Rate"], ["2023-24", "A", 80])))
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename not in parts:
                new.writestr(member.filename, old.read(member))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


FAR_CELL = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Year</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

REFUSED = {
    "empty file": ("a.csv", b"", "empty"),
    "only blanks": ("a.csv", b" \n\n", "empty"),
    "only a mark": ("a.csv", b"\xef\xbb\xbf", "empty"),
    "missing column": ("a.csv", b"Year,School\n2023-24,A\n", "missing_column"),
    "no header": ("a.csv", b"1,2,3\n4,5,6\n", "no_header"),
    "headers alike": ("a.csv", b"Year,School,Rate,rate\n2023-24,A,80,81\n", "headers_alike"),
    "nul bytes": ("a.csv", (HEADER + "2023-24,A\0,80\n").encode(), "nul_bytes"),
    "16384 columns": ("a.csv", (HEADER.strip() + "," * 16_381 + "\n" + ROW).encode(), "too_many_columns"),
    "10 MB cell": ("a.csv", (HEADER + "2023-24,A," + "8" * 10_000_000 + "\n").encode(), "line_too_long"),
    "long quoted cell": ("a.csv", (HEADER + '2023-24,A,"' + "8\n" * 5_000 + '"\n').encode(), "cell_too_long"),
    "open quote": ("a.csv", (HEADER + '2023-24,A,"80\n').encode(), "open_quote"),
    "html named xls": ("a.xls", b"<html><table><tr><td>Rate</td></tr></table></html>", "web_page"),
    "html named csv": ("a.csv", b"\n<!DOCTYPE html><table></table>", "web_page"),
    "old xls": ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_workbook"),
    "password": ("a.xlsx", LOCKED, "password"),
    "pdf": ("a.csv", b"%PDF-1.7 ...", "not_text"),
    "text named xlsx": ("a.xlsx", (HEADER + ROW).encode(), "wrong_ending"),
    "workbook named csv": ("a.csv", packed(), "wrong_ending"),
    "packed folder": ("a.zip", packed(), "wrong_ending"),
    "binary": ("a.csv", bytes(range(1, 128)) * 50, "not_text"),
    "zip that is no workbook": ("a.xlsx", b"PK\x03\x04" + b"\0" * 60, "damaged_workbook"),
    "cut workbook": ("a.xlsx", packed()[:2_000], "damaged_workbook"),
    "macros": ("a.xlsx", packed(**{"xl/vbaProject.bin": b"x"}), "macros"),
    "document type": (
        "a.xlsx",
        packed(**{"xl/odd.xml": b'<?xml version="1.0"?><!DOCTYPE a>'}),
        "document_type",
    ),
    "zip bomb": ("a.xlsx", packed(**{"xl/media/a.bin": b"\0" * 80_000_000}), "too_large_unpacked"),
    "many parts": ("a.xlsx", packed(**{f"xl/p{n}.xml": b"x" for n in range(300)}), "too_many_parts"),
    "far cell": ("a.xlsx", packed(**{"xl/worksheets/sheet1.xml": FAR_CELL}), "too_many_columns"),
    "long cell in a workbook": (
        "a.xlsx",
        workbook(rows(["Year", "School", "Rate"], ["x" * 9_000, "A", 1])),
        "cell_too_long",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_says_so(tmp_path, kind):
    name, content, code = REFUSED[kind]
    path = tmp_path / name
    path.write_bytes(content)
    began = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        read_file(path, SIMPLE)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert " is no " not in refused.value.sentence  # people say "is not an Excel file"
    assert time.monotonic() - began < 5


def test_the_wrong_sheet_is_named_with_those_that_are_there(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(rows(["Year", "School", "Rate"], ["2023-24", "A", 80])))
    with pytest.raises(
        FileRefused, match="The recipe reads the sheet “Results”, but the workbook has “Sheet”"
    ):
        read_file(path, {**SIMPLE, "sheet": ["Results"]})


def test_a_limit_is_a_setting_and_says_itself(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + ROW * 20)
    for limits, words in [
        (Limits(rows=10), "more than 10 rows"),
        (Limits(file_bytes=100), "at most 1 kB are read"),
        (Limits(columns=2), "at most 2 are read"),
    ]:
        with pytest.raises(FileRefused, match=words):
            read_file(path, SIMPLE, limits=limits)


CELLS = [
    "inf",
    "-inf",
    "NaN",
    "1e5",
    "1_000",
    "１２",
    "0x10",
    "1,000",
    "--5",
    "5.5.5",
    "12 3",
    "1234567890123",
]


@pytest.mark.parametrize("cell", CELLS)
def test_what_is_no_plain_number_is_refused_and_named(tmp_path, cell):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + f'2023-24,A,"{cell}"\n' + "2023-24,B,70\n", encoding="utf-8")
    read = read_file(path, SIMPLE)
    assert (read.stored, read.refused) == (1, 1)
    (finding,) = read.findings
    assert (finding.row, finding.column, finding.text) == (2, "Rate", cell)


def test_formulas_without_a_result_and_errors_are_reported(tmp_path):
    def fill(book):
        book.active.append(["Year", "School", "Rate"])
        book.active.append(["2023-24", "A", "=1+1"])
        book.active.append(["2023-24", "B", "#REF!"])
        book.active["C3"].data_type = "e"

    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(fill))
    read = read_file(path, SIMPLE)
    assert (read.stored, read.refused) == (0, 2)
    assert read.causes() == {"formula": 1, "spreadsheet_error": 1}
    assert [finding.row for finding in read.findings] == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognised(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes("Year,School,Rate\n2023-24,Peña,80\n".encode(encoding))
    read = read_file(path, SIMPLE)
    assert read.values[0]["unit"] == "Peña"
    assert bool(read.note) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(tmp_path, delimiter):
    path = tmp_path / "a.csv"
    path.write_text((HEADER + ROW).replace(",", delimiter))
    assert read_file(path, SIMPLE).stored == 1


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('A title\n\nYear,"School",Rate\n2023-24,"A\nB",80\n\n2023-24,B,bad\n')
    read = read_file(path, SIMPLE)
    assert read.header_row == 3
    assert {finding.row: finding.code for finding in read.findings} == {5: "blank_row", 6: "not_a_number"}
    assert (read.rows, read.stored, read.refused, read.ignored) == (3, 1, 1, 1)


def test_shifted_rows_are_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "2023-24,A\n" + "2023-24,A,80,81\n" + "2023-24,A,80,\n")
    read = read_file(path, SIMPLE)
    assert read.causes() == {"cells_missing": 1, "cells_extra": 1}
    assert read.stored == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["missing column", "zip bomb", "nul bytes", "10 MB cell", "html named xls"])
def test_nothing_of_a_bad_file_is_loaded(tmp_path, kind, simple_recipe, steward, capsys):
    name, content, code = REFUSED[kind]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SystemExit) as left:
        call_command("import_file", str(path), "--recipe", "simple", "--by", steward.email, "--json")
    assert left.value.code == 3
    assert f'"code": "{code}"' in capsys.readouterr().out
    assert not Observation.objects.exists()
    assert not ImportBatch.objects.exclude(state="failed").exists()


def test_a_packed_folder_is_said_to_be_one(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed())
    with pytest.raises(FileRefused, match="Unpack it, and choose"):
        kind_of(path, path.name, Limits())
