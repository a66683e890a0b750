"""The running instance's addresses, so that commands in other terminals reach the same servers."""

import json
from pathlib import Path

from lakeville_planning.services.places import private_file

STATE_FILE = "services.json"


def write_state(folder: Path, addresses: dict[str, str]) -> None:
    """Leave the addresses and keys, readable by this user alone."""
    private_file(folder / STATE_FILE, json.dumps(addresses), None)


def read_state(folder: Path) -> dict[str, str]:
    """The addresses of the running instance; empty when none runs."""
    try:
        found = json.loads((folder / STATE_FILE).read_text())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()}


def forget_state(folder: Path) -> None:
    """Nothing runs any more."""
    (folder / STATE_FILE).unlink(missing_ok=True)
