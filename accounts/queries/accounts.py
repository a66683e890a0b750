"""How far people are on the way in, and with what they sign in."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import AccountState, Standing, account_state
from accounts.letters import invitation_link
from accounts.models import AccountEvent, Invitation, Letter
from accounts.permissions import FACTORS, has_second_factor, needs_second_factor
from district.domain import EDITING_ROLES
from district.models import Person, RoleAssignment
from district.permissions import may_edit
from district.queries import demonstration_people
from district.ways_in import WayIn
from district.work import Work, WorkItem

EVENTS = 10


@dataclass(frozen=True, slots=True)
class Account:
    """What an administrator needs to know about someone's way in."""

    state: AccountState
    invitation: Invitation | None
    letter: Letter | None
    link: str
    has_second_factor: bool
    should_have_second_factor: bool
    events: tuple[AccountEvent, ...]

    @property
    def can_invite(self) -> bool:
        """Whether a link would let this person in."""
        return self.state in (AccountState.NOT_INVITED, AccountState.INVITED, AccountState.EXPIRED)

    @property
    def can_withdraw(self) -> bool:
        """Whether a link is out that still works."""
        return self.state == AccountState.INVITED


def account_of(person: Person) -> Account:
    """One person's account, with the link to hand over where this site sends no mail."""
    invitation = Invitation.objects.standing().filter(person=person).select_related("invited_by").first()
    state = account_state(
        Standing(
            is_active=person.is_active,
            has_signed_in=person.last_login is not None,
            has_password=person.has_usable_password(),
            invited_until=invitation.expires_at if invitation else None,
        ),
        now=timezone.now(),
    )
    shows_link = invitation is not None and state == AccountState.INVITED and not settings.SENDS_MAIL
    return Account(
        state=state,
        invitation=invitation,
        letter=invitation.letters.first() if invitation else None,
        link=invitation_link(invitation) if shows_link and invitation else "",
        has_second_factor=has_second_factor(person),
        should_have_second_factor=needs_second_factor(person),
        events=tuple(person.account_events.all()[:EVENTS]),
    )


def ways_in_of(person: Person) -> list[WayIn]:
    """What is open for someone: how far they are, and where they are signed in."""
    account = account_of(person)
    if account.state == AccountState.LEFT:
        return []
    page = reverse("accounts:person", args=[person.pk])
    sessions = UserSession.objects.filter(user=person).count()
    open_ones = ngettext("%(number)d session", "%(number)d sessions", sessions) % {"number": sessions}
    return [WayIn(account.state.words, page), *([WayIn(open_ones, page)] if sessions else [])]


def own_account(person: Person) -> dict[str, Any]:
    """What someone reads on the page of their own account."""
    found = Authenticator.objects.filter(user=person)
    kinds = [authenticator.type for authenticator in found]
    return {
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "codes_left": sum(
            len(authenticator.wrap().get_unused_codes())
            for authenticator in found
            if authenticator.type == Authenticator.Type.RECOVERY_CODES
        ),
        "has_password": person.has_usable_password(),
        "needs_second_factor": needs_second_factor(person),
        "is_expected_to_have_one": may_edit(person),
        "providers": [
            provider["name"]
            for provider in settings.SIGN_IN_PROVIDERS
            if SocialAccount.objects.filter(user=person, provider=provider["id"]).exists()
        ],
        "events": person.account_events.all()[:EVENTS],
    }


def sign_in_context(going_to: str) -> dict[str, Any]:
    """What the sign-in page offers beside the form."""
    after = f"?{urlencode({'next': going_to})}" if going_to else ""
    context: dict[str, Any] = {
        "providers": [
            (provider["name"], reverse("openid_connect_login", args=[provider["id"]]) + after)
            for provider in settings.SIGN_IN_PROVIDERS
        ]
    }
    if settings.DEMO:
        context["people"] = demonstration_people()
        context["demonstration_password"] = settings.DEMONSTRATION_PASSWORD
    return context


def work_for(person: Any) -> Work:
    """A second factor, for who must have one and has none yet."""
    if not needs_second_factor(person):
        return Work()
    item = WorkItem(_("Set up a second factor"), reverse("mfa_index"), _("Set up"), timezone.localdate())
    return Work(to_do=(item,))
