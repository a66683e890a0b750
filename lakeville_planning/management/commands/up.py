"""`manage.py up`: everything, on one machine, with one command."""

import argparse
import ctypes
import importlib
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from lakeville_planning.services import EmbeddedServices, ServiceError
from lakeville_planning.services.failures import FULL, damaged, full_disk
from lakeville_planning.services.state import forget_state, write_state
from lakeville_planning.supervisor.children import ROOT, Children
from lakeville_planning.supervisor.instance import Instance, require_free_port

PATIENCE = 60


class Stopped(Exception):  # noqa: N818 -- not an error: someone asked us to stop
    """Ctrl-C, a closed terminal, or a service manager."""


class Command(BaseCommand):
    """Runs before the settings are read: it starts the servers that the settings name (see manage.py)."""

    help = "Start database, broker, web server, worker and scheduler; stop them on Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Three options, no configuration file."""
        parser.add_argument("--port", type=_port, default=8000, help="port of the web server (8000)")
        parser.add_argument("--no-demo", action="store_true", help="start without the demonstration district")
        parser.add_argument("--fresh", action="store_true", help="delete all data first; asks before it does")

    def handle(self, *args: Any, **options: Any) -> None:
        """Turn every failure that a person can cure into one sentence and exit code 1."""
        instance = Instance(Path(os.environ.get("VAR_DIR") or ROOT / "var"))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _raise_stopped)
        _end_with_uv()
        try:
            self.run(instance, **options)
        except Stopped:
            self.stdout.write("Stopped.")
        except ServiceError as error:
            self.fail(str(error))
        except Exception as error:  # noqa: BLE001 -- what has no sentence is raised again
            self.fail(sentence_for(error, instance.var))
        finally:
            instance.release()

    def run(self, instance: Instance, *, port: int, no_demo: bool, fresh: bool, **_: Any) -> None:
        """The whole life of one instance."""
        url = f"http://localhost:{port}"  # passkeys need a name; no browser gives one to a bare number
        instance.claim(url)
        instance.end_leftovers()
        require_free_port(port)
        if fresh and os.environ.get("DATABASE_URL"):
            raise ServiceError(
                "--fresh deletes what this copy keeps, and DATABASE_URL names a database elsewhere: "
                "unset DATABASE_URL, or empty that database yourself."
            )
        if fresh and not self.may_delete(instance):
            raise ServiceError("Nothing was deleted and nothing was started.")
        instance.require_room()
        demo = instance.wants_demonstration(asked=not no_demo) and os.environ.get("DEMO") != "0"
        services = EmbeddedServices(instance.var / "services")
        children = Children(instance, services, port)
        try:
            os.environ.update(services.start() | services.roles())
            os.environ.setdefault("SECRET_KEY", instance.secret_key())
            if not demo:
                os.environ.setdefault("DEMO", "0")
            os.environ["PORT"] = str(port)
            is_new = self.prepare(instance, demo=demo)
            self.hand_over(instance)
            children.start()
            self.wait_for_page(port, children)
            self.greet(url, demo=demo, is_new=is_new)
            children.watch()
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the clean stop
            children.stop()
            forget_state(instance.var)
            services.stop()

    def prepare(self, instance: Instance, *, demo: bool) -> bool:
        """Django begins here, now that servers run; the answer: is a district still to be named?"""
        import django

        django.setup()
        from django.db import connections

        from lakeville_planning.checks import refuse_demonstration_sign_ins
        from lakeville_planning.supervisor import preparing

        preparing.migrate(self.stdout.write)
        if demo:
            preparing.load_demonstration(self.stdout.write)
        refuse_demonstration_sign_ins()
        preparing.collect_static(self.stdout.write)
        is_new = preparing.lacks_district()
        connections.close_all()
        return is_new

    def hand_over(self, instance: Instance) -> None:
        """From here on nothing runs as the owner of the tables, but what asks for that address by name."""
        owner = os.environ["DATABASE_URL"]
        os.environ["DATABASE_URL"] = os.environ.pop("APPLICATION_DATABASE_URL", owner)
        shared = ("DATABASE_URL", "PUBLIC_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "PORT")
        state = {name: os.environ[name] for name in shared if name in os.environ}
        write_state(instance.var, state | {"OWNER_DATABASE_URL": owner})

    def wait_for_page(self, port: int, children: Children) -> None:
        """Return when the first page was answered."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            children.look()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10):
                    return
            except urllib.error.HTTPError:
                return  # it answers; what it says is for the browser
            except OSError:
                time.sleep(0.05)
        raise ServiceError(
            f"No page came within {PATIENCE} seconds: see the logs in {children.instance.logs}."
        )

    def greet(self, url: str, *, demo: bool, is_new: bool = False) -> None:
        """Say where it is and who may come in."""
        self.stdout.write(f"\nThe planning site is running at {url}\n")
        people = _sign_ins() if demo else []
        if people:
            self.stdout.write(f"\nSign in at {url}/sign-in/ as")
        for role, email, password in people:
            self.stdout.write(f"  {role:<26} {email:<36} {password}")
        if is_new:
            from district.setup_key import setup_link  # the settings are read by now

            self.stdout.write("\nThis copy has no district yet. Set it up in a browser, within a day:")
            self.stdout.write(f"  {setup_link(url)}")
        self.stdout.write("\nStop with Ctrl-C.")
        self.stdout.flush()

    def may_delete(self, instance: Instance) -> bool:
        """Ask, and delete only on a plain yes."""
        try:
            answer = input(f"Delete all data in {instance.var}? This cannot be undone. Type yes: ")
        except EOFError:
            answer = ""
        if answer.strip().lower() != "yes":
            return False
        instance.delete()
        return True

    def fail(self, sentence: str) -> NoReturn:
        """One sentence, and a code that scripts can see."""
        self.stderr.write(sentence)
        sys.exit(1)


def sentence_for(error: Exception, var: Path) -> str:
    """What a person can do about an error that no service foresaw; raises it again when that is unknown."""
    if is_full_disk(error):
        return str(full_disk(var))
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, DatabaseError):
        said = str(error).strip().splitlines()[-1].rpartition("FATAL:")[2].rpartition("ERROR:")[2].strip()
        if os.environ.get("DATABASE_URL") and not (var / "services" / "postgres").exists():
            return f"The database that DATABASE_URL names cannot be used ({said}): set that right first."
        return str(damaged(var / "services" / "postgres", f"PostgreSQL says: {said}"))
    raise error


def is_full_disk(error: BaseException | None) -> bool:
    """Did the disk run full, whoever noticed it first?"""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        if getattr(error, "sqlstate", "") == "53100" or "No space left on device" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _sign_ins() -> list[tuple[str, str, str]]:
    """One sign-in per persona, where the demonstration offers them."""
    try:
        demonstration = importlib.import_module("lakeville_planning.demonstration")
    except ModuleNotFoundError:
        return []
    return list(demonstration.sign_ins())


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def _raise_stopped(number: int, frame: object) -> None:
    raise Stopped


def _end_with_uv() -> None:
    """`uv run` is our parent: if it is killed without a chance to tell us, end cleanly as well."""
    parent = Path(f"/proc/{os.getppid()}/comm")
    if sys.platform == "linux" and parent.exists() and parent.read_text().strip() == "uv":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)
