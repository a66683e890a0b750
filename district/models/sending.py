"""What a browser sent, so that a second click does nothing twice."""

from django.db import models


class SentForm(models.Model):
    """A form that was sent and what it was answered; kept for a day, so that it is done once."""

    key = models.CharField(
        max_length=64, primary_key=True, help_text="Hash of the person, the address and all that was sent."
    )
    person = models.ForeignKey("district.Person", models.CASCADE, related_name="+")
    answer = models.CharField(max_length=500, blank=True, help_text="The address it led to.")
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person}, {self.sent_at}"
