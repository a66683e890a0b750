"""Which files may be evidence, what they are called and how they are sent out; standard library only."""

import unicodedata
from dataclasses import dataclass

LONGEST_NAME = 120
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that is taken: its endings, the type it is sent with, and what people call it."""

    code: str
    endings: tuple[str, ...]
    content_type: str
    words: str


KINDS = {
    kind.code: kind
    for kind in (
        FileKind("pdf", ("pdf",), "application/pdf", "PDF"),
        FileKind("png", ("png",), "image/png", "PNG picture"),
        FileKind("jpeg", ("jpg", "jpeg"), "image/jpeg", "JPEG picture"),
        FileKind("webp", ("webp",), "image/webp", "WebP picture"),
        FileKind("docx", ("docx",), f"{OFFICE}.wordprocessingml.document", "Word document"),
        FileKind("xlsx", ("xlsx",), f"{OFFICE}.spreadsheetml.sheet", "Excel workbook"),
        FileKind("pptx", ("pptx",), f"{OFFICE}.presentationml.presentation", "PowerPoint slides"),
        FileKind("odt", ("odt",), f"{OPEN}.text", "OpenDocument text"),
        FileKind("ods", ("ods",), f"{OPEN}.spreadsheet", "OpenDocument sheet"),
        FileKind("odp", ("odp",), f"{OPEN}.presentation", "OpenDocument slides"),
    )
}
ENDINGS = {ending: kind for kind in KINDS.values() for ending in kind.endings}
ACCEPTED = ",".join(f".{ending}" for ending in ENDINGS)
WORDS = (
    "PDF, a picture (PNG, JPEG, WebP), or an office file without macros (.docx, .xlsx, .pptx, .odt, .ods, "
    ".odp)"
)


def clean_name(name: str) -> str:
    """A file's name without folders, invisible characters and tricks of direction; never used as a path.

    At most 120 characters, the ending kept.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(character if _is_plain(character) else " " for character in last)
    stem, dot, ending = " ".join(unicodedata.normalize("NFC", seen).split()).strip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip(". ") or "file"
    if stem.partition(".")[0].lower() in DEVICES:  # names that Windows cannot save
        stem = f"file {stem}"
    ending = ending[:12]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"


def ending_of(name: str) -> str:
    """What stands after the last dot, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_plain(character: str) -> bool:
    # C: control, format (text direction), private; Z beyond the space: line breaks. Plus what paths forbid.
    category = unicodedata.category(character)
    return category[0] != "C" and category not in {"Zl", "Zp"} and character not in '<>:"|?*/'
