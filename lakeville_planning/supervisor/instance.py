"""One running copy in one folder: its lock, its key, its room on disk, its port."""

import fcntl
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
from pathlib import Path
from typing import IO

from lakeville_planning.services import places
from lakeville_planning.services.failures import ServiceError, damaged, from_os, full_disk

NEW_BYTES = 300 * 1024 * 1024  # a new cluster, collected files and some work
USUAL_BYTES = 30 * 1024 * 1024  # a site that ran before needs room for its work only
MARK = "SUPERVISED_IN"  # in the environment of every process that we start


class Instance:
    """The folder `var` and the right to run in it."""

    def __init__(self, var: Path) -> None:
        self.var = var.resolve()
        self.logs = self.var / "log"
        self._lock: IO[str] | None = None

    def claim(self, url: str) -> None:
        """Become the only copy here, or say where the other one is."""
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            self._refuse_other_owner()
            self._lock = (self.var / "up.lock").open("a+")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceError(self._where_the_other_is()) from None
        except OSError as error:
            raise from_os(error, self.var) from error
        self._lock.truncate(0)
        self._lock.write(json.dumps({"url": url, "process": os.getpid()}))
        self._lock.flush()

    def release(self) -> None:
        """Let the next copy start."""
        if self._lock is not None:
            self._lock.close()

    def require_room(self) -> None:
        """Say that the disk is full before half of something is written."""
        is_new = not (
            places.reachable(self.var / "services", places.unprivileged()) / "postgres" / "data"
        ).exists()
        needed = NEW_BYTES if is_new else USUAL_BYTES
        if shutil.disk_usage(self.var).free < needed:
            raise full_disk(self.var, needed)

    def end_leftovers(self) -> None:
        """Web workers outlive a web server that was killed, and hold its port; end those of this folder."""
        for environment in Path("/proc").glob("[0-9]*/environ"):
            try:
                is_ours = f"{MARK}={self.var}".encode() in environment.read_bytes().split(b"\0")
                if is_ours and int(environment.parent.name) != os.getpid():
                    os.kill(int(environment.parent.name), signal.SIGKILL)
            except OSError:
                continue  # another user's process, or one that just ended

    def secret_key(self) -> str:
        """A signing key of this copy's own, made once."""
        file = self.var / "secret-key"
        if not file.exists():
            places.private_file(file, secrets.token_urlsafe(50), None)
        key = file.read_text()
        if len(key) < 50:
            raise damaged(file, "the key in it is too short")
        return key

    def wants_demonstration(self, asked: bool) -> bool:
        """The choice of the first run holds for this folder."""
        file = self.var / "demonstration"
        if not file.exists():
            file.write_text("yes" if asked else "no")
        chosen = file.read_text() == "yes"
        if chosen and not asked:
            raise ServiceError(
                f"{self.var} holds the demonstration district: add --fresh to delete it and start without."
            )
        return chosen

    def delete(self) -> None:
        """Throw away every row, file and key of this copy."""
        shutil.rmtree(places.reachable(self.var / "services", places.unprivileged()), ignore_errors=True)
        for child in self.var.iterdir():
            if child.name in ("up.lock", "log"):
                continue
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            else:
                child.unlink()

    def _refuse_other_owner(self) -> None:
        owner = self.var.stat().st_uid
        if owner != os.geteuid():
            try:
                name = pwd.getpwuid(owner).pw_name
            except KeyError:
                name = str(owner)
            raise ServiceError(f"The data in {self.var} belong to the user {name}: start as that user.")

    def _where_the_other_is(self) -> str:
        try:
            other = json.loads((self.var / "up.lock").read_text())
            return (
                f"Already running at {other['url']} (process {other['process']}): "
                "use that one, or stop it with Ctrl-C in its terminal."
            )
        except (OSError, ValueError, KeyError):
            return f"Another copy is starting in {self.var}: wait for it, or stop it."


def require_free_port(port: int) -> None:
    """Say that a port is taken before anything starts."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise ServiceError(
                f"Port {port} is taken: choose another one, for example --port {port % 60000 + 1}."
            ) from None
