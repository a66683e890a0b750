"""What letters say. Links are made when a letter is sent, so that no table holds one."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.domain import LetterKind
from accounts.models import Invitation, Letter
from district.models import Person
from district.queries import district_profile

SIGNER = Signer(salt="accounts.invitation", sep=".")


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text of a mail."""

    subject: str
    body: str


def wording_of(letter: Letter) -> Wording | None:
    """What to send; None when there is nobody to send it to any more, or never was."""
    if letter.kind == LetterKind.INVITATION:
        return _invitation(letter)
    if letter.kind == LetterKind.PASSWORD_RESET:
        return _password_reset(letter)
    return Wording(letter.subject, letter.body)


def invitation_link(invitation: Invitation) -> str:
    """Where an invited person sets a password."""
    token = SIGNER.sign(str(invitation.pk))
    return settings.SITE_ADDRESS + reverse("accounts:invitation", args=[token])


def invitation_of(token: str) -> int:
    """The key of the invitation a link belongs to; 0 when we did not make the link."""
    try:
        return int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return 0


def reset_link(person: Person) -> str:
    """Where someone sets a new password; works for an hour, and until the password changes."""
    parts = {"uidb36": int_to_base36(person.pk), "key": default_token_generator.make_token(person)}
    return settings.SITE_ADDRESS + reverse("account_reset_password_from_key", kwargs=parts)


def _invitation(letter: Letter) -> Wording | None:
    usable = Invitation.objects.usable().select_related("person")
    invitation = usable.filter(letters=letter).first()
    if invitation is None:
        return None
    words = {
        "name": invitation.person.name,
        "district": district_profile().name,
        "link": invitation_link(invitation),
        "day": f"{localtime(invitation.expires_at):%B %-d, %Y}",
    }
    return Wording(
        _("Your account for the planning site of %(district)s") % words,
        _(
            "Hello %(name)s,\n\nyou were invited to the planning site of %(district)s. Open this link and "
            "set a password:\n\n%(link)s\n\nIt works once, until %(day)s. If it has expired, ask the person "
            "who invited you for a new one.\n\nIf you did not expect this mail, you need not do anything.\n"
        )
        % words,
    )


def _password_reset(letter: Letter) -> Wording | None:
    person = Person.objects.filter(email=letter.address, is_active=True).first()
    if person is None or not person.has_usable_password():
        return None  # an invited person uses the invitation; one who left uses nothing
    words = {"district": district_profile().name, "link": reset_link(person)}
    return Wording(
        _("A new password for the planning site of %(district)s") % words,
        _(
            "Someone, probably you, asked for a new password. Open this link within an hour:\n\n%(link)s\n\n"
            "If it was not you, you need not do anything: your password stays as it is.\n"
        )
        % words,
    )
