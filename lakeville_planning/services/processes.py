"""Start a child in its own session, as the right user, that dies when we die; and stop it again."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from lakeville_planning.services.places import Account

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def before_exec(account: Account | None, death_signal: int) -> Callable[[], None]:
    """What the child does between fork and exec.

    A session of its own, so that Ctrl-C in the terminal reaches the supervisor only. The death signal
    comes after setuid, which clears it; it is bound to the forking *thread*, so start services from the
    main thread only. Linux only: elsewhere a killed supervisor leaves its services to the next start.
    """

    def prepare() -> None:
        os.setsid()
        if account is not None:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
        if sys.platform == "linux":
            LIBC.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)

    return prepare


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    account: Account | None = None,
    death_signal: int = signal.SIGTERM,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start a long-running child whose output goes to a log file."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 -- fixed command lines, no shell
            [str(part) for part in command],
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            preexec_fn=before_exec(account, death_signal),
        )


def stop(process: subprocess.Popen[bytes] | None, how: int, *, patience: float = 15) -> None:
    """Ask a child to stop, wait, then end what is left of its whole group."""
    if process is None:
        return
    if process.poll() is None:
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    # A parent killed by someone else may have left children that still hold the port.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
