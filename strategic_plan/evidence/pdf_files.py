"""PDF files: whole, without password, scripts, programs or files inside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from imports.reading.refusals import FileRefused

END_WITHIN = 64  # bytes after the last %%EOF; anything longer is another file behind this one
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
KEYS = {"/JS", "/JavaScript", "/AA", "/XFA", "/EmbeddedFiles", "/EmbeddedFile", "/RichMediaContent"}


def check(path: Path, limits: dict[str, Any]) -> None:
    """Read every object of the file; raises FileRefused for what a viewer might run or hide."""
    _ends_where_it_should(path)
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        raise FileRefused(
            "password", "The PDF is protected by a password. Remove the protection and save it again."
        )
    if not len(reader.pages):
        raise FileRefused("no_pages", "The PDF has no pages. Choose another file.")
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > limits["objects"]:
        raise FileRefused("too_heavy", "The PDF is too complex to be checked. Print it to a new PDF.")
    for number in sorted(numbers):
        found = reader.get_object(number)
        if found is not None:
            _is_quiet(found)
    _is_quiet(reader.trailer)


def _ends_where_it_should(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - 2048, 0))
        tail = file.read()
    place = tail.rfind(b"%%EOF")
    if place < 0 or len(tail) - place - 5 > END_WITHIN or tail[place + 5 :].strip(b"\r\n\t \0"):
        raise FileRefused(
            "hidden_end",
            "The PDF is cut off, or something else follows it in the same file. Print it to a new PDF and "
            "attach that.",
        )


def _is_quiet(found: Any) -> None:
    """Nothing in an object acts by itself; what it points to is looked at on its own."""
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ArrayObject):
            waiting += [part for part in list(each) if isinstance(part, DictionaryObject | ArrayObject)]
        elif isinstance(each, DictionaryObject):
            if KEYS & set(each.keys()) or str(each.raw_get("/S") if "/S" in each else "") in ACTIONS:
                raise FileRefused(
                    "scripts",
                    "The PDF holds a script, a form that acts, or another file. Print it to a new PDF and "
                    "attach that.",
                )
            if str(each.raw_get("/Type") if "/Type" in each else "") == "/EmbeddedFile":
                raise FileRefused(
                    "files_inside", "The PDF holds another file. Attach that file by itself, and a plain PDF."
                )
            raw = [each.raw_get(key) for key in each]
            waiting += [part for part in raw if isinstance(part, DictionaryObject | ArrayObject)]
