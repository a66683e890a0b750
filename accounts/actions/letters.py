"""The outbox: a letter is written with the change it tells of, and sent when that change is there."""

import logging
import uuid

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts import letters
from accounts.domain import LetterKind, pause_before_try
from accounts.models import Invitation, Letter

ATTEMPTS = 8  # together about two hours
BATCH = 50
log = logging.getLogger(__name__)


def write_letter(
    *,
    address: str,
    kind: LetterKind = LetterKind.NOTICE,
    subject: str = "",
    body: str = "",
    invitation: Invitation | None = None,
    key: str = "",
) -> Letter | None:
    """Put a letter into the outbox, within the caller's transaction; None when the key was written before."""
    letter, is_new = Letter.objects.get_or_create(
        key=key or uuid.uuid4().hex,
        defaults={
            "kind": kind,
            "address": address,
            "subject": subject[:200],
            "body": body,
            "invitation": invitation,
        },
    )
    if not is_new:
        return None
    transaction.on_commit(lambda: _hurry(letter.pk), robust=True)
    return letter


def ask_for_reset(*, address: str) -> None:
    """Take down that someone forgot their password; whether anyone has this address, the worker finds out.

    So the answer and the work are the same for every address there is.
    """
    with transaction.atomic():
        write_letter(address=address.lower(), kind=LetterKind.PASSWORD_RESET)


def deliver(*, letter_id: int) -> bool:
    """Send one letter if it waits and nobody else sends it; say whether it left.

    The row stays locked while the mail leaves, so that two workers cannot send it both. A worker that
    dies in between leaves a second try with the same Message-ID.
    """
    with transaction.atomic():
        letter = (
            Letter.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=letter_id, sent_at=None, failed_at=None, try_at__lte=timezone.now())
            .first()
        )
        if letter is None:
            return False
        return _send(letter)


def sweep() -> list[int]:
    """Send letters that nobody took; return the keys of those that left."""
    due = Letter.objects.filter(sent_at=None, failed_at=None, try_at__lte=timezone.now())
    keys = list(due.order_by("try_at").values_list("pk", flat=True)[:BATCH])
    return [key for key in keys if deliver(letter_id=key)]


def _send(letter: Letter) -> bool:
    try:
        with transaction.atomic():  # a fault of the database while it is worded spoils this letter only
            wording = letters.wording_of(letter)
        left = wording is not None and _mail(letter, wording)
    except Exception:
        log.exception("Letter %s did not leave.", letter.pk)
        _try_later(letter)
        return False
    letter.sent_at = timezone.now()
    letter.save(update_fields=["sent_at"])
    return left


def _mail(letter: Letter, wording: letters.Wording) -> bool:
    mail = EmailMessage(
        subject=wording.subject,
        body=wording.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.address],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    return bool(mail.send())


def _try_later(letter: Letter) -> None:
    letter.attempts += 1
    letter.try_at = timezone.now() + pause_before_try(letter.attempts)
    if letter.attempts >= ATTEMPTS:
        letter.failed_at = timezone.now()
    letter.save(update_fields=["attempts", "try_at", "failed_at"])


def _hurry(letter_id: int) -> None:
    try:
        current_app.send_task("accounts.tasks.deliver", [letter_id])
    except Exception:  # noqa: BLE001 -- kombu and redis raise many kinds; the sweeper makes up for all
        log.warning("Letter %s waits for the sweeper: the broker did not answer.", letter_id)
