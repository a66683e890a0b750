"""Production refuses to start half-open; every answer carries the strict headers."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone

from accounts.models import Letter
from imports.models import ImportBatch, SourceFile
from lakeville_planning.checks import demonstration_sign_ins_are_gone, refuse_demonstration_sign_ins
from publication import actions
from publication.models import Release


def private_page(request):
    return HttpResponse("staff only")


@login_not_required
def broken_page(request):
    raise RuntimeError("a detail that nobody outside may read")


urlpatterns = [path("private", private_page), path("broken", broken_page)]
handler500 = "lakeville_planning.errors.broken"

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
PRODUCTION = {"ALLOWED_HOSTS": "planning.example.org", "SECRET_KEY": "k7-" + "wq9Zp2Lx" * 8}


def check_deploy(**environment):
    """`manage.py check --deploy` in an environment of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={**_without_browser_switch(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _without_browser_switch():
    """The environment without what the browser tests beside us need."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def test_production_settings_pass_the_deployment_check():
    done = check_deploy(**PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DEMO": "1"}, "Production refuses DEMO"),
        ({"DEBUG": "1"}, "Production refuses DEBUG"),
        ({"SECRET_KEY": ""}, "Production needs SECRET_KEY"),
    ],
)
def test_production_refuses_to_start(wrong, sentence):
    done = check_deploy(**{**PRODUCTION, **wrong})
    assert done.returncode != 0
    assert sentence in done.stderr.splitlines()[-1]


def test_every_answer_carries_the_strict_policy(client):
    answer = client.get("/healthz")
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("environment", "role"),
    [
        ({}, None),
        ({"PUBLIC_DATABASE_URL": "postgres://planning_public:secret@host/planning"}, "planning_public"),
    ],
)
def test_public_pages_can_be_given_a_role_of_their_own(environment, role):
    code = (
        "from lakeville_planning.settings import DATABASES as d; p = d.get('public', {}); "
        "print(p.get('USER'), 'statement_timeout' in p.get('OPTIONS', {}).get('options', ''))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**_without_browser_switch(), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(role), str(bool(role))]


@pytest.mark.django_db
def test_ready_when_database_migrations_broker_and_work_are(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "database": True,
        "migrations": True,
        "broker": True,
        "work": True,
        "waited": {"imports": 0, "releases": 0, "letters": 0},
    }


@pytest.mark.django_db
def test_not_ready_without_broker_and_says_so(client, settings):
    settings.REDIS_URL = "unix:///nowhere.sock"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    failed = {name for name, holds in answer.json().items() if holds is False}
    assert failed == {"broker"}


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_without_a_mark_asks_for_a_sign_in(client):
    answer = client.get("/private")
    assert answer.status_code == 302
    assert answer["Location"] == f"{settings.LOGIN_URL}?next=/private"


@override_settings(ROOT_URLCONF=__name__)
def test_htmx_without_a_session_leaves_the_whole_page(client):
    answer = client.get(
        "/private", headers={"HX-Request": "true", "HX-Current-URL": "https://testserver/staff/kpi?year=2"}
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == f"{settings.LOGIN_URL}?next=/staff/kpi%3Fyear%3D2"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_signed_in_page_is_never_stored(client, django_user_model):
    client.force_login(_someone(django_user_model))
    answer = client.get("/private")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_session_ends_after_an_idle_hour(client, django_user_model):
    client.force_login(_someone(django_user_model))
    with time_machine.travel("2026-11-24T08:00Z", tick=False):
        assert client.get("/private").status_code == 200
    with time_machine.travel("2026-11-24T09:01Z", tick=False):
        assert client.get("/private").status_code == 302


@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_page_shows_a_reference_and_no_detail(client):
    client.raise_request_exception = False
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert b"a detail" not in answer.content


def _someone(model):
    return model.objects.create(**{model.USERNAME_FIELD: "steward@example.org"})


@pytest.mark.django_db
def test_production_refuses_a_database_with_demonstration_sign_ins(settings, django_user_model):
    settings.PRODUCTION = True
    refuse_demonstration_sign_ins()
    person = _someone(django_user_model)
    person.is_demonstration = True
    person.save()
    with pytest.raises(ImproperlyConfigured, match="demonstration sign-ins"):
        refuse_demonstration_sign_ins()
    assert [error.id for error in demonstration_sign_ins_are_gone(databases=["default"])] == [
        "lakeville_planning.E001"
    ]


@pytest.mark.django_db
def test_not_ready_when_an_import_waits_for_a_worker_that_never_comes(client, steward):
    file = SourceFile.objects.create(name="x.csv", sha256="0", size=1, uploaded_by=steward)
    ImportBatch.objects.create(
        file=file, created_by=steward, state="queued_check", queued_at=timezone.now() - timedelta(minutes=3)
    )
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["work"] is False


@pytest.mark.django_db
def test_not_ready_when_a_letter_waits_and_ready_when_its_next_try_lies_ahead(client):
    now = timezone.now()
    letter = Letter.objects.create(
        key="x", kind="notice", address="a@example.org", try_at=now - timedelta(minutes=3)
    )
    answer = client.get("/readyz").json()
    assert answer["work"] is False
    assert 180 <= answer["waited"]["letters"] < 240
    Letter.objects.filter(pk=letter.pk).update(try_at=now + timedelta(minutes=8))
    assert client.get("/readyz").json()["work"] is True


@pytest.mark.django_db
def test_readiness_asks_the_database_little(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(8):  # one statement, the list of tables; three ages, asked twice
        client.get("/readyz")


@pytest.mark.django_db
def test_ready_when_an_old_draft_is_prepared_again_just_now(client, administrator):
    release = actions.draft_release(by=administrator, reason="x")
    long_ago = timezone.now() - timedelta(days=9)
    Release.objects.filter(pk=release.pk).update(state="ready", drafted_at=long_ago, queued_at=long_ago)
    actions.compile_again(release=release, by=administrator)
    assert client.get("/readyz").json()["work"] is True
    Release.objects.filter(pk=release.pk).update(queued_at=timezone.now() - timedelta(minutes=3))
    assert client.get("/readyz").json()["work"] is False


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "IMPORT_LIMITS",
            "rowz=5",
            "IMPORT_LIMITS cannot use rowz. It takes numbers above 0 for file_bytes",
        ),
        ("IMPORT_LIMITS", "rows=0", "IMPORT_LIMITS cannot use rows."),
        ("IMPORT_LIMITS", "rows=many", "IMPORT_LIMITS is written like file_bytes=50000000,rows=1000."),
        ("EVIDENCE_LIMITS", "pixels", "EVIDENCE_LIMITS is written like file_bytes=50000000,pixels=1000."),
    ],
)
def test_a_limit_that_cannot_be_meant_stops_the_start(name, value, sentence):
    done = check_deploy(**PRODUCTION, **{name: value})
    assert done.returncode != 0
    assert sentence in done.stderr


def test_a_limit_is_read_from_the_environment():
    code = "import django; django.setup(); from imports import limits; print(limits.current().rows)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**_without_browser_switch(), "IMPORT_LIMITS": "rows=500,columns=7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "500"
