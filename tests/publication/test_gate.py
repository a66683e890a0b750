"""The gate: what disclosure control decided is attacked once more before anything goes out."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publication import actions, clearing, code
from publication.actions import gate
from publication.disclosure import Cell, Clearance, Partition, State
from publication.models import DraftItem, ReleaseItem
from publication.reading import edition
from tests.publication.conftest import CELLS, WHOLE

pytestmark = pytest.mark.django_db


def sabotaged(cells, partitions, ruleset):
    return {cell.key: Clearance(State.OPEN) for cell in cells}


def test_the_gate_refuses_when_clearing_is_sabotaged(live, publish, monkeypatch):
    monkeypatch.setattr(clearing, "protect", sabotaged)
    live.put("graduation", [Cell(("district", "all"), 300, 200), Cell(("district", "a"), 4, 2)], [])
    release = publish()
    assert release.state == "failed"
    assert "Nothing was published" in release.failure
    assert edition() is None
    assert not ReleaseItem.objects.exists()


def test_the_gate_refuses_when_a_partner_is_left_visible(live, publish, monkeypatch):
    def primary_only(cells, partitions, ruleset):
        return {cell.key: ruleset.clear(cell) for cell in cells}

    monkeypatch.setattr(clearing, "protect", primary_only)
    live.put(
        "graduation",
        [
            Cell(("district", "all"), 300, 200),
            Cell(("district", "a"), 291, 195),
            Cell(("district", "b"), 9, 5),
        ],
        [Partition(("district", "all"), (("district", "a"), ("district", "b")))],
    )
    assert publish().state == "failed"
    assert edition() is None


def test_the_gate_refuses_a_row_that_shows_more_than_its_state(
    live, publish, administrator, privacy_reviewer
):
    live.put("graduation", CELLS, WHOLE)
    release = actions.draft_release(by=administrator, reason="x")
    actions.compile_release(release_id=release.pk)
    item = DraftItem.objects.get(kind="cells")
    item.payload["rows"][0][item.payload["columns"].index("state")] = "not_shown"
    item.save()
    actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
    actions.publish_release(release_id=release.pk)
    release.refresh_from_db()
    assert release.state == "failed"
    assert not ReleaseItem.objects.exists()


def test_a_table_that_withstood_the_attack_is_not_attacked_again(graduation, publish, monkeypatch):
    publish()

    def no_attack(*_):
        raise AssertionError("attacked again")

    monkeypatch.setattr("publication.actions.gate.audit", no_attack)
    graduation.words = "Other words."
    assert publish().number == 2


def test_the_gate_looks_up_only_the_tables_of_this_release(graduation, publish):
    with CaptureQueriesContext(connection) as queries:
        publish()
    looked_up = [
        query["sql"]
        for query in queries
        if query["sql"].startswith("SELECT") and "publication_clearancecache" in query["sql"]
    ]
    assert looked_up
    assert all('"fingerprint" IN' in sql for sql in looked_up)


def test_a_mended_rule_judges_and_attacks_every_table_again(graduation, publish, monkeypatch):
    publish()
    judged, attacked = [], []
    protect, audit = clearing.protect, gate.audit
    monkeypatch.setattr(clearing, "protect", lambda *table: judged.append(1) or protect(*table))
    monkeypatch.setattr(gate, "audit", lambda *table: attacked.append(1) or audit(*table))
    monkeypatch.setattr(code, "disclosure_version", lambda: "the next version")
    assert publish().number == 2
    assert (len(judged), len(attacked)) == (1, 1)


def test_the_version_of_disclosure_control_follows_what_its_modules_say(tmp_path):
    (tmp_path / "rules.py").write_text("N_MIN = 10\n")
    first = code.contents_hash(tmp_path)
    (tmp_path / "rules.py").write_text("N_MIN = 12\n")
    assert code.contents_hash(tmp_path) != first
    (tmp_path / "rules.py").write_text("N_MIN = 10\n")
    assert code.contents_hash(tmp_path) == first
    assert code.disclosure_version() == code.contents_hash(settings.BASE_DIR / "publication" / "disclosure")


def test_only_tables_whose_counts_changed_are_solved_again(graduation, publish, monkeypatch):
    publish()
    solved = []
    protect = clearing.protect
    monkeypatch.setattr(clearing, "protect", lambda *table: solved.append(1) or protect(*table))
    graduation.put("attendance", [replace(CELLS[0], n=601), *CELLS[1:]], ())
    publish()
    assert len(solved) == 1
