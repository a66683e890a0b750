"""The demonstration district: published words and figures with their source, the rest marked as sample."""

from django.conf import settings

from lakeville_planning.demonstration.people import PEOPLE


def sign_ins() -> list[tuple[str, str, str]]:
    """One made-up person per role: role in words, e-mail address, password."""
    return [(person.role_words, person.email, settings.DEMONSTRATION_PASSWORD) for person in PEOPLE]


__all__ = ["sign_ins"]
