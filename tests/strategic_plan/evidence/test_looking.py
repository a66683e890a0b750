"""What is taken as evidence, what is refused, and what is left of a picture."""

import io
import os
import re
import time

import pytest
from PIL import Image

from imports.reading import FileRefused
from strategic_plan.domain.evidence import ENDINGS, clean_name, ending_of
from strategic_plan.evidence.limits import current
from strategic_plan.evidence.looking import look_at
from tests.strategic_plan.evidence import corpus


def look(tmp_path, name, made):
    path, copy = tmp_path / "sent", tmp_path / "copy"
    path.write_bytes(made)
    return look_at(path, name, current(), copy_to=copy), copy


@pytest.mark.parametrize("name", corpus.GOOD)
def test_a_good_file_of_each_kind_is_known_by_its_content(tmp_path, name):
    seen, copy = look(tmp_path, name, corpus.GOOD[name]())
    assert seen.kind == ENDINGS[ending_of(name)].code
    assert copy.exists() == (seen.kind in {"png", "jpeg", "webp"}) == seen.is_copied


@pytest.mark.parametrize("case", corpus.BAD)
def test_a_bad_file_is_refused_with_a_sentence(tmp_path, case):
    name, make, sentence = corpus.BAD[case]
    with pytest.raises(FileRefused) as refused:
        look(tmp_path, name, make())
    said = str(refused.value)
    assert re.search(sentence, said)
    assert said.endswith(".")
    assert len(said) < 260
    assert "!" not in said


def test_a_photo_forgets_where_it_was_taken_and_stands_upright(tmp_path):
    sent = corpus.photo_with_place()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    _seen, copy = look(tmp_path, "wall.jpg", sent)
    kept = Image.open(copy)
    assert kept.size == (6, 8)
    assert dict(kept.getexif()) == {}
    assert b"CameraMaker" not in copy.read_bytes()


def test_what_hides_in_or_behind_a_picture_is_not_kept(tmp_path):
    _seen, copy = look(
        tmp_path, "a.png", corpus.png_with_text("secret words") + b"<script>" + corpus.office()
    )
    assert b"secret" not in copy.read_bytes()
    assert b"<script>" not in copy.read_bytes()
    assert Image.open(copy).size == (8, 6)


def test_a_file_that_asks_for_too_much_takes_only_its_own_process(tmp_path, settings):
    settings.EVIDENCE_LIMITS = {"memory": 160_000_000}
    with pytest.raises(FileRefused) as refused:
        look(tmp_path, "a.png", corpus.picture(size=(6_000, 6_000)))
    assert "too heavy to be checked" in str(refused.value)


def test_looking_is_quick(tmp_path):
    before = time.monotonic()
    look(tmp_path, "a.pdf", corpus.pdf())
    assert time.monotonic() - before < 5


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Minutes May.pdf", "Minutes May.pdf"),
        ("a\0b.pdf", "a b.pdf"),
        ("line\r\nbreak.pdf", "line break.pdf"),
        ("gpj\u202efdp.exe", "gpj fdp.exe"),
        ("zero\u200bwidth.pdf", "zero width.pdf"),
        ('a"b<c>|?.pdf', "a b c.pdf"),
        ("con.pdf", "file con.pdf"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("Bericht für Café.pdf", "Bericht für Café.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("." * 300, "file"),
    ],
)
def test_a_name_is_cleaned(sent, kept):
    assert clean_name(sent) == kept
    assert len(clean_name(sent)) <= 120
    assert os.sep not in clean_name(sent)
