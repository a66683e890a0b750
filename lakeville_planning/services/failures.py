"""What can go wrong with a server on this machine, each in one sentence a person can act on."""

import errno
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT)


class ServiceError(Exception):
    """A start that cannot go on; the message is the sentence to print."""


def full_disk(folder: Path, needed: int = 0) -> ServiceError:
    """The sentence for a disk without room, wherever it was noticed."""
    space = f"at least {needed // 2**20} MB" if needed else "some space"
    return ServiceError(
        f"The disk that holds {folder} is full: free {space}, then start again. Nothing was lost."
    )


def damaged(folder: Path, reason: str) -> ServiceError:
    """The sentence for a data folder that a server refuses."""
    cure = "restore it from a backup (docs/operate.md), or start with --fresh to delete it and begin again"
    if folder.name == "valkey":  # the queue only hurries: jobs are rows of the database
        cure = "delete this folder alone, and start again; no work is lost"
    return ServiceError(f"The data folder {folder} cannot be used ({reason}): {cure}.")


def from_os(error: OSError, folder: Path) -> ServiceError:
    """The sentence for an operating-system error met while preparing a folder."""
    if error.errno in FULL:
        return full_disk(folder)
    if isinstance(error, PermissionError):
        where = error.filename or folder
        return ServiceError(
            f"No permission for {where}: it belongs to another user; start as that user, or hand it over."
        )
    return ServiceError(f"The folder {folder} cannot be used: {error.strerror or error}.")


def from_log(log: Path, folder: Path, server: str) -> ServiceError:
    """The sentence for a server that stopped while starting, read from the last lines of its log."""
    lines = log.read_text(errors="replace").splitlines()[-40:] if log.exists() else []
    text = "\n".join(lines)
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return full_disk(folder)
    if "could not look up effective user ID" in text:
        return ServiceError(
            "This user id has no entry in /etc/passwd, which PostgreSQL needs: add one, or set DATABASE_URL."
        )
    blamed = [
        line for line in lines if any(word in line for word in ("FATAL", "PANIC", "initdb: error", "# "))
    ]
    last = (blamed or lines or ["it gave no reason"])[-1]
    for prefix in ("FATAL:", "PANIC:", "error:", "# "):
        last = last.rpartition(prefix)[2].strip()
    return damaged(folder, f"{server} says: {last.rstrip('.')}")
