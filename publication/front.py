"""Answers public pages before Django's request cycle, from what Django answered before.

A page is a function of release, address, language and the part asked for. This wrapper of the WSGI
application remembers whole answers, headers included, for as long as the latest release stays the same;
each process asks for that once a second. Only answers that any cache may share are remembered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, close_old_connections, connections

from publication.public_pages import CACHE_CONTROL, HX_HEADERS
from publication.reading import Remembered, edition

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Iterable[bytes]]
ASKS_EVERY = 1.0  # seconds
LARGEST = 512 * 1024
# Whatever an answer may depend on, as WSGI spells it.
ASKED_BY = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
    *(f"HTTP_{name.upper().replace('-', '_')}" for name in HX_HEADERS),
)


@dataclass(frozen=True)
class Answer:
    """One answer as Django gave it, and while which release was the latest."""

    latest: str
    tag: str
    headers: Headers
    body: bytes


class Latest:
    """The hash of the latest release, asked for at most once a second by one thread."""

    def __init__(self) -> None:
        self.known, self.asked_at = "", float("-inf")
        self.lock = threading.Lock()

    def __call__(self) -> str:
        if time.monotonic() - self.asked_at > ASKS_EVERY and self.lock.acquire(blocking=False):
            try:
                self.known = self._ask()
                self.asked_at = time.monotonic()
            finally:
                self.lock.release()
        return self.known

    def _ask(self) -> str:
        close_old_connections()
        try:
            current = edition()
        except DatabaseError:
            return ""  # unknown: Django answers, and says what is wrong
        finally:
            connections.close_all()
        return current.content_hash if current else ""


class Front:
    """The WSGI application with a memory for public answers."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.latest = Latest()
        self.answers: Remembered[Answer] = Remembered(1_000)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)
        key = tuple(environ.get(name, "") for name in ASKED_BY)
        known, latest = self.answers.get(key), self.latest()
        if known is None or not latest or known.latest != latest:
            return self._ask(environ, start_response, key, latest)
        if known.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response(
                "304 Not Modified", [pair for pair in known.headers if pair[0] != "Content-Length"]
            )
            return [b""]
        start_response("200 OK", known.headers)
        return [known.body]

    def _ask(
        self, environ: Environ, start_response: Any, key: tuple[str, ...], latest: str
    ) -> Iterable[bytes]:
        """Let Django answer, and remember an answer that caches may share."""
        heard: list[tuple[str, Headers]] = []

        def listen(status: str, headers: Headers, *rest: Any) -> Any:
            heard.append((status, headers))
            return start_response(status, headers, *rest)

        response = self.application(environ, listen)
        status, headers = heard[0]
        names = dict(headers)
        is_shared = names.get("Cache-Control") == CACHE_CONTROL and not {
            "Set-Cookie",
            "Content-Encoding",
        } & set(names)
        if latest and status.startswith("200") and is_shared and not getattr(response, "streaming", False):
            body = b"".join(response)
            if len(body) <= LARGEST:
                self.answers.put(key, Answer(latest, names["ETag"], headers, body))
        return response
