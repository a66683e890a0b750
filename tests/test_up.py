"""`manage.py up` says in one sentence what is wrong, and nothing that was saved is lost."""

import errno
import os
import signal
import socket
import tempfile
from pathlib import Path

import psycopg
import pytest

from lakeville_planning.management.commands.up import is_full_disk
from lakeville_planning.services import ServiceError, places
from lakeville_planning.services.failures import from_log
from lakeville_planning.services.postgres import Postgres
from lakeville_planning.services.state import forget_state, read_state, write_state
from lakeville_planning.supervisor.instance import Instance, require_free_port


def test_second_copy_says_that_one_is_running_and_where(tmp_path):
    first, second = Instance(tmp_path), Instance(tmp_path)
    first.claim("http://127.0.0.1:8000")
    with pytest.raises(ServiceError, match=r"Already running at http://127.0.0.1:8000 \(process \d+\)"):
        second.claim("http://127.0.0.1:9000")
    first.release()
    second.claim("http://127.0.0.1:9000")


def test_taken_port_suggests_another():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ServiceError, match=f"Port {port} is taken: choose another one"):
            require_free_port(port)


def test_choice_of_the_first_run_holds(tmp_path):
    instance = Instance(tmp_path)
    assert instance.wants_demonstration(asked=True) is True
    assert instance.wants_demonstration(asked=True) is True
    with pytest.raises(ServiceError, match="holds the demonstration district: add --fresh"):
        instance.wants_demonstration(asked=False)


def test_copy_without_demonstration_stays_without(tmp_path):
    instance = Instance(tmp_path)
    assert instance.wants_demonstration(asked=False) is False
    assert instance.wants_demonstration(asked=True) is False


def test_signing_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = Instance(tmp_path).secret_key()
    assert Instance(tmp_path).secret_key() == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_addresses_of_a_running_copy_are_private_and_forgotten(tmp_path):
    write_state(tmp_path, {"DATABASE_URL": "postgres://somewhere"})
    assert (tmp_path / "services.json").stat().st_mode & 0o777 == 0o600
    assert read_state(tmp_path) == {"DATABASE_URL": "postgres://somewhere"}
    forget_state(tmp_path)
    assert read_state(tmp_path) == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("FATAL:  could not write: No space left on device", "is full: free some space"),
        ("FATAL:  database files are incompatible with server", "(PostgreSQL says: database files are"),
        ("initdb: error: could not look up effective user ID 12345", "has no entry in /etc/passwd"),
    ],
)
def test_log_of_a_server_that_did_not_start_becomes_a_sentence(tmp_path, line, sentence):
    log = tmp_path / "postgres.log"
    log.write_text(f"LOG:  starting\n{line}\n")
    assert sentence in str(from_log(log, tmp_path, "PostgreSQL"))


def test_full_disk_is_recognised_behind_other_errors():
    seen_later = RuntimeError("could not collect files")
    seen_later.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert is_full_disk(seen_later)
    assert not is_full_disk(RuntimeError("something else"))


@pytest.fixture
def postgres():
    with tempfile.TemporaryDirectory(prefix="lp-test-") as folder:
        Path(folder).chmod(0o711)  # as root the server runs as nobody
        server = Postgres(places.place(Path(folder) / "services"))
        server.start()
        yield server
        server.stop()


def test_rows_survive_a_killed_database(postgres):
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
    assert postgres.process is not None
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    postgres.start()
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (42,)


def test_data_folder_without_a_version_is_refused_and_left_alone(postgres):
    postgres.stop()
    (postgres.data / "PG_VERSION").unlink()
    with pytest.raises(ServiceError, match="it is not a complete PostgreSQL folder"):
        postgres.start()
    assert (postgres.data / "global" / "pg_control").exists()
