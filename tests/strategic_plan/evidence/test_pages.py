"""Evidence on staff pages: attached, downloaded, withdrawn, put back."""

import datetime as dt
import uuid

import pytest
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from district.queries import Asked, history
from strategic_plan import actions
from strategic_plan.models import EvidenceFile, InputEvidence, Plan, StakeholderInput, link_kinds
from tests.strategic_plan.evidence import corpus


@pytest.fixture
def heard(plan_editor):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    return StakeholderInput.objects.create(
        plan=plan,
        title="Family survey",
        audiences=["families"],
        method="survey",
        held_from=dt.date(2026, 2, 3),
        heard="Families ask for one message a week.",
        recorded_by=plan_editor,
    )


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def as_editor(client, plan_editor):
    client.force_login(plan_editor)
    return client


def send(client, heard, name="Minutes May.pdf", made=None, title="Minutes"):
    file = SimpleUploadedFile(name, made or corpus.pdf(), content_type="text/html")
    address = f"/staff/plan/evidence/input/{heard.pk}/add/"
    return client.post(address, {"file": file, "title": title})


def kept(heard, plan_editor, **how):
    return actions.attach_evidence(
        link=InputEvidence,
        owner=heard,
        by=plan_editor,
        **{"name": "a.pdf", "blocks": [corpus.pdf()], "title": "Minutes", **how},
    )


def test_a_file_is_attached_and_history_says_who(as_editor, heard):
    assert send(as_editor, heard).status_code == 302
    file = EvidenceFile.objects.get()
    assert (file.name, file.kind, file.title) == ("Minutes May.pdf", "pdf", "Minutes")
    assert file.sha256 == file.sent_sha256
    entry = history(Asked(model="strategic_plan.evidencefile", pk=str(file.pk))).entries[0]
    assert (entry.who, entry.did, entry.reason) == ("plan editor", "Added", "Evidence attached")
    page = as_editor.get(heard.get_absolute_url()).content.decode()
    assert "Minutes</a> (PDF," in page
    assert "“Minutes” is attached." in page


def test_the_bytes_lie_under_a_random_name_outside_the_web_root(as_editor, heard, settings):
    send(as_editor, heard)
    (path,) = [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    assert path.name == EvidenceFile.objects.get().id.hex
    assert path.stat().st_mode & 0o077 == 0
    assert not hasattr(settings, "MEDIA_URL") or as_editor.get(f"/{path.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "disposition"),
    [
        ("Minutes May.pdf", "pdf", 'attachment; filename="Minutes May.pdf"'),
        ("Café “May”.pdf", "pdf", "attachment; filename*=utf-8''Caf%C3%A9%20%E2%80%9CMay%E2%80%9D.pdf"),
        ('a";x="b.pdf', "pdf", 'attachment; filename="a ;x= b.pdf"'),
        ("x\r\nSet-Cookie: a=b.pdf", "pdf", 'attachment; filename="x Set-Cookie a=b.pdf"'),
    ],
)
def test_a_file_is_sent_as_a_download_and_never_shown(client, plan_editor, heard, name, kind, disposition):
    file = kept(heard, plan_editor, name=name)
    client.force_login(plan_editor)
    response = client.get(f"/staff/plan/evidence/{file.pk}/")
    assert response.status_code == 200
    assert response["Content-Disposition"] == disposition
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response["Content-Length"] == str(file.size)
    assert b"".join(response.streaming_content) == corpus.pdf()


@pytest.mark.parametrize(
    "case", ["web page named PDF", "macros in a plain name", "bomb", "PDF with a program"]
)
def test_a_refused_file_leaves_nothing_behind(as_editor, heard, settings, case):
    name, make, _sentence = corpus.BAD[case]
    response = send(as_editor, heard, name, make())
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not EvidenceFile.objects.exists()
    assert [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()] == []


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at(as_editor, heard, settings):
    settings.EVIDENCE_LIMITS = {"file_bytes": 100}
    response = send(as_editor, heard)
    assert response.status_code == 422
    assert "The file is larger than 1 kB." in response.content.decode()


def test_the_same_file_twice_is_said(as_editor, heard, plan_editor):
    kept(heard, plan_editor)
    page = send(as_editor, heard)
    assert page.status_code == 422
    assert "This very file is here already: “Minutes”, attached by plan editor on" in page.content.decode()
    other = StakeholderInput.objects.create(
        plan=heard.plan, title="Other", audiences=["staff"], method="meeting",
        held_from=dt.date(2026, 3, 3), heard="x", recorded_by=plan_editor,
    )  # fmt: skip
    assert send(as_editor, other).status_code == 302
    page = as_editor.get(other.get_absolute_url()).content.decode()
    assert "The same file is also attached to “Family survey”." in page


def test_the_same_photo_twice_is_known_though_it_was_saved_again(heard, plan_editor, as_editor):
    file = kept(heard, plan_editor, name="a.jpg", blocks=[corpus.photo_with_place()])
    assert file.sha256 != file.sent_sha256
    assert send(as_editor, heard, "b.jpg", corpus.photo_with_place()).status_code == 422


def test_a_withdrawn_file_is_gone_at_once_and_can_be_put_back(as_editor, heard, plan_editor):
    file = kept(heard, plan_editor)
    address = f"/staff/plan/evidence/{file.pk}/"
    assert as_editor.post(address + "withdraw/", {"reason": ""}).status_code == 422
    assert as_editor.post(address + "withdraw/", {"reason": "Wrong file"}).status_code == 302
    gone = as_editor.get(address)
    assert gone.status_code == 404
    assert "was withdrawn by plan editor on" in gone.content.decode()
    assert "Wrong file" in as_editor.get(heard.get_absolute_url()).content.decode()
    assert send(as_editor, heard).status_code == 302
    assert as_editor.post(address + "put-back/").status_code == 302
    assert as_editor.get(address).status_code == 200


def test_what_nobody_may_see_is_deleted_at_once(
    as_editor, heard, plan_editor, django_capture_on_commit_callbacks
):
    file = kept(heard, plan_editor)
    fields = {"reason": "Shows names", "is_deleted_now": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        as_editor.post(f"/staff/plan/evidence/{file.pk}/withdraw/", fields)
    assert not default_storage.exists(file.key)
    as_editor.post(f"/staff/plan/evidence/{file.pk}/put-back/")
    assert "The file is deleted. Attach it again." in as_editor.get(heard.get_absolute_url()).content.decode()
    assert EvidenceFile.objects.get().withdrawn_reason == "Shows names"


def test_withdrawn_files_are_deleted_when_the_days_of_grace_are_over(heard, plan_editor):
    old = kept(heard, plan_editor)
    new = kept(heard, plan_editor, blocks=[corpus.picture()], name="a.png")
    for file in (old, new):
        actions.withdraw_evidence(file=file, is_deleted_now=False, by=plan_editor, reason="Wrong")
    EvidenceFile.objects.filter(pk=old.pk).update(delete_after=timezone.now())
    assert actions.delete_due_evidence() == 1
    assert (default_storage.exists(old.key), default_storage.exists(new.key)) == (False, True)
    assert actions.delete_due_evidence() == 0


class Locked(InMemoryStorage):
    """A storage that keeps what is deleted, while its service is out of order."""

    is_locked = True

    def delete(self, name):
        if self.is_locked:
            raise OSError("The service is out of order.")
        super().delete(name)


@pytest.fixture
def locked(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Locked"}}
    yield
    Locked.is_locked = True


def test_what_the_storage_would_not_delete_now_is_deleted_by_the_next_sweep(
    locked, as_editor, heard, plan_editor, django_capture_on_commit_callbacks
):
    file = kept(heard, plan_editor)
    with django_capture_on_commit_callbacks(execute=True):
        as_editor.post(
            f"/staff/plan/evidence/{file.pk}/withdraw/", {"reason": "Shows names", "is_deleted_now": "on"}
        )
    file.refresh_from_db()
    assert (file.is_deleted, default_storage.exists(file.key)) == (False, True)
    assert as_editor.get(f"/staff/plan/evidence/{file.pk}/").status_code == 404
    as_editor.post(f"/staff/plan/evidence/{file.pk}/put-back/")
    Locked.is_locked = False
    assert actions.delete_due_evidence() == 1
    file.refresh_from_db()
    assert (file.is_deleted, default_storage.exists(file.key)) == (True, False)


def test_bytes_that_are_missing_are_said_and_break_nothing(as_editor, heard, plan_editor):
    file = kept(heard, plan_editor)
    default_storage.delete(file.key)
    page = as_editor.get(f"/staff/plan/evidence/{file.pk}/")
    assert page.status_code == 404
    assert "its bytes cannot be found" in page.content.decode()


def test_a_file_that_speaks_for_nothing_is_nobodys(as_editor, heard, plan_editor):
    file = kept(heard, plan_editor)
    InputEvidence.objects.all().delete()
    assert as_editor.get(f"/staff/plan/evidence/{file.pk}/").status_code == 404


def test_who_may_not_see_the_plan_gets_no_file_and_learns_nothing(client, heard, plan_editor, nobody):
    file = kept(heard, plan_editor)
    address = f"/staff/plan/evidence/{file.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(nobody)
    assert client.get(address).status_code == 403
    assert client.get(f"/staff/plan/evidence/{uuid.uuid4()}/").status_code == 403


def test_a_reader_downloads_and_changes_nothing(client, heard, plan_editor, principal):
    file = kept(heard, plan_editor)
    client.force_login(principal)
    assert client.get(f"/staff/plan/evidence/{file.pk}/").status_code == 200
    assert client.post(f"/staff/plan/evidence/{file.pk}/withdraw/", {"reason": "x"}).status_code == 403
    assert client.post(f"/staff/plan/evidence/{file.pk}/put-back/").status_code == 403
    assert send(client, heard).status_code == 403
    assert "Withdraw" not in client.get(heard.get_absolute_url()).content.decode()


def test_every_kind_of_thing_with_evidence_has_a_page_to_return_to():
    owners = {kind: link.owner.field.related_model for kind, link in link_kinds().items()}
    assert {"input", "process", "cycle", "rating"} <= set(owners)
    assert [kind for kind, owner in owners.items() if not hasattr(owner, "get_absolute_url")] == []
