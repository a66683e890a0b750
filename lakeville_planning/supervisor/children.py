"""The three processes of the application, and the watch that keeps them and their servers alive."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from lakeville_planning.services import EmbeddedServices, ServiceError, processes
from lakeville_planning.supervisor.instance import MARK, Instance

ROOT = Path(__file__).resolve().parent.parent.parent
RESTARTS = 5  # within a minute; more is a fault that restarting does not cure


@dataclass(frozen=True)
class Child:
    """A process of ours: its name, which settings it reads, how it is started."""

    name: str
    kind: str
    arguments: tuple[str, ...]


CELERY = ("celery", "--app", "lakeville_planning")
WORKER = ("worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO")
SCHEDULER = ("beat", "--scheduler", "celery.beat:Scheduler", "--pidfile", "", "--loglevel", "INFO")
WEB = (
    "granian",
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "4",
    "--respawn-failed-workers",
)


def application(port: int) -> list[Child]:
    """Web server, worker and scheduler, as production runs them."""
    where = ("--no-ws", "--host", "127.0.0.1", "--port", str(port), "lakeville_planning.wsgi:application")
    return [
        Child("web", "web", (*WEB, *where)),
        Child("worker", "worker", (*CELERY, *WORKER)),
        Child("scheduler", "worker", (*CELERY, *SCHEDULER)),
    ]


class Children:
    """Starts them, notices when one is gone, starts it again, stops them all."""

    def __init__(self, instance: Instance, services: EmbeddedServices, port: int) -> None:
        self.instance = instance
        self.services = services
        self.children = {child.name: child for child in application(port)}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._restarts: dict[str, list[float]] = defaultdict(list)

    def start(self) -> None:
        """Start all three at once."""
        for name in self.children:
            self._start(name)

    def watch(self) -> None:
        """Run until a signal; a process that is gone comes back, as a service manager would do it."""
        while True:
            time.sleep(0.2)
            self.look()

    def look(self) -> None:
        """Bring back what is gone. A worker that lost its broker may stay deaf, so it starts again too."""
        postgres, valkey = self.services.postgres, self.services.valkey
        if postgres and postgres.process and postgres.process.poll() is not None:
            self._count("PostgreSQL", postgres.log)
            postgres.start()
        if valkey and valkey.process and valkey.process.poll() is not None:
            self._count("Valkey", valkey.log)
            valkey.start()
            for name in ("worker", "scheduler"):
                processes.stop(self.running[name], signal.SIGKILL)
                self._start(name)
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                processes.stop(process, signal.SIGKILL)  # its own children may still hold the port
                self._count(name, self._log(name))
                self._start(name)

    def stop(self) -> None:
        """Ask all to stop, then wait for each."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            processes.stop(process, signal.SIGTERM, patience=10)
        self.running.clear()

    def _start(self, name: str) -> None:
        child = self.children[name]
        self.running[name] = processes.start(
            [sys.executable, "-m", *child.arguments],
            log=self._log(name),
            cwd=ROOT,
            env={**os.environ, "PROCESS": child.kind, MARK: str(self.instance.var)},
        )

    def _log(self, name: str) -> Path:
        return self.instance.logs / f"{name}.log"

    def _count(self, name: str, log: Path) -> None:
        """Give up, in words, when something stops again and again."""
        now = time.monotonic()
        self._restarts[name] = [*(then for then in self._restarts[name] if now - then < 60), now]
        if len(self._restarts[name]) > RESTARTS:
            raise ServiceError(f"The {name} process keeps stopping: the reason is at the end of {log}.")
