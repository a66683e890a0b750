"""Where the embedded servers live on disk, and as whom they run."""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lakeville_planning.services.failures import ServiceError

APP = "lakeville-planning"
LONGEST_SOCKET_FOLDER = 80  # a socket path may have 107 bytes; the names inside take up to 25


@dataclass(frozen=True)
class Account:
    """The user a server runs as when we are root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """One folder for the servers' data, one for their sockets, one for their logs."""

    root: Path
    sockets: Path
    log: Path
    account: Account | None

    def folder(self, name: str) -> Path:
        """A folder below the root that only the server's user may enter."""
        return private_folder(self.root / name, self.account)


def unprivileged() -> Account | None:
    """PostgreSQL refuses to run as root, so root's servers run as nobody; everyone else's as themselves."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def place(root: Path) -> Place:
    """Prepare the folders below `root`, or somewhere reachable when `root` is closed to the server's user."""
    account = unprivileged()
    root = reachable(root.resolve(), account)
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o711)
    sockets = root / "sock"
    if len(str(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = Path(tempfile.gettempdir()) / f"{APP}-{fingerprint(root)}"
        claim(sockets)
    log = root / "log"
    log.mkdir(exist_ok=True)
    log.chmod(0o700)
    return Place(root=root, sockets=private_folder(sockets, account), log=log, account=account)


def reachable(root: Path, account: Account | None) -> Path:
    """`root` itself, or for nobody a folder in /var/tmp when `root` is below someone's closed home."""
    if account is None or traversable(root):
        return root
    moved = Path("/var/tmp") / f"{APP}-{fingerprint(root)}"  # noqa: S108 -- claimed: ours, or refused
    claim(moved)
    return moved


def reachable_package(package: Path, place: Place) -> Path:
    """A wheel's folder, or a copy of it where nobody can run it; libraries beside it come along."""
    if place.account is None or traversable(package / "x"):
        return package
    version = f"{package.name}-{fingerprint(package)}-{int(package.stat().st_mtime)}"
    copy = place.root / "binaries" / version
    if not copy.exists():
        half = copy.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(package, half / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name, symlinks=True)
        half.rename(copy)
    return copy / package.name


def private_folder(folder: Path, account: Account | None) -> Path:
    """A folder with mode 0700 that belongs to the server's user."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def private_file(file: Path, text: str, account: Account | None) -> None:
    """Write a secret: 0600 before the first byte is in it."""
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(text)
    if account is not None:
        os.chown(file, account.uid, account.gid)


def claim(folder: Path) -> None:
    """Make a folder in a shared place ours; refuse one that another user laid out for us."""
    try:
        folder.mkdir(mode=0o711)
    except FileExistsError:
        found = folder.lstat()
        owners = {os.geteuid()} | ({unprivileged().uid} if unprivileged() else set())  # type: ignore[union-attr]  # just tested
        if stat.S_ISLNK(found.st_mode) or found.st_uid not in owners:
            raise ServiceError(f"{folder} belongs to another user: remove it, then start again.") from None


def traversable(path: Path) -> bool:
    """May any user pass through every folder above `path`?"""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents if parent.exists())


def fingerprint(path: Path) -> str:
    """A short stable name for a path."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]
