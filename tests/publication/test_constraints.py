"""What the database refuses about notes of a release and decisions of disclosure control."""

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from publication.models import ClearanceCache, Release, ReleaseNote


@pytest.fixture
def release(administrator) -> Release:
    return Release.objects.create(reason="New results", drafted_by=administrator)


@pytest.mark.parametrize(
    ("name", "orders"),
    [
        ("publication_note_three", [4]),
        ("publication_note_three", [0]),
        ("publication_note_order_once", [1, 1]),
    ],
)
def test_a_release_has_three_notes_at_most_each_in_its_place(name, orders, release):
    notes = [ReleaseNote(release=release, order=order, title="x", text="x") for order in orders]
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        ReleaseNote.objects.bulk_create(notes)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_a_decision_of_disclosure_control_is_final(db):
    ClearanceCache.objects.create(fingerprint="f", clearances=[["a", "hidden"]])
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        ClearanceCache.objects.update(clearances=[["a", "shown"]])
    assert ClearanceCache.objects.update(withstood="audit") == 1
    assert ClearanceCache.objects.get().clearances == [["a", "hidden"]]
