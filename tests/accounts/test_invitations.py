"""Coming in by invitation: a link that works once, for some days, and no longer than it should."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import letters as wording
from accounts.actions import (
    ask_for_reset,
    deliver,
    invite,
    sweep,
    use_invitation,
    withdraw_invitation,
    write_letter,
)
from accounts.models import Invitation, Letter
from accounts.queries import account_of
from district.actions import Refused, add_person, let_leave, save_person
from district.models import Person
from district.queries import Asked, history
from district.ways_in import ways_in_of
from tests.accounts.conftest import sign_in

PASSWORD = "four words in a row"


@pytest.fixture
def newcomer(administrator):
    return add_person(name="New Person", email="new@example.org", by=administrator)


@pytest.fixture
def invitation(newcomer, administrator):
    return invite(person=newcomer, by=administrator)


@pytest.fixture
def link(invitation, settings):
    """The way to the page, as the test client knows it."""
    return wording.invitation_link(invitation).removeprefix(settings.SITE_ADDRESS)


def choose(client, link, password=PASSWORD, again=PASSWORD):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": again})


def test_an_invited_person_sets_a_password_and_signs_in(client, newcomer, link):
    response = choose(client, link)
    assert (response.status_code, response.url) == (302, "/sign-in/")
    assert "Your password is set." in client.get("/sign-in/").content.decode()
    signed_in = client.post("/sign-in/", {"login": newcomer.email, "password": PASSWORD})
    assert (signed_in.status_code, signed_in.url) == (302, "/staff/")


def test_the_mail_leads_to_the_configured_address_whatever_the_host_header_says(
    client, administrator, newcomer, settings, letters
):
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://planning.example.org", ["*"]
    client.force_login(administrator)
    client.post(f"/staff/people/{newcomer.pk}/account/invite/", headers={"Host": "evil.example"})
    (mail_sent,) = letters()
    assert mail_sent.to == ["new@example.org"]
    assert "https://planning.example.org/invitation/" in mail_sent.body
    assert "evil.example" not in mail_sent.body
    assert mail_sent.extra_headers["Message-ID"] == (
        f"<invitation-{Invitation.objects.get().pk}@planning.example.org>"
    )


def test_a_link_works_once(client, link):
    choose(client, link)
    page = client.get(link)
    assert page.status_code == 404
    assert "This link does not work any more." in page.content.decode()


def test_looking_at_a_link_does_not_use_it_up(client, link):
    for _ in range(3):
        client.get(link, follow=True)
    assert choose(client, link).status_code == 302


def test_of_two_who_use_one_link_the_second_is_refused(invitation):
    use_invitation(invitation=invitation, password=PASSWORD)
    with pytest.raises(Refused):
        use_invitation(invitation=invitation, password="another long phrase here")


def test_a_link_works_for_a_week(client, link, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(days=7, minutes=1))
    assert client.get(link).status_code == 404


def test_the_page_left_open_past_the_last_day_is_refused_too(client, link, time_machine):
    page = client.get(link, follow=True)
    time_machine.move_to(timezone.now() + dt.timedelta(days=8))
    address = page.request["PATH_INFO"]
    assert client.post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 404


def test_a_new_invitation_ends_the_earlier_one(client, link, newcomer, administrator):
    invite(person=newcomer, by=administrator)
    assert client.get(link).status_code == 404
    assert Invitation.objects.standing().count() == 1


def test_a_withdrawn_invitation_lets_nobody_in(client, link, newcomer, administrator):
    withdraw_invitation(person=newcomer, by=administrator)
    assert client.get(link).status_code == 404


def test_a_person_who_left_cannot_use_the_link(client, link, newcomer):
    Person.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert client.get(link).status_code == 404


def test_a_link_that_went_to_a_wrong_address_stops_when_the_address_is_corrected(client, link, newcomer):
    Person.objects.filter(pk=newcomer.pk).update(email="right@example.org")
    assert client.get(link).status_code == 404


def test_a_corrected_address_withdraws_the_invitation_and_offers_to_invite_again(
    client, link, newcomer, administrator
):
    client.force_login(administrator)
    edit = f"/staff/people/{newcomer.pk}/edit/"
    fields = {"name": newcomer.name, "email": "Right@example.org", "reason": "A typing mistake"}
    done = client.post(edit, fields | {"seen": client.get(edit).context["form"]["seen"].value()})
    assert done.url == f"/staff/people/{newcomer.pk}/account/"
    page = client.get(done.url).content.decode()
    assert "Not invited yet" in page
    assert "Invite" in page
    assert Invitation.objects.standing().count() == 0
    assert client.get(link).status_code == 404


def test_another_address_is_told_to_both_and_ends_every_session(known, administrator, letters):
    there = Client()
    sign_in(there, known)
    assert there.get("/staff/").status_code == 200
    known.email = "new.address@example.org"
    save_person(person=known, by=administrator, reason="Married")
    assert [sent.to for sent in letters()] == [["steward@example.org"], ["new.address@example.org"]]
    assert "signs in as new.address@example.org from now on" in mail.outbox[0].body
    assert [event.what for event in known.account_events.all()] == ["address_changed"]
    assert there.get("/staff/").status_code == 302
    known.name = "Another Name"
    save_person(person=known, by=administrator)
    assert known.account_events.count() == 1


def test_who_leaves_is_out_and_their_invitation_is_withdrawn(client, link, newcomer, administrator):
    ways = [way.text for way in ways_in_of(newcomer)]
    assert ways == ["Invited"]
    let_leave(person=newcomer, last_day=timezone.localdate(), to={}, by=administrator)
    assert client.get(link).status_code == 404
    assert Invitation.objects.standing().count() == 0
    newcomer.refresh_from_db()
    assert ways_in_of(newcomer) == ()


@pytest.mark.parametrize("token", ["1", "1.forged", "x.y", "%00", "1" * 500])
def test_a_link_that_nobody_made_is_not_found(client, db, token, begun):
    assert client.get(f"/invitation/{token}/").status_code == 404


def test_the_token_leaves_the_address_before_the_form_is_shown(client, link):
    page = client.get(link, follow=True)
    assert page.request["PATH_INFO"] == "/invitation/"
    assert link.rstrip("/").rpartition("/")[2] not in page.content.decode()
    assert 'autocomplete="new-password"' in page.content.decode()


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [("short", "short", "at least 15 characters"), (PASSWORD, "something else", "same password")],
)
def test_a_password_that_does_not_fit_gets_a_sentence(client, link, newcomer, password, again, sentence):
    response = choose(client, link, password, again)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    newcomer.refresh_from_db()
    assert not newcomer.has_usable_password()


def test_the_administrator_sees_how_far_a_person_is(newcomer, administrator, client, time_machine):
    said = [account_of(newcomer).state.words]
    invitation = invite(person=newcomer, by=administrator)
    said.append(account_of(newcomer).state.words)
    time_machine.move_to(timezone.now() + dt.timedelta(days=8))
    said.append(account_of(newcomer).state.words)
    time_machine.move_to(invitation.invited_at)
    use_invitation(invitation=invitation, password=PASSWORD)
    newcomer.refresh_from_db()
    said.append(account_of(newcomer).state.words)
    client.post("/sign-in/", {"login": newcomer.email, "password": PASSWORD})
    newcomer.refresh_from_db()
    said.append(account_of(newcomer).state.words)
    assert said == [
        "Not invited yet",
        "Invited",
        "Invitation expired",
        "Can sign in, has not done so yet",
        "Has signed in",
    ]


def test_where_no_mail_is_sent_the_administrator_hands_the_link_over(
    client, administrator, newcomer, invitation, settings
):
    client.force_login(administrator)
    address = f"/staff/people/{newcomer.pk}/account/"
    settings.SENDS_MAIL = False
    assert wording.invitation_link(invitation) in client.get(address).content.decode()
    settings.SENDS_MAIL = True
    assert "/invitation/" not in client.get(address).content.decode()


def test_the_account_page_of_others_is_for_administrators(client, newcomer, superintendent, steward):
    for person in (superintendent, steward):
        client.force_login(person)
        assert client.get(f"/staff/people/{newcomer.pk}/account/").status_code == 403


def test_who_has_a_password_is_not_invited(client, administrator, known):
    with pytest.raises(Refused, match="has a password"):
        invite(person=known, by=administrator)
    client.force_login(administrator)
    page = client.post(f"/staff/people/{known.pk}/account/invite/", follow=True)
    assert "An invitation would change nothing." in page.content.decode()


def test_history_tells_who_invited_whom(newcomer, administrator, invitation):
    entry = history(Asked(model="accounts.invitation", pk=str(invitation.pk))).entries[0]
    assert (entry.who, entry.did) == ("administrator", "Added")


# The outbox


def test_a_change_that_is_rolled_back_sends_no_mail(newcomer, administrator):
    with transaction.atomic():
        invite(person=newcomer, by=administrator)
        transaction.set_rollback(True)
    assert sweep() == []
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_a_letter_leaves_once(invitation, letters):
    assert len(letters()) == 1
    letter = Letter.objects.get()
    assert deliver(letter_id=letter.pk) is False
    assert len(letters()) == 1


def test_a_letter_of_a_withdrawn_invitation_never_leaves(newcomer, administrator, invitation, letters):
    withdraw_invitation(person=newcomer, by=administrator)
    assert letters() == []
    assert Letter.objects.get().sent_at is not None


def test_no_table_holds_the_link(invitation, letters):
    letters()
    letter = Letter.objects.get()
    assert (letter.subject, letter.body) == ("", "")


def test_a_mail_server_that_fails_gets_the_same_letter_later(invitation, settings, time_machine, letters):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    sweep()
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    assert sweep() == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=2))
    assert [sent.extra_headers["Message-ID"] for sent in letters()] == [letter.message_id]


def test_a_letter_that_cannot_be_worded_holds_up_no_other(known, settings, letters):
    ask_for_reset(address=known.email)
    write_letter(address="other@example.org", subject="Another letter", body="Hello")
    settings.ROOT_URLCONF = "ui.urls"  # has no page for a new password, so that no link can be written
    assert [sent.subject for sent in letters()] == ["Another letter"]
    assert Letter.objects.get(kind="password_reset").attempts == 1


# The database refuses


def test_a_second_standing_invitation_is_refused(invitation):
    with pytest.raises(IntegrityError, match="accounts_invitation_one_standing"):
        Invitation.objects.create(
            person=invitation.person, invited_at=invitation.invited_at, expires_at=invitation.expires_at
        )


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"expires_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "accounts_invitation_expires_later"),
        ({"used_at": timezone.now(), "withdrawn_at": timezone.now()}, "accounts_invitation_ends_once"),
    ],
)
def test_an_impossible_invitation_is_refused(invitation, changed, name):
    with pytest.raises(IntegrityError, match=name):
        Invitation.objects.filter(pk=invitation.pk).update(**changed)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("poem", "accounts_letter_kind_known"), ("invitation", "accounts_letter_of_an_invitation")],
)
def test_an_impossible_letter_is_refused(db, kind, name):
    with pytest.raises(IntegrityError, match=name):
        Letter.objects.create(key="x", kind=kind, address="a@example.org")


def test_an_unknown_event_is_refused(known):
    with pytest.raises(IntegrityError, match="accounts_event_known"):
        known.account_events.create(what="guessed")
