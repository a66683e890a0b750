"""Start everything, or `python3 run.py test`: needs Python 3.11 or newer and nothing else.

Fetches uv where it is missing; uv installs the locked packages into .venv and runs the command.
`python3 run.py with COMMAND` runs any other command among them, for example `with ruff check .`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

UV = "uv==0.13.9"
ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"


def works(uv: str | Path | None) -> bool:
    """Does this uv run? (A version manager's shim may exist and fail.)"""
    if uv is None or not Path(uv).exists():
        return False
    return subprocess.run([str(uv), "--version"], capture_output=True, check=False).returncode == 0


def find_uv() -> str:
    """The machine's uv, or our own copy in .tools, which pip can install anywhere."""
    ours = TOOLS / "bin" / "uv"
    for uv in (shutil.which("uv"), ours):
        if works(uv):
            return str(uv)
    print("Fetching uv, which installs the locked packages.", flush=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
    ]
    if subprocess.run(
        [*command, "--upgrade", "--target", str(TOOLS), UV], check=False
    ).returncode or not works(ours):
        sys.exit("uv could not be installed: check the connection, or install uv yourself and start again.")
    return str(ours)


def main(arguments: list[str]) -> None:
    """Replace this process by uv, so that Ctrl-C and exit codes are the command's own."""
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    # Some images set PYTHONDONTWRITEBYTECODE; every process would then recompile everything.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.pop("VIRTUAL_ENV", None)
    os.environ |= {"UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT": str(ROOT)}
    os.chdir(ROOT)
    uv = find_uv()
    run = [uv, "run", "--frozen"]
    if arguments[:1] == ["with"]:
        os.execv(uv, [*run, *arguments[1:]])
    if arguments[:1] == ["test"]:
        if subprocess.run([*run, "-m", "tests.browser.chromium"], check=False).returncode:
            sys.exit(1)  # it said why
        os.execv(uv, [*run, "pytest", "-n", "2", "--dist", "worksteal", *arguments[1:]])
    os.execv(uv, [*run, "--no-dev", "manage.py", "up", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
