"""From bytes to rows of text: what the file is, how it is encoded, which sheet, which row is the header."""

from imports.reading.header import WITHIN_ROWS, Header, column_letters, columns_of, find_header, plain_name
from imports.reading.locating import located_table
from imports.reading.opening import SourceTable, kind_of, open_table, sheet_names
from imports.reading.refusals import FileRefused
from imports.reading.workbooks import Sheet

__all__ = [
    "WITHIN_ROWS",
    "FileRefused",
    "Header",
    "Sheet",
    "SourceTable",
    "column_letters",
    "columns_of",
    "find_header",
    "kind_of",
    "located_table",
    "open_table",
    "plain_name",
    "sheet_names",
]
