"""Run alone, with limits on memory and processor time: say what one file is, or why it is refused.

Reads an order as JSON on standard input and answers JSON on standard output. Imports no Django.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from imports.reading.refusals import FileRefused

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"


def main() -> None:
    order = json.load(sys.stdin)
    limits = order["limits"]
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["file_bytes"] * 4,) * 2)
    try:
        answer = look(Path(order["path"]), Path(order["copy_to"]), limits, order["accepted"])
    except FileRefused as refused:
        answer = {"refused": refused.code, "sentence": refused.sentence}
    except (MemoryError, RecursionError):
        answer = {"refused": "too_heavy", "sentence": "The file is too heavy to be checked. Save it smaller."}
    except Exception:  # noqa: BLE001 -- whatever a library says of a broken file, a person reads one sentence
        answer = {
            "refused": "damaged",
            "sentence": "The file is damaged and cannot be read. Open it, save it again, attach that copy.",
        }
    json.dump(answer, sys.stdout)


def look(path: Path, copy_to: Path, limits: dict[str, Any], accepted: str) -> dict[str, Any]:
    """Look by the first bytes; each family's own library then reads the whole."""
    with path.open("rb") as file:
        start = file.read(1024)
    if start.startswith(b"%PDF-"):
        from strategic_plan.evidence import pdf_files

        pdf_files.check(path, limits)
        return {"kind": "pdf"}
    if start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or start[:4] + start[8:12] == b"RIFFWEBP":
        from strategic_plan.evidence import pictures

        return {"kind": pictures.save_clean(path, copy_to, limits), "is_copied": True}
    if start.startswith(ZIP):
        from strategic_plan.evidence import packages

        return {"kind": packages.kind_of(path, limits)}
    if start.startswith(OLE):
        raise old_office(path)
    raise FileRefused("unknown", f"This kind of file is not taken. Save it as {accepted}.")


def old_office(path: Path) -> FileRefused:
    """An office file of before 2007, or a new one behind a password: both begin alike."""
    with path.open("rb") as file:
        head = file.read(4_000_000)
    if ENCRYPTED in head:
        return FileRefused(
            "password", "The file is protected by a password. Remove the password and save it again."
        )
    return FileRefused(
        "old_office",
        "This is an old office file (.doc, .xls, .ppt). Save it as PDF, .docx, .xlsx or .pptx, and attach "
        "that.",
    )


if __name__ == "__main__":
    main()
