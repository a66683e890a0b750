"""Static files that are made, not stored: one stylesheet, one script, and Plotly from its package.

No build step and no npm: ``collectstatic`` (and the development server) asks these finders.
"""

import os
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

SOURCES = Path(settings.BASE_DIR) / "static"
MADE = Path(settings.VAR_DIR) / "made"

PUBLIC_SCRIPTS = ("theme", "menu", "figure", "requests", "explore", "print", "share", "toc")
STAFF_SCRIPTS = ("confirm", "upload", "leave", "editing", "drafts")


def stylesheet() -> str:
    """The site's one stylesheet: every source in file-name order, comments and idle space removed."""
    text = "\n".join(path.read_text("utf-8") for path in sorted((SOURCES / "css" / "src").glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    text = re.sub(r"([a-z-]): (?=[^{}]*[;}])", r"\1:", text)
    return text.replace(";}", "}").strip() + "\n"


def script(names: Iterable[str]) -> str:
    """Our own behaviours, one small file each, as one file; each keeps its own scope."""
    texts = [(SOURCES / "js" / f"{name}.js").read_text("utf-8") for name in names]
    body = "\n".join(re.sub(r"^\s*//.*\n", "", text, flags=re.MULTILINE) for text in texts)
    return '"use strict";\n' + re.sub(r"^\s+", "", body, flags=re.MULTILINE)


def made_files() -> dict[str, str]:
    """Every made file by its address below the static root."""
    return {
        "css/site.css": stylesheet(),
        "js/site.js": script(PUBLIC_SCRIPTS),
        "js/staff.js": script(STAFF_SCRIPTS),
    }


def plotly_file() -> str:
    """The Plotly bundle to load: the basic one if a build has left it here, else the package's own."""
    basic = MADE / "plotly" / "plotly-basic.min.js"
    return "plotly/plotly-basic.min.js" if basic.is_file() else "plotly/plotly.min.js"


class MadeFinder(BaseFinder):
    """Yields the made files, written anew whenever their sources have changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=MADE)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def _write(self) -> list[str]:
        for name, text in made_files().items():
            path = MADE / name
            if not path.is_file() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh = path.with_suffix(f".{os.getpid()}-{get_ident()}")  # threads may write at once
                fresh.write_text(text, "utf-8")
                fresh.replace(path)
        basic = MADE / "plotly" / "plotly-basic.min.js"
        return [*made_files(), *(["plotly/plotly-basic.min.js"] if basic.is_file() else [])]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        for name in self._write():
            if not matches_patterns(name, list(ignore_patterns or [])):
                yield name, self.storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in self._write():
            return []
        found = str(MADE / path)
        return [found] if find_all else found


class PlotlyFinder(BaseFinder):
    """Yields the single file ``plotly/plotly.min.js`` of the installed package."""

    name = "plotly/plotly.min.js"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        spec = find_spec("plotly")
        root = Path(spec.origin).parent if spec and spec.origin else MADE
        self.storage = FileSystemStorage(location=root / "package_data")
        self.storage.prefix = "plotly"  # type: ignore[attr-defined]  # collectstatic reads it from any storage
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        yield "plotly.min.js", self.storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != self.name:
            return []
        found = self.storage.path("plotly.min.js")
        return [found] if find_all else found
