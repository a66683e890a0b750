"""The outbox: letters written together with what they tell of, and sent by the worker."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.domain import LetterKind
from accounts.models.invitations import Invitation
from district.constraints import known


class Letter(models.Model):
    """A mail to send, once; a change that is rolled back takes its letter along.

    Not tracked: the row is itself the record, and strangers may ask for letters.
    """

    key = models.CharField(max_length=80, unique=True, help_text="Names the letter; the same key, one mail.")
    kind = models.CharField(max_length=20, choices=LetterKind.choices())
    address = models.EmailField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="letters")
    written_at = models.DateTimeField(default=timezone.now)
    try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, help_text="Also for a letter that turned out to be for nobody.")
    failed_at = models.DateTimeField(null=True, help_text="Given up after several tries.")

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=Q(sent_at=None, failed_at=None),
                name="accounts_letter_waiting",
            )
        ]
        constraints = [
            known("kind", LetterKind, name="accounts_letter_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="invitation", invitation__isnull=False)
                | (~Q(kind="invitation") & Q(invitation__isnull=True)),
                name="accounts_letter_of_an_invitation",
                violation_error_message="A letter of invitation belongs to an invitation, and no other does.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.address}"

    @property
    def message_id(self) -> str:
        """The same for every try, so that a mail server drops a copy."""
        return f"<{self.key}@{settings.SITE_ADDRESS.rpartition('/')[2].partition(':')[0]}>"

    @property
    def age(self) -> dt.timedelta:
        """How long it has waited, or waited until it was sent."""
        return (self.sent_at or timezone.now()) - self.written_at
