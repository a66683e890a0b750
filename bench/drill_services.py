"""Start, kill -9 and restart the whole product: -m bench.drill_services [rounds].

Prints seconds to the first page with empty data and with data, memory, and for each kind of process the
seconds from its death until /readyz holds again. A row written before each kill must be there after it.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path
from statistics import median

import psycopg

from lakeville_planning.services.state import read_state
from lakeville_planning.supervisor.instance import MARK

ROOT = Path(__file__).resolve().parent.parent
KINDS = ["web", "worker", "scheduler", "broker", "database", "everything"]
TOKENS = {"web": "granian", "worker": "worker", "scheduler": "beat"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Product:
    """One supervised copy in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.up: subprocess.Popen[bytes] | None = None

    def start(self, path: str = "/") -> float:
        """Seconds from the command to the first page."""
        began = time.monotonic()
        command = [sys.executable, "manage.py", "up", "--port", str(self.port)]
        environment = {**os.environ, "VAR_DIR": str(self.var)}
        with (self.var.parent / "up.log").open("ab") as log:
            self.up = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.wait(path)
        return time.monotonic() - began

    def wait(self, path: str = "/readyz") -> None:
        """Until the address answers well."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).close()
                return
            except urllib.error.HTTPError as error:
                if path == "/" and error.code < 500:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        sys.exit(f"{path} did not answer within 120 s; see {self.var.parent / 'up.log'}")

    def processes(self, kind: str) -> list[int]:
        """The process ids of one kind."""
        if kind == "everything":
            assert self.up is not None
            return [self.up.pid] + [found for each in KINDS[:-1] for found in self.processes(each)]
        if kind == "database":
            return [int((self.var / "services/postgres/data/postmaster.pid").read_text().split()[0])]
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                line = (process / "cmdline").read_bytes().decode().split("\0")
                ours = f"{MARK}={self.var}".encode() in (process / "environ").read_bytes()
            except OSError:
                continue
            if kind == "broker" and "valkey" in line[0] and str(self.var) in " ".join(line):
                found.append(int(process.name))
            if kind != "broker" and ours and TOKENS[kind] in line:
                found.append(int(process.name))
        return found

    def kill(self, kind: str) -> None:
        """kill -9, and for everything a new start."""
        for number in self.processes(kind):
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue  # its parent took it along
        if kind == "everything":
            assert self.up is not None
            self.up.wait()
            self.start("/readyz")

    def stop(self) -> float:
        """Seconds from Ctrl-C to the end."""
        assert self.up is not None
        began = time.monotonic()
        self.up.send_signal(signal.SIGINT)
        self.up.wait(60)
        return time.monotonic() - began

    def memory(self) -> str:
        """Proportional memory of all processes, in MB."""
        total = {}
        for kind in KINDS[:-1]:
            sizes = [
                int(line.split()[1])
                for number in self.processes(kind)
                for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
                if line.startswith("Pss:")
            ]
            total[kind] = sum(sizes) // 1024
        return f"{sum(total.values())} MB without the supervisor: {total}"


def drill(rounds: int) -> None:
    """Measure the start, then kill at random."""
    chance = random.Random(20261124)
    with tempfile.TemporaryDirectory(prefix="lp-drill-") as folder:
        Path(folder).chmod(0o711)
        product = Product(Path(folder).resolve() / "var")
        print(f"first page, empty data: {product.start():.1f} s")
        print(f"Ctrl-C to the end: {product.stop():.1f} s")
        print(f"first page, second start: {product.start():.1f} s")
        product.wait()
        print(product.memory())
        back: dict[str, list[float]] = defaultdict(list)
        for number in range(rounds):
            kind = KINDS[number % len(KINDS)]
            with psycopg.connect(read_state(product.var)["OWNER_DATABASE_URL"]) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS drill (number integer)")
                connection.execute("INSERT INTO drill VALUES (%s)", [number])
            time.sleep(chance.uniform(0, 15 if number % 5 == 0 else 3))
            began = time.monotonic()
            product.kill(kind)
            time.sleep(0.3)
            product.wait()
            while not product.processes(kind):
                time.sleep(0.05)
            back[kind].append(time.monotonic() - began)
        with psycopg.connect(read_state(product.var)["OWNER_DATABASE_URL"]) as connection:
            kept = [row[0] for row in connection.execute("SELECT number FROM drill ORDER BY number")]
            connection.execute("DROP TABLE drill")
        product.stop()
    for kind, seconds in back.items():
        typical, worst = median(seconds), max(seconds)
        print(f"{kind} killed {len(seconds)} times: ready after {typical:.1f} s, at most {worst:.1f} s")
    print(f"rows kept: {len(kept)} of {rounds}")
    if kept != list(range(rounds)):
        sys.exit("Rows were lost or doubled.")


if __name__ == "__main__":
    drill(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
