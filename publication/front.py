"""Answers public pages before Django's request cycle, from what Django answered before.

A page is a function of release, address, language and the part asked for. This wrapper of the WSGI
application remembers whole answers, headers included, for as long as the latest release stays the same;
each process asks for that once a second. Only answers that any cache may share are remembered.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections, connections
from django.utils.translation import get_language_from_request

from publication.public_pages import CACHE_CONTROL, HX_HEADERS
from publication.reading import MIB, Remembered, edition

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Iterable[bytes]]
ASKS_EVERY = 1.0  # seconds
LOCALE = "django.middleware.locale.LocaleMiddleware"
LARGEST = 512 * 1024
# Whatever an answer may depend on, as WSGI spells it.
ASKED_BY = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
    *(f"HTTP_{name.upper().replace('-', '_')}" for name in HX_HEADERS),
)


# In the order of our choice. Public pages hold no secret, so compressing them gives nothing away.
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=9),  # 11 takes ten times longer for 2 % less
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}


@dataclass(frozen=True)
class Answer:
    """One answer as Django gave it, in every encoding, and while which release was the latest."""

    latest: str
    tag: str
    variants: dict[str, tuple[Headers, bytes]]

    @classmethod
    def of(cls, latest: str, headers: Headers, body: bytes) -> Answer:
        """Encode an answer once for all who ask."""
        plain = [pair for pair in headers if pair[0] != "Content-Length"]
        tag = dict(headers)["ETag"]
        variants = {"": ([*plain, ("Content-Length", str(len(body)))], body)}
        for name, encode in ENCODINGS.items():
            encoded = encode(body)
            extra = [("Content-Encoding", name), ("Content-Length", str(len(encoded)))]
            variants[name] = ([*plain, *extra], encoded)
        return cls(latest, tag, variants)

    @property
    def size(self) -> int:
        """How many bytes its bodies take together."""
        return sum(len(body) for _, body in self.variants.values())

    def variant(self, accepted: str) -> tuple[Headers, bytes]:
        """The first of our encodings that the visitor accepts."""
        offered = {part.strip() for part in accepted.split(",")}  # one with a q value is left alone
        return self.variants[next((name for name in ENCODINGS if name in offered), "")]


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
        self.answers: Remembered[Answer] = Remembered(64 * MIB)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)
        key = (_language(environ), *(environ.get(name, "") for name in ASKED_BY))
        known, latest = self.answers.get(key), self.latest()
        if known is None or not latest or known.latest != latest:
            return self._ask(environ, start_response, key, latest)
        if known.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response(
                "304 Not Modified", [pair for pair in known.variants[""][0] if pair[0] != "Content-Length"]
            )
            return [b""]
        headers, body = known.variant(environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response("200 OK", headers)
        return [body]

    def _ask(
        self, environ: Environ, start_response: Any, key: tuple[str, ...], latest: str
    ) -> Iterable[bytes]:
        """Let Django answer, and remember an answer that caches may share."""
        heard: list[tuple[str, Headers]] = []
        response = self.application(environ, lambda *said: heard.append((said[0], said[1])))
        status, headers = heard[0]
        if latest and status.startswith("200") and _is_shared(headers, response):
            body = b"".join(response)
            _close(response)
            if len(body) <= LARGEST:
                answer = Answer.of(latest, headers, body)
                self.answers.put(key, answer, answer.size + sum(map(len, key)))
                headers, body = answer.variant(environ.get("HTTP_ACCEPT_ENCODING", ""))
            start_response(status, headers)
            return [body]
        start_response(status, headers)
        return response


def _language(environ: Environ) -> str:
    """The language Django would answer in; whatever is asked for, while the site speaks only one."""
    if LOCALE not in settings.MIDDLEWARE:
        return settings.LANGUAGE_CODE
    return get_language_from_request(WSGIRequest(environ))


def _is_shared(headers: Headers, response: Iterable[bytes]) -> bool:
    """Whether any cache may keep the answer, and it is there as a whole."""
    names = dict(headers)
    is_plain = not {"Set-Cookie", "Content-Encoding"} & set(names)
    return (
        is_plain and names.get("Cache-Control") == CACHE_CONTROL and not getattr(response, "streaming", False)
    )


def _close(response: Iterable[bytes]) -> None:
    """Tell Django that the answer was read, as a server would; it gives its connection back."""
    close = getattr(response, "close", None)
    if close:
        close()
