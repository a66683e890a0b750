"""Many writers in one goal over HTTP: `python -m bench.edit_at_once [writers] [edits of each]` (16, 200).

A real server with its workers, one session for each writer, no pause between edits. Every save must be
applied or answered with both texts; history must hold what was applied; then the times are printed.
"""

import datetime as dt
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import Any

from bench import servers

FORM = re.compile(r'name="(csrfmiddlewaretoken|seen)" value="([^"]*)"')


def main(writers: str = "16", edits: str = "200") -> None:
    """Write, count, print; stop with an error where a text is lost."""
    servers.set_up()
    goal, sessions = district(int(writers))
    with web() as address:
        place = f"{address}/staff/edit/coregoal/{goal.pk}/aim/edit/"
        began = time.monotonic()
        with ThreadPoolExecutor(len(sessions)) as pool:
            results = list(
                pool.map(lambda pair: writer(place, pair[0], pair[1], int(edits)), enumerate(sessions))
            )
        lasted = time.monotonic() - began
    saves = [save for result in results for save in result]
    judge(goal, saves)
    times = sorted(save[3] for save in saves)
    applied = sum(status == 200 for _words, status, _page, _time in saves)
    print(
        f"{len(saves)} saves by {writers} writers in {lasted:.1f} s:"
        f" {applied} applied, {len(saves) - applied} overtaken"
    )
    print(
        f"median {median(times) * 1000:.0f} ms, 95% {times[int(len(times) * 0.95)] * 1000:.0f} ms, none lost"
    )


@contextmanager
def web() -> Iterator[str]:
    """Two web workers, as a small site runs them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "4",
    ]
    command += ["--port", str(port), "--no-ws", "lakeville_planning.wsgi:application"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"{address}/healthz").close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def district(writers: int) -> tuple[Any, list[str]]:
    """A goal, and the session of each writer."""
    from django.conf import settings
    from django.test import Client

    from district.domain import Role
    from district.models import OrgUnit, Person, RoleAssignment
    from strategic_plan.models import CoreGoal, Plan

    plan = Plan.objects.create(name="Plan", first_year=2027)
    goal = CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="The first words.")
    unit = OrgUnit.objects.create(name="District", slug="district", level="district")
    sessions = []
    for number in range(writers):
        person = Person.objects.create_user(f"w{number}@example.org", password=None, name=f"Writer {number}")
        RoleAssignment.objects.create(
            person=person, role=Role.PLAN_EDITOR, unit=unit, valid_from=dt.date(2020, 7, 1)
        )
        client = Client()
        client.force_login(person)
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return goal, sessions


def writer(place: str, number: int, session: str, edits: int) -> list[tuple[str, int, str, float]]:
    """One person's edits, one after the other; each from the words they see then."""
    from django.conf import settings

    saves = []
    for edit in range(edits):
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
        status, page, headers = ask(place, {"Cookie": cookie, "HX-Request": "true"})
        if status != 200:
            raise SystemExit(f"The form answered {status}.")
        fields = dict(FORM.findall(page))
        token = headers["Set-Cookie"].partition(";")[0]
        words = f"Edit {edit} of writer {number}."
        body = urllib.parse.urlencode({**fields, "aim": words}).encode()
        began = time.monotonic()
        status, page, _headers = ask(place, {"Cookie": f"{cookie}; {token}", "HX-Request": "true"}, body)
        saves.append((words, status, page, time.monotonic() - began))
    return saves


def ask(place: str, headers: dict[str, str], body: bytes | None = None) -> tuple[int, str, Any]:
    """One request; a refusal is an answer too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(place, body, headers)) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


def judge(goal: Any, saves: list[tuple[str, int, str, float]]) -> None:
    """No text may be lost: applied is in history, refused is in its own answer."""
    kept = list(
        type(goal)
        .pgh_event_model.objects.filter(pgh_obj_id=goal.pk)
        .order_by("pgh_id")
        .values_list("aim", flat=True)
    )
    applied = [words for words, status, _page, _time in saves if status == 200]
    lost = [words for words, status, page, _time in saves if status == 409 and f'value="{words}"' not in page]
    odd = sorted({status for _words, status, _page, _time in saves} - {200, 409})
    goal.refresh_from_db()
    if odd or lost or sorted(kept[1:]) != sorted(applied) or goal.aim != kept[-1]:
        raise SystemExit(
            f"LOST: {lost[:3]}, other answers {odd}, history {len(kept) - 1}, applied {len(applied)}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
