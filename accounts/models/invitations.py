"""Invitations: how a person who was added gets in for the first time."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from district.history import tracked
from district.models import Person


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> "InvitationQuerySet":
        """Neither used nor withdrawn; such an invitation may have expired all the same."""
        return self.filter(used_at=None, withdrawn_at=None)

    def arriving(self) -> "InvitationQuerySet":
        """Standing, for someone who is still here and still has the address it went to."""
        return self.standing().filter(person__is_active=True, letters__address=F("person__email"))

    def usable(self) -> "InvitationQuerySet":
        """Arriving, and not expired."""
        return self.arriving().filter(expires_at__gt=timezone.now())


@tracked
class Invitation(models.Model):
    """One link, for one person, that works once until a day; the link itself is stored nowhere."""

    tells_of_people = True

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="invitations_sent")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="accounts_invitation_one_standing",
                violation_error_message="This person has an invitation already. Send it again instead.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")),
                name="accounts_invitation_expires_later",
                violation_error_message="An invitation expires after it was sent.",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                name="accounts_invitation_ends_once",
                violation_error_message="An invitation is either used or withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.person}"
