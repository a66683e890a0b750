"""Office files: packages whose parts say what they are; no macros, no programs, nothing fetched."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

from imports.reading.refusals import FileRefused
from strategic_plan.domain.evidence import KINDS, OFFICE

BLOCK = 1 << 18
MAIN = {
    f"{OFFICE}.wordprocessingml.document.main+xml": "docx",
    f"{OFFICE}.spreadsheetml.sheet.main+xml": "xlsx",
    f"{OFFICE}.presentationml.presentation.main+xml": "pptx",
}
OPEN_KINDS = {kind.content_type: code for code, kind in KINDS.items() if code in {"odt", "ods", "odp"}}
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/", "word/activex/", "xl/activex/", "ppt/activex/")
LINKS = ("hyperlink",)  # the only thing that may lie outside; a reader follows it, the program does not
LARGEST_PART_READ = 8_000_000
MACROS = "The file holds macros. Save it without macros, or as PDF, and attach that."


def kind_of(path: Path, limits: dict[str, Any]) -> str:
    """Tell which office file a package is; raises FileRefused for any other package."""
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        _is_plain_package(path, package, members, limits)
        names = {member.filename for member in members}
        lower = {name.lower() for name in names}
        if any(name.endswith(MACRO_PARTS) or name.startswith(MACRO_FOLDERS) for name in lower):
            raise FileRefused("macros", MACROS)
        if any(
            "oleobject" in name or name.endswith((".exe", ".js", ".vbs", ".dll", ".ps1")) for name in lower
        ):
            raise FileRefused(
                "files_inside", "The file holds another file or program. Take it out, or save it as PDF."
            )
        if "[Content_Types].xml" in names:
            return _microsoft(package, names)
        if members and members[0].filename == "mimetype":
            return _open_document(package, members[0], names)
    raise FileRefused(
        "archive",
        "This is a folder packed into one file. Unpack it and attach the files you need one by one.",
    )


def _is_plain_package(
    path: Path, package: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: dict[str, Any]
) -> None:
    """One package from the first byte to the last, with true names and without bombs."""
    if len(members) > limits["members"]:
        raise FileRefused(
            "too_many_parts", f"The file has more than {limits['members']} parts. Save it as PDF."
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(
            "password", "The file is protected by a password. Remove the password and save it again."
        )
    names = [member.filename for member in members]
    if len(set(names)) < len(names) or any(
        name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names
    ):
        _odd()
    # A package may have bytes before and after it that other programs read as another kind of file.
    first = min((member.header_offset for member in members), default=0)
    if first or package.comment or path.stat().st_size != _end_of(path):
        _odd()
    total = 0
    for member in members:
        total = _unpack(package, member, total, limits)


def _end_of(path: Path) -> int:
    """Where the package's last record ends; it has no comment, so it has a fixed length."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - 22, 0))
        return size if file.read(4) == b"PK\x05\x06" else -1


def _odd() -> NoReturn:
    raise FileRefused(
        "odd_package",
        "The file is not built like an office file. Open it, save it again, and attach that copy.",
    )


def _unpack(package: zipfile.ZipFile, member: zipfile.ZipInfo, total: int, limits: dict[str, Any]) -> int:
    """Count what really comes out; sizes that a package states may lie."""
    size = 0
    with package.open(member) as part:
        while block := part.read(BLOCK):
            size += len(block)
            if total + size > limits["unpacked_bytes"] or (
                size > 10_000_000 and size > limits["unpacked_ratio"] * max(member.compress_size, 1)
            ):
                raise FileRefused(
                    "too_large_unpacked",
                    f"The file unpacks to over {limits['unpacked_bytes'] // 1_000_000} MB. Save it as PDF.",
                )
    return total + size


def _microsoft(package: zipfile.ZipFile, names: set[str]) -> str:
    kinds = {str(part.get("ContentType", "")) for part in _read(package, "[Content_Types].xml")}
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        raise FileRefused("macros", MACROS)
    found = {MAIN[kind] for kind in kinds if kind in MAIN}
    if len(found) != 1:
        raise FileRefused(
            "unknown_office", "This office file is not taken. Save it as .docx, .xlsx, .pptx or PDF."
        )
    for name in names:
        if name.endswith(".rels"):
            _points_inside(_read(package, name))
    return found.pop()


def _points_inside(relations: ET.Element) -> None:
    for each in relations:
        kind = str(each.get("Type", "")).rpartition("/")[2].lower()
        if str(each.get("TargetMode", "")).lower() == "external" and kind not in LINKS:
            raise FileRefused(
                "fetches",
                "The file fetches a template, picture or sheet from elsewhere when opened. Save it as PDF.",
            )


def _open_document(package: zipfile.ZipFile, first: zipfile.ZipInfo, names: set[str]) -> str:
    said = package.read(first).decode("ascii").strip() if first.file_size < 200 else ""
    if said not in OPEN_KINDS or "content.xml" not in names:
        raise FileRefused(
            "unknown_office", "This office file is not taken. Save it as .odt, .ods, .odp or PDF."
        )
    if "META-INF/manifest.xml" in names:
        manifest = _read(package, "META-INF/manifest.xml")
        if any(part.tag.endswith("encryption-data") for part in manifest.iter()):
            raise FileRefused(
                "password", "The file is protected by a password. Remove the password and save it again."
            )
    return OPEN_KINDS[said]


def _read(package: zipfile.ZipFile, name: str) -> ET.Element:
    """One part as XML, never with a document type: that is where XML bombs begin."""
    if package.getinfo(name).file_size > LARGEST_PART_READ:
        _odd()
    text = package.read(name).decode("utf-8-sig")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        _odd()
    return ET.fromstring(text)  # noqa: S314 -- no document type, so no entities to grow or fetch
