"""Every word of the public pages can be translated: read them in a language that marks what it translates."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.utils import translation

from publication import public_pages
from publication.models import ReleaseItem
from tests.kpi.public.eighteen import make_eighteen
from tests.kpi.public.samples import publish

pytestmark = pytest.mark.django_db
OPEN, CLOSE = "⟦", "⟧"
PAGES = [
    "/",
    "/?unit=school-a",
    "/measures/",
    "/measures/attendance/",
    "/measures/attendance/?group=asian",
    "/measures/attendance/embed/",
    "/measures/goals/2/",
    "/about/status/",
    "/data/",
    "/accessibility/",
    "/releases/",
    "/releases/1/measures/",
]
READ_ALOUD = {"aria-label", "title", "alt", "placeholder", "data-announce", "data-failed", "data-help"}
NAMES = {"CSV", "JSON"}  # the same in every language
UNREAD = {"script", "style", "code"}


class Page(HTMLParser):
    """The words a visitor reads, in order, with what their attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.words = ""
        self.spoken: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.spoken += [value for name, value in attrs if name in READ_ALOUD and value]
        if tag not in {"meta", "link", "input", "br", "path", "circle", "rect", "line", "use"}:
            self.within.append(tag)
        self.words += " "

    def handle_startendtag(self, tag, attrs):
        self.spoken += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag):
        if tag in self.within:
            while self.within.pop() != tag:
                pass
        self.words += "\n"

    def handle_data(self, data):
        if not set(self.within) & UNREAD:
            self.words += data


def outside_marks(text):
    """What stands in no mark, piece by piece."""
    depth, piece = 0, ""
    for letter in text:
        if letter == OPEN:
            depth += 1
        elif letter == CLOSE:
            depth -= 1
            piece += "\n"
        elif not depth:
            piece += letter
    return [found.strip() for found in re.split(r"[\n]+", piece) if found.strip()]


def strings_of(payload):
    """Every string of a payload: names, questions and texts that the district wrote."""
    if isinstance(payload, dict):
        payload = [*payload.keys(), *payload.values()]
    if isinstance(payload, list):
        return {text for each in payload for text in strings_of(each)}
    return {payload} if isinstance(payload, str) and payload.strip() else set()


@pytest.fixture
def asked(monkeypatch):
    """The messages that were asked for; each comes back between marks."""
    messages: set[str] = set()

    def gettext(message):
        messages.add(str(message))
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(one, many, number):
        messages.add(one)
        return f"{OPEN}{one if number == 1 else many}{CLOSE}"

    pretended = {
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": lambda context, message: gettext(message),
    }
    for name, function in pretended.items():
        monkeypatch.setattr(translation._trans, name, function, raising=False)
    yield messages
    public_pages.forget()


def catalogue(folder: Path) -> set[str]:
    """The messages of a catalogue, as makemessages writes them."""
    text = (folder / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text("utf-8")
    found = re.findall(r'^msgid ((?:".*"\n)+)', text, flags=re.MULTILINE)
    return {json.loads('"' + "".join(re.findall(r'"(.*)"', each)) + '"') for each in found}


def test_every_word_of_the_public_pages_can_be_translated(client, sample, asked):
    make_eighteen(sample)
    release = publish(sample, notes=3)
    data = {release.reason, release.content_hash} | NAMES
    for payload in ReleaseItem.objects.values_list("payload", flat=True):
        data |= strings_of(payload)
    known = sorted(data, key=len, reverse=True)
    english = {}
    for address in PAGES:
        page = Page()
        page.feed(client.get(address).content.decode())
        for piece in outside_marks("\n".join([page.words, *page.spoken])):
            rest = piece
            for text in known:
                rest = rest.replace(text, "")
            if re.search(r"[^\W\d_]{2,}", rest):
                english.setdefault(piece, address)
    assert english == {}
    djangos = Path(django.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    listed = catalogue(settings.BASE_DIR).union(*(catalogue(path.parents[3]) for path in djangos))
    unlisted = {message for message in asked if message and message not in listed}
    assert unlisted == set(), "Write the catalogue anew: see Languages in docs/architecture.md."
