"""Where uploads lie: in Django's default storage, a folder here or a service that the settings name."""

import datetime as dt
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

ARRIVING = "upload-"  # how the folder of an upload begins that is still on its way
A_DAY = dt.timedelta(days=1)
ID = re.compile(r"[0-9a-f]{32}")


class Stored(Protocol):
    """What has bytes in the storage: a random id, and a key made of it."""

    id: uuid.UUID

    @property
    def key(self) -> str:
        """Where the bytes lie in the storage."""


class _Arrived(File):  # type: ignore[type-arg]  # generic in the stubs only
    """A file that a folder may move instead of copying."""

    def temporary_file_path(self) -> str:
        """Django's storages ask for it by this name."""
        return str(self.name)


@contextmanager
def local_copy(file: Stored) -> Iterator[Path]:
    """A path on this machine with the bytes of a file; a passing copy where they lie elsewhere."""
    here = _path_here(file)
    if here is not None:
        yield here
        return
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        fetched = Path(folder) / file.id.hex
        with default_storage.open(file.key, "rb") as stored, fetched.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        yield fetched


@contextmanager
def arriving(file: Stored) -> Iterator[Path]:
    """A path to write an upload to; on the disk of a storage that is a folder, so keeping it is a move."""
    here = _path_here(file)
    if here is not None:
        here.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=ARRIVING, dir=here and here.parent) as folder:
        yield Path(folder) / file.id.hex


def keep(file: Stored, arrived: Path) -> None:
    """Store the bytes of an arrived file under its key."""
    with arrived.open("rb") as opened:
        default_storage.save(file.key, _Arrived(opened, name=str(arrived)))


def forget(file: Stored) -> None:
    """Remove the bytes of a file that was not recorded; nothing happens when there are none."""
    default_storage.delete(file.key)


def forget_unrecorded(folder: str, is_recorded: Callable[[set[uuid.UUID]], set[uuid.UUID]]) -> int:
    """Remove what a killed process left in a folder of the storage: bytes without a row, halves of uploads.

    ``is_recorded`` answers which of some ids have a row. Nothing younger than a day is touched: it may be
    an upload whose row is about to be written.
    """
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever kept
        return 0
    before = timezone.now() - A_DAY
    old = {name for name in names if default_storage.get_modified_time(f"{folder}/{name}") < before}
    by_id = {uuid.UUID(hex=name): name for name in old if ID.fullmatch(name)}
    lost = [by_id[key] for key in by_id.keys() - is_recorded(set(by_id))]
    for name in lost:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        if not name.startswith(ARRIVING):
            continue
        half = Path(default_storage.path(f"{folder}/{name}"))
        if half.stat().st_mtime < before.timestamp():
            shutil.rmtree(half, ignore_errors=True)
    return len(lost)


def _path_here(file: Stored) -> Path | None:
    try:
        return Path(default_storage.path(file.key))
    except NotImplementedError:  # what Django's storages answer when files lie elsewhere
        return None
