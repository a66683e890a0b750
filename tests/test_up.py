"""`manage.py up` says in one sentence what is wrong, and nothing that was saved is lost."""

import errno
import os
import shutil
import signal
import socket
import tempfile
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from district.models import OrgUnit, Person
from lakeville_planning.demonstration import loading
from lakeville_planning.management.commands.up import is_full_disk, sentence_for
from lakeville_planning.services import ServiceError, places
from lakeville_planning.services.failures import from_log
from lakeville_planning.services.postgres import Postgres
from lakeville_planning.services.state import forget_state, read_state, write_state
from lakeville_planning.supervisor import preparing
from lakeville_planning.supervisor.instance import Instance, require_free_port


@pytest.fixture
def open_folder():
    """A folder that nobody can reach too: as root the servers run as nobody."""
    with tempfile.TemporaryDirectory(prefix="lp-test-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


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


def test_a_refusal_of_the_settings_or_of_a_damaged_database_becomes_a_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert (
        sentence_for(ImproperlyConfigured("Production refuses DEMO."), tmp_path) == "Production refuses DEMO."
    )
    said = sentence_for(
        OperationalError("connection failed: FATAL:  password authentication failed"), tmp_path
    )
    assert "cannot be used (PostgreSQL says: password authentication failed): restore it" in said
    with pytest.raises(KeyError):
        sentence_for(KeyError("a defect of ours"), tmp_path)


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="a port is a number from 1 to 65535"):
        call_command("up", f"--port={port}")


def test_a_full_disk_names_the_room_that_is_needed(open_folder, monkeypatch):
    instance = Instance(open_folder)
    free = type("Usage", (), {"free": 40 * 2**20})
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: free)
    with pytest.raises(ServiceError, match="free at least 300 MB"):
        instance.require_room()
    (open_folder / "services" / "postgres" / "data").mkdir(parents=True)
    instance.require_room()  # a site that ran before is not kept from starting


@pytest.mark.django_db
def test_a_demonstration_that_breaks_off_leaves_nothing(monkeypatch, settings):
    settings.DEMO = True
    monkeypatch.setattr(loading, "publish_releases", lambda people: [][0])
    with pytest.raises(IndexError):
        loading.load()
    assert Person.objects.count() == 0
    assert OrgUnit.objects.count() == 0


@pytest.mark.django_db
def test_a_lost_trigger_comes_back_at_the_next_start():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger "
            "WHERE tgrelid = 'district_orgunit'::regclass AND tgname LIKE 'pgtrigger%'"
        )
        (name,) = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {name} ON district_orgunit")
        preparing.install_lost_triggers()
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = %s", [name])
        assert cursor.fetchone() == (1,)


@pytest.fixture
def postgres(open_folder):
    server = Postgres(places.place(open_folder / "services"))
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
