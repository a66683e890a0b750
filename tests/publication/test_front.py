"""What is answered before Django is byte for byte what Django answered, and never stale for long."""

import gzip
from io import BytesIO

import brotli
import pytest
from django.core.wsgi import get_wsgi_application

from publication import front, public_pages, reading
from publication.disclosure import Cell

pytestmark = pytest.mark.django_db(transaction=True)


class Visitor:
    """Asks the wrapped application as a server would, and counts how often Django was reached."""

    def __init__(self):
        self.reached = 0
        django = get_wsgi_application()

        def counted(environ, start_response):
            self.reached += 1
            return django(environ, start_response)

        self.front = front.Front(counted)

    def get(self, path, method="GET", **headers):
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
        } | headers
        told = []
        answer = self.front(environ, lambda status, headers: told.append((status, headers)))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return told[0][0], dict(told[0][1]), body


@pytest.fixture
def visitor(live, publish, monkeypatch):
    monkeypatch.setattr(front, "ASKS_EVERY", 0)
    live.put("graduation", [Cell(("district", "all"), 600, 400)], ())
    publish()
    reading.forget()
    public_pages.forget()
    return Visitor()


def test_the_second_answer_is_the_first_and_django_is_not_reached(visitor):
    first = visitor.get("/data/")
    second = visitor.get("/data/")
    assert first == second
    assert first[0] == "200 OK"
    assert visitor.reached == 1
    assert "Content-Security-Policy" in second[1]
    assert second[1]["X-Frame-Options"] == "DENY"


def test_a_known_tag_is_answered_304(visitor):
    tag = visitor.get("/data/")[1]["ETag"]
    status, headers, body = visitor.get("/data/", HTTP_IF_NONE_MATCH=tag)
    assert (status, headers["ETag"], body) == ("304 Not Modified", tag, b"")
    assert visitor.reached == 1


def test_a_new_release_is_seen(visitor, live, publish):
    before = visitor.get("/data/")
    live.put("attendance", [Cell(("district", "all"), 600, 400)], ())
    publish("More")
    after = visitor.get("/data/")
    assert before[2] != after[2]
    assert b"attendance" in after[2]


def test_other_parts_and_hosts_are_other_answers(visitor):
    visitor.get("/data/")
    visitor.get("/data/", HTTP_HX_REQUEST="true")
    visitor.get("/data/?a=1")
    assert visitor.get("/data/", HTTP_HOST="evil.example")[0].startswith("400")
    assert visitor.reached == 4


def test_made_up_languages_take_no_memory_while_the_site_speaks_one(visitor):
    for number in range(5):
        headers = visitor.get("/data/", HTTP_ACCEPT_LANGUAGE=f"es-{number}")[1]
        assert "Accept-Language" not in headers["Vary"]
    assert visitor.reached == 1


def test_each_language_is_another_answer_once_the_site_speaks_several(visitor, settings):
    settings.MIDDLEWARE = [front.LOCALE, *settings.MIDDLEWARE]
    for asked in ("en", "es", "es-x-made-up", "es;q=0.9"):
        visitor.get("/data/", HTTP_ACCEPT_LANGUAGE=asked)
    assert visitor.reached == 2


def test_memory_is_bounded_by_bytes_and_lets_go_of_what_was_unused_for_longest():
    kept = reading.Remembered(100 + 3 * reading.PER_ENTRY)
    for name in ("one", "two", "three"):
        kept.put(name, name, 30)
    assert kept.get("one") == "one"
    kept.put("four", "four", 30)
    assert [kept.get(name) for name in ("one", "two", "three", "four")] == ["one", None, "three", "four"]
    kept.put("four", "four again", 40)
    assert kept.size == 100 + 3 * reading.PER_ENTRY
    kept.put("too large", "x", kept.limit)
    assert (kept.size, kept.get("too large")) == (0, None)


def test_a_page_is_there_even_where_memory_can_keep_nothing(visitor, monkeypatch):
    monkeypatch.setattr(reading, "_items", reading.Remembered(0))
    assert visitor.get("/data/")[0] == "200 OK"


@pytest.mark.parametrize("path", ["/staff/", "/nowhere/", "/healthz"])
def test_nothing_private_or_missing_is_remembered(visitor, path):
    visitor.get(path)
    visitor.get(path)
    assert visitor.reached == 2


def test_only_reading_is_answered_here(visitor):
    visitor.get("/data/")
    assert visitor.get("/data/", method="POST")[0].startswith("403")  # no form of ours
    assert visitor.reached == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("br;q=0", None, bytes),
    ],
)
def test_the_answer_travels_compressed_and_arrives_the_same(visitor, accepted, encoding, decode):
    plain = visitor.get("/data/")[2]
    for _first_and_remembered in range(2):
        _status, headers, body = visitor.get("/data/", HTTP_ACCEPT_ENCODING=accepted)
        assert headers.get("Content-Encoding") == encoding
        assert headers["Content-Length"] == str(len(body))
        assert decode(body) == plain
