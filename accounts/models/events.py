"""What happened to an account."""

from django.db import models

from accounts.domain import AccountChange
from district.constraints import APPEND_ONLY, known
from district.history import tracked
from district.models import Person


@tracked
class AccountEvent(models.Model):
    """One change of how someone signs in; kept for its owner and for the history, never changed."""

    tells_of_people = True

    person = models.ForeignKey(Person, models.PROTECT, related_name="account_events")
    what = models.CharField(max_length=20, choices=AccountChange.choices())
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="accounts_event_of_person")]
        triggers = APPEND_ONLY
        constraints = [known("what", AccountChange, name="accounts_event_known")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_what_display()}"
