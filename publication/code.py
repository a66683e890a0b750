"""Which code is deployed: part of every page's tag and of every compiled part's fingerprint."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

ROOMS = (
    "templates",
    "static",
    "ui",
    "district",
    "strategic_plan",
    "kpi",
    "publication",
    "lakeville_planning",
)
DISCLOSURE = Path(__file__).parent / "disclosure"
KINDS = {".py", ".html", ".css", ".js", ".svg"}


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return CODE_VERSION, or else a hash of our modules, templates and styles as they lie on the disk."""
    named = getattr(settings, "CODE_VERSION", "")
    if named:
        return str(named)
    sha = hashlib.sha256()
    for room in ROOMS:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*")):
            if path.suffix in KINDS:
                sha.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return sha.hexdigest()[:16]


@lru_cache(maxsize=1)
def disclosure_version() -> str:
    """Return a hash of what disclosure control is written in; a mended rule judges every table anew."""
    return contents_hash(DISCLOSURE)


def contents_hash(folder: Path) -> str:
    """Return a hash of the names and contents of the modules in a folder."""
    sha = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        sha.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()
